import type { Language } from '../../clinic.ts';

/** What the page *Today* says. */
export type TodayTexts = {
  readonly heading: (day: string) => string;
  readonly own: string;
  readonly all: string;
  readonly due: string;
  readonly overdue: string;
  readonly nothing: string;
  readonly columns: {
    readonly patient: string;
    readonly task: string;
    readonly due: string;
    readonly therapist: string;
  };
  readonly unreadable: (count: number) => string;
};

const da: TodayTexts = {
  heading: (day) => `I dag, ${day}`,
  own: 'Mine patienter',
  all: 'Hele klinikken',
  due: 'Frist i dag',
  overdue: 'Over fristen',
  nothing: 'Der er ikke mere at gøre i dag.',
  columns: { patient: 'Patient', task: 'Opgave', due: 'Frist', therapist: 'Behandler' },
  unreadable: (count) =>
    `${count === 1 ? 'Ét forløb' : `${count} forløb`} kan ikke læses og mangler her. Klinikkens driftsansvarlige har fået besked.`,
};

const en: TodayTexts = {
  heading: (day) => `Today, ${day}`,
  own: 'My patients',
  all: 'The whole clinic',
  due: 'Due today',
  overdue: 'Overdue',
  nothing: 'There is nothing more to do today.',
  columns: { patient: 'Patient', task: 'Task', due: 'Due', therapist: 'Therapist' },
  unreadable: (count) =>
    `${count === 1 ? 'One course' : `${count} courses`} cannot be read and ${count === 1 ? 'is' : 'are'} missing here. The clinic’s operator has been told.`,
};

/** The phrases of the page *Today*, by language. */
export const TODAY_TEXTS: Readonly<Record<Language, TodayTexts>> = { da, en };
