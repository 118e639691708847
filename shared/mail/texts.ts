import type { Assessment, VisitName } from '../core/protocols/protocol.ts';
import type { DayWords, MomentWords } from './dates.ts';

/** How a language writes days and times. */
export type DateTexts = {
  /** `torsdag den 5. marts 2026` */
  readonly day: (day: DayWords) => string;
  /** `torsdag den 5. marts` */
  readonly shortDay: (day: DayWords) => string;
  /** `5. marts 2026` */
  readonly plainDay: (day: DayWords) => string;
  /** `torsdag den 5. marts 2026 kl. 9.30` */
  readonly moment: (moment: MomentWords) => string;
  /** `torsdag den 5. marts kl. 9.30` */
  readonly shortMoment: (moment: MomentWords) => string;
  /** `mellem den 26. marts og den 13. april 2026`; with one day missing, from or until the other. */
  readonly range: (from: DayWords | null, to: DayWords | null) => string | null;
};

/** The subjects of patient e-mails. Days and times come formatted. */
export type SubjectTexts = {
  readonly appointment: (moment: string, changed: boolean) => string;
  readonly appointments: (clinic: string) => string;
  readonly nudge: (day: string) => string;
  readonly questionnaire: (day: string) => string;
  readonly questionnaireUnbooked: (clinic: string) => string;
  readonly questionnaires: (clinic: string) => string;
  readonly booking: (clinic: string) => string;
  readonly rebooking: (clinic: string) => string;
  /** Of several notices: what is booked (null: nothing), whether a questionnaire and a booking are asked for. */
  readonly combined: (booked: string | null, questionnaire: boolean, booking: boolean) => string;
};

/** What patient e-mails say: never a complaint, a course, a visit's name or a questionnaire's name. */
export type PatientTexts = {
  readonly subject: SubjectTexts;
  readonly intro: (clinic: string) => string;
  readonly signature: (clinic: string) => string;
  /** How to reach the clinic, why the mail came, how to say no. */
  readonly footer: (clinic: string, phone: string) => readonly string[];
  readonly appointment: {
    readonly lead: (changed: boolean) => string;
    readonly when: string;
    readonly where: string;
    readonly minutes: (minutes: number) => string;
    readonly calendar: string;
    readonly unable: (phone: string) => string;
  };
  /** `moment` is null when the e-mail tells the time of the same visit elsewhere. */
  readonly nudge: (moment: string | null) => string;
  readonly questionnaire: (moment: string | null) => string;
  readonly questionnaireUnbooked: (day: string | null) => string;
  readonly booking: (range: string | null) => string;
  readonly rebooking: (range: string | null) => string;
  readonly howToBook: (phone: string) => string;
  readonly answer: string;
  readonly book: string;
  readonly event: (clinic: string) => string;
  /** Without its ending. */
  readonly fileName: string;
};

/** What therapists' and managers' e-mails say: tasks in words that do not tell the complaint. */
export type DigestTexts = {
  readonly therapistSubject: (count: number, clinic: string) => string;
  readonly managerSubject: (count: number, clinic: string) => string;
  readonly therapistIntro: (count: number, day: string) => string;
  readonly managerIntro: (count: number, weekdays: number, day: string) => string;
  readonly footer: (clinic: string) => readonly string[];
  readonly patient: (initials: string, patientId: string) => string;
  readonly isNew: string;
  readonly columns: { readonly task: string; readonly due: string; readonly overdue: string };
  readonly weekdays: (count: number) => string;
  readonly visits: Readonly<Record<VisitName, string>>;
  readonly assessments: Readonly<Record<Assessment, string>>;
  readonly tasks: Readonly<Record<VisitTask, (visit: string) => string>> &
    Readonly<Record<CourseTask, string>> & {
      readonly assess: (assessment: string, visit: string) => string;
      /** For a task that these texts do not know. */
      readonly other: string;
    };
};

/** Tasks about one visit, named `<task>:<visit>`. */
type VisitTask = 'book' | 'hold' | 'answer' | 'call-patient';
/** Tasks about the whole course. */
type CourseTask = 'discharge-letter' | 'review-follow-ups' | 'confirm-referral-date';

/** Every phrase of one language. */
export type Texts = {
  readonly locale: string;
  readonly greeting: (firstName: string | null) => string;
  readonly dates: DateTexts;
  readonly patient: PatientTexts;
  readonly digest: DigestTexts;
};
