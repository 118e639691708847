import type { Language } from '../../clinic.ts';
import type { UnreachableReason } from '../../core/reminders/log.ts';
import type { Tick } from './caseload-filter.ts';
import type { CaseCounts } from './caseload-view.ts';

/** What the page *Caseload* says. */
export type CaseloadTexts = {
  readonly find: string;
  readonly search: string;
  readonly therapist: string;
  readonly protocol: string;
  readonly all: string;
  readonly ticks: Readonly<Record<Tick, string>>;
  readonly show: string;
  readonly showAll: string;
  readonly counts: (counts: CaseCounts) => string;
  readonly noCourse: string;
  readonly nothingFound: string;
  readonly list: string;
  readonly lineOf: (patient: string) => string;
  readonly nobody: (courseId: string) => string;
  readonly notEnrolled: string;
  readonly noTherapist: string;
  readonly next: (visit: string, state: string) => string;
  readonly over: string;
  readonly ended: string;
  readonly overdue: (count: number) => string;
  readonly due: (count: number) => string;
  readonly toCall: string;
  readonly unreachable: Readonly<Record<UnreachableReason, string>>;
  readonly notices: (count: number) => string;
  readonly pages: string;
  readonly page: (page: number, pages: number) => string;
  readonly previous: string;
  readonly following: string;
};

const da: CaseloadTexts = {
  find: 'Find forløb',
  search: 'Navn eller patientnummer',
  therapist: 'Behandler',
  protocol: 'Forløbstype',
  all: 'alle',
  ticks: {
    overdue: 'opgaver over fristen',
    week: 'noget i denne uge',
    unreachable: 'kan ikke få e-mail',
    ended: 'også afsluttede',
  },
  show: 'Vis',
  showAll: 'Vis alle',
  counts: ({ all, overdue, week, toCall, unreachable }) =>
    [
      `${all} forløb`,
      `${overdue} med opgaver over fristen`,
      `${week} med noget i denne uge`,
      `${toCall} skal ringes op`,
      `${unreachable} kan ikke få e-mail`,
    ].join(' · '),
  noCourse: 'Der er ingen forløb i gang.',
  nothingFound: 'Ingen forløb passer til det valgte.',
  list: 'Forløb',
  lineOf: (patient) => `Forløb for ${patient}`,
  nobody: (courseId) => `Forløb ${courseId}`,
  notEnrolled: 'Oprettelsen er ikke modtaget endnu.',
  noTherapist: 'ingen behandler',
  next: (visit, state) => `Næste: ${visit}, ${state}`,
  over: 'Ingen flere besøg',
  ended: 'afsluttet',
  overdue: (count) => `${count} over fristen`,
  due: (count) => `${count} i dag`,
  toCall: 'skal ringes op',
  unreachable: {
    'no-address': 'ingen e-mailadresse',
    'no-consent': 'vil ikke have e-mails',
    bounced: 'e-mails kommer retur',
    complained: 'e-mails meldt som uønskede',
  },
  notices: (count) => `${count} at vide`,
  pages: 'Sider af listen',
  page: (page, pages) => `Side ${page} af ${pages}`,
  previous: 'Forrige',
  following: 'Næste',
};

const en: CaseloadTexts = {
  find: 'Find courses',
  search: 'Name or patient number',
  therapist: 'Therapist',
  protocol: 'Kind of course',
  all: 'all',
  ticks: {
    overdue: 'overdue tasks',
    week: 'something this week',
    unreachable: 'cannot be e-mailed',
    ended: 'ended ones, too',
  },
  show: 'Show',
  showAll: 'Show all',
  counts: ({ all, overdue, week, toCall, unreachable }) =>
    [
      `${all} ${all === 1 ? 'course' : 'courses'}`,
      `${overdue} with overdue tasks`,
      `${week} with something this week`,
      `${toCall} to be called`,
      `${unreachable} cannot be e-mailed`,
    ].join(' · '),
  noCourse: 'No course is running.',
  nothingFound: 'No course fits this choice.',
  list: 'Courses',
  lineOf: (patient) => `Course of ${patient}`,
  nobody: (courseId) => `Course ${courseId}`,
  notEnrolled: 'The enrolment has not arrived yet.',
  noTherapist: 'no therapist',
  next: (visit, state) => `Next: ${visit}, ${state}`,
  over: 'No more visits',
  ended: 'ended',
  overdue: (count) => `${count} overdue`,
  due: (count) => `${count} today`,
  toCall: 'to be called',
  unreachable: {
    'no-address': 'no e-mail address',
    'no-consent': 'wants no e-mails',
    bounced: 'e-mails come back',
    complained: 'e-mails reported as unwanted',
  },
  notices: (count) => `${count} to know`,
  pages: 'Pages of the list',
  page: (page, pages) => `Page ${page} of ${pages}`,
  previous: 'Previous',
  following: 'Next',
};

/** The phrases of the page *Caseload*, by language. */
export const CASELOAD_TEXTS: Readonly<Record<Language, CaseloadTexts>> = { da, en };
