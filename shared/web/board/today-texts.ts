import type { Language } from '../../clinic.ts';
import type { CallReason } from '../../core/events/events.ts';

/** What the page *Today* says. */
export type TodayTexts = {
  readonly heading: (day: string) => string;
  readonly own: string;
  readonly all: string;
  readonly comes: string;
  readonly nobody: string;
  readonly calls: string;
  readonly due: string;
  readonly overdue: string;
  readonly nothing: string;
  readonly held: string;
  readonly lacksAnswers: string;
  readonly overdueBy: (weekdays: string) => string;
  readonly columns: Readonly<
    Record<'time' | 'patient' | 'visit' | 'record' | 'task' | 'due' | 'therapist' | 'press', string>
  >;
  readonly more: (count: number) => string;
  readonly unreadable: (count: number) => string;
  readonly outcome: string;
  readonly say: {
    readonly book: (visit: string, latest: string | null) => string;
    readonly answer: (visit: string) => string;
    readonly time: (visit: string, moment: string | null) => string;
    readonly cancelled: (visit: string, moment: string) => string;
    readonly asked: Readonly<Record<CallReason, string>>;
  };
};

const da: TodayTexts = {
  heading: (day) => `I dag, ${day}`,
  own: 'Mine patienter',
  all: 'Hele klinikken',
  comes: 'Kommer i dag',
  nobody: 'Ingen har tid til et besøg i dag.',
  calls: 'Ring til',
  due: 'Frist i dag',
  overdue: 'Over fristen',
  nothing: 'Der er ikke mere at gøre i dag.',
  held: 'afholdt',
  lacksAnswers: 'Spørgeskemaer mangler',
  overdueBy: (weekdays) => `${weekdays} over fristen`,
  columns: {
    time: 'Tid',
    patient: 'Patient',
    visit: 'Besøg',
    record: 'Registreres',
    task: 'Opgave',
    due: 'Frist',
    therapist: 'Behandler',
    press: 'Tryk',
  },
  more: (count) => `Der er ${count} mere. De kommer frem, når listen bliver kortere.`,
  unreadable: (count) =>
    `${count === 1 ? 'Ét forløb' : `${count} forløb`} kan ikke læses og mangler her. Klinikkens driftsansvarlige har fået besked.`,
  outcome: 'Hvordan gik det?',
  say: {
    book: (visit, latest) => `Aftal en tid til ${visit}${latest === null ? '' : `, senest den ${latest}`}.`,
    answer: (visit) => `Bed patienten udfylde spørgeskemaerne før ${visit}.`,
    time: (visit, moment) => `Mind om tiden til ${visit}${moment === null ? '' : `: ${moment}`}.`,
    cancelled: (visit, moment) => `Sig, at tiden til ${visit} ${moment} er aflyst.`,
    asked: {
      'cannot-come': 'Patienten kan ikke komme til sin tid.',
      book: 'Patienten vil bestille tid.',
      question: 'Patienten har et spørgsmål.',
    },
  },
};

const en: TodayTexts = {
  heading: (day) => `Today, ${day}`,
  own: 'My patients',
  all: 'The whole clinic',
  comes: 'Comes today',
  nobody: 'Nobody has a time for a visit today.',
  calls: 'To be called',
  due: 'Due today',
  overdue: 'Overdue',
  nothing: 'There is nothing more to do today.',
  held: 'held',
  lacksAnswers: 'Questionnaires are missing',
  overdueBy: (weekdays) => `${weekdays} overdue`,
  columns: {
    time: 'Time',
    patient: 'Patient',
    visit: 'Visit',
    record: 'To be recorded',
    task: 'Task',
    due: 'Due',
    therapist: 'Therapist',
    press: 'Press',
  },
  more: (count) => `There are ${count} more. They appear as the list gets shorter.`,
  unreadable: (count) =>
    `${count === 1 ? 'One course' : `${count} courses`} cannot be read and ${count === 1 ? 'is' : 'are'} missing here. The clinic’s operator has been told.`,
  outcome: 'How did it go?',
  say: {
    book: (visit, latest) => `Agree on a time for ${visit}${latest === null ? '' : `, by ${latest}`}.`,
    answer: (visit) => `Ask the patient to fill in the questionnaires before ${visit}.`,
    time: (visit, moment) => `Remind of the time for ${visit}${moment === null ? '' : `: ${moment}`}.`,
    cancelled: (visit, moment) => `Say that the time for ${visit}, ${moment}, is cancelled.`,
    asked: {
      'cannot-come': 'The patient cannot come at the booked time.',
      book: 'The patient would like to book a time.',
      question: 'The patient has a question.',
    },
  },
};

/** The phrases of the page *Today*, by language. */
export const TODAY_TEXTS: Readonly<Record<Language, TodayTexts>> = { da, en };
