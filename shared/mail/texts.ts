import type { Language } from '../clinic.ts';
import type { CourseTask, VisitTask } from '../core/ids/task-id.ts';
import type { Assessment, VisitName } from '../core/protocols/protocol.ts';
import type { QualityMeasure } from '../core/quality/measures.ts';
import type { LetterKind } from '../core/settings/letter-texts.ts';
import type { DayWords, MomentWords } from './dates.ts';
import type { CallRequest, DeadAddress } from './staff-mail.ts';

/** How a language writes days and times. What should stay on one line is held together by no-break spaces. */
export type DateTexts = {
  /** `torsdag den 5. marts 2026` */
  readonly day: (day: DayWords) => string;
  /** `torsdag den 5. marts` */
  readonly shortDay: (day: DayWords) => string;
  /** `5. marts 2026` */
  readonly plainDay: (day: DayWords) => string;
  /** `marts 2026` */
  readonly month: (day: DayWords) => string;
  /** `torsdag den 5. marts 2026 kl. 9.30` */
  readonly moment: (moment: MomentWords) => string;
  /** `torsdag den 5. marts kl. 9.30` */
  readonly shortMoment: (moment: MomentWords) => string;
  /** `kl. 9.30` */
  readonly time: (moment: MomentWords) => string;
  /** `ca. 45 minutter` */
  readonly minutes: (minutes: number) => string;
  /** `mellem torsdag den 26. marts og mandag den 13. april 2026`; with one day missing, from or until the other. */
  readonly range: (from: DayWords | null, to: DayWords | null) => string | null;
};

/** What the subject of an e-mail about several things is made of. Each part comes filled. */
export type SubjectTexts = {
  /** Several times, none of them changed or cancelled. */
  readonly times: string;
  /** Several times of which some are new, changed or cancelled. */
  readonly changes: string;
  readonly questionnaires: string;
  /** No time; a questionnaire and a booking. */
  readonly bookAndAnswer: string;
  readonly andQuestionnaire: string;
  readonly andBooking: string;
  readonly andNewBooking: string;
  readonly andBoth: string;
};

/** What is said of one thing; both with placeholders. A line of `text` is a paragraph. */
export type LetterTexts = { readonly subject: string; readonly text: string };

/**
 * What patient e-mails say, with placeholders such as `{clinic}`: never a complaint, a course, a visit's name or a
 * questionnaire's name.
 */
export type PatientTexts = {
  readonly letters: Readonly<Record<LetterKind, LetterTexts>>;
  readonly intro: string;
  readonly signature: string;
  /** How to reach the clinic, why the mail came, how to say no. */
  readonly footer: string;
  /** Until when to tell that one cannot come. */
  readonly cancelRule: string;
  /** After a cancellation, when nothing else asks for a booking. */
  readonly newTime: string;
  readonly howToBook: string;
  readonly answerButton: string;
  readonly bookButton: string;
};

/** The rest of a patient e-mail, which no clinic changes. */
export type FixedTexts = {
  readonly subject: SubjectTexts;
  readonly when: string;
  readonly where: string;
  readonly calendar: string;
  readonly calendarCancelled: string;
  /** `din tid torsdag …`; null when the e-mail tells the time of the same visit elsewhere. */
  readonly appointmentOn: (moment: string | null) => string;
  readonly event: string;
  /** What the patient's own page is for. */
  readonly page: string;
  readonly pageButton: string;
  /** Without its ending. */
  readonly fileName: string;
};

/** How many of each a digest holds. */
export type DigestCounts = {
  readonly dueToday: number;
  readonly overdue: number;
  readonly duringClosure: number;
  readonly worthKnowing: number;
};

/** Visits as they stand within a sentence: those of the guides, and of the clinic's own protocols. */
export type VisitWords = Readonly<Record<VisitName, string>>;

/** What staff mails say: visits and assessments by name, never a diagnosis or a protocol. */
export type StaffTexts = {
  readonly footer: (clinic: string) => readonly string[];
  readonly patient: (initials: string, patientId: string) => string;
  readonly sessions: (training: number, from: number, to: number) => string;
  readonly isNew: string;
  readonly columns: { readonly task: string; readonly due: string; readonly overdue: string };
  readonly weekdays: (count: number) => string;
  /** What a mail has no room for, and where it is. */
  readonly more: (counts: DigestCounts) => string;
  readonly moreLines: (count: number) => string;
  readonly openList: string;
  readonly therapist: {
    readonly subject: (counts: DigestCounts, clinic: string) => string;
    readonly intro: (counts: DigestCounts, day: string) => string;
    readonly forManager: (therapist: string) => string;
    readonly forNobody: string;
    readonly dueToday: string;
    readonly overdue: string;
    readonly duringClosure: (from: string, to: string) => string;
    readonly worthKnowing: string;
  };
  readonly manager: {
    readonly subject: (arrived: number, known: number, clinic: string) => string;
    readonly intro: (arrived: number, afterWeekdays: number, day: string) => string;
    readonly known: string;
    readonly knownColumns: { readonly therapist: string; readonly count: string };
    readonly nobody: string;
  };
  readonly quality: {
    readonly subject: (month: string, clinic: string) => string;
    readonly intro: (month: string) => string;
    readonly columns: (month: string) => {
      readonly measure: string;
      readonly month: string;
      readonly twelveMonths: string;
    };
    readonly heldInWindow: (visit: string) => string;
    readonly measures: Readonly<Record<Exclude<QualityMeasure['measure'], 'held-in-window'>, string>>;
    /** `percent` is null when there was nothing to count. */
    readonly share: (numerator: number, denominator: number, percent: number | null) => string;
  };
  readonly call: {
    readonly subject: Readonly<Record<CallRequest['reason'], (initials: string) => string>>;
    readonly text: Readonly<Record<CallRequest['reason'], string>>;
    readonly patient: string;
    readonly visit: string;
    readonly when: string;
    readonly open: string;
  };
  readonly deadAddress: {
    readonly subject: (therapist: string) => string;
    readonly text: Readonly<Record<DeadAddress['because'], (therapist: string) => string>>;
    readonly what: string;
  };
  readonly unknownCourses: {
    readonly subject: (count: number, clinic: string) => string;
    readonly text: (count: number) => string;
  };
  /** In the definite form, as within a sentence. */
  readonly visits: VisitWords;
  readonly assessments: Readonly<Record<Assessment, string>>;
  readonly tasks: Readonly<Record<VisitTask, (visit: string) => string>> &
    Readonly<Record<CourseTask, string>> & {
      readonly assess: (assessment: string, visit: string) => string;
    };
};

/** Every phrase of one language. */
export type Texts = {
  readonly language: Language;
  readonly locale: string;
  readonly greeting: (firstName: string | null) => string;
  readonly dates: DateTexts;
  readonly patient: PatientTexts;
  readonly fixed: FixedTexts;
  readonly staff: StaffTexts;
};
