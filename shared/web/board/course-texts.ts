import type { Therapist } from '../../core/course/course.ts';
import type { CallReason, CloseReason } from '../../core/events/events.ts';
import type { CourseStatus } from '../../core/plan.ts';
import type { Assessment, Entry, SessionKind } from '../../core/protocols/protocol.ts';
import type { UnreachableReason } from '../../core/reminders/log.ts';
import type { BoardType } from './asks.ts';
import type { FormWrong } from './read-form.ts';

/** What the form of a type of event says. `{visit}` stands for the visit it is about, as a sentence has it. */
export type FormTexts = {
  /** What leads to it, where other buttons stand beside it. */
  readonly open: string;
  readonly heading: string;
  readonly button: string;
  /** What is said once it is recorded. */
  readonly did: string;
  readonly hint?: string;
};

/** What is told of a course in its log. Days and moments come in words. */
export type LogTexts = {
  readonly enrolled: (protocol: string, therapist: string) => string;
  readonly corrected: (what: readonly string[]) => string;
  readonly referralDate: (day: string | null) => string;
  readonly contactDate: (day: string | null) => string;
  readonly entry: (entry: string) => string;
  readonly booked: (visit: string, moment: string) => string;
  readonly cancelled: (visit: string, moment: string | null) => string;
  readonly held: (visit: string, day: string) => string;
  readonly missed: (visit: string, day: string) => string;
  readonly waived: (visit: string, reason: string) => string;
  readonly confirmed: (visit: string, moment: string) => string;
  readonly session: (kind: string, day: string) => string;
  readonly answered: (questionnaire: string, visit: string, day: string) => string;
  readonly linked: (visit: string) => string;
  readonly recorded: (assessment: string, visit: string, day: string) => string;
  readonly taskDone: (task: string) => string;
  readonly taskSnoozed: (task: string, day: string) => string;
  readonly taskDismissed: (task: string, reason: string) => string;
  readonly patientUpdated: (what: readonly string[]) => string;
  readonly patientFields: Readonly<Record<'name' | 'email' | 'phone' | 'language', string>>;
  readonly consent: (isGiven: boolean) => string;
  readonly called: (reason: string) => string;
  readonly assigned: (therapist: Pick<Therapist, 'name'>) => string;
  readonly paused: (until: string | null) => string;
  readonly resumed: string;
  readonly closed: (day: string, reason: string) => string;
  readonly reopened: (reason: string) => string;
  readonly retracted: (what: string, reason: string) => string;
  readonly erased: string;
  readonly bounced: string;
  readonly complained: string;
  /** A visit that was told by its service code. */
  readonly ofCode: (code: string) => string;
  readonly takenBack: string;
};

/** What the page of a course, and its forms, say. */
export type CourseTexts = {
  readonly number: (patientId: string) => string;
  readonly call: string;
  readonly noPhone: string;
  readonly entries: Readonly<Record<Entry, string>>;
  readonly status: Readonly<Record<CourseStatus, string>>;
  readonly unreachable: Readonly<Record<UnreachableReason, string>>;
  readonly sessions: Readonly<Record<SessionKind, string>>;
  readonly assessments: Readonly<Record<Assessment, string>>;
  readonly callReasons: Readonly<Record<CallReason, string>>;
  readonly closeReasons: Readonly<Record<CloseReason, string>>;
  readonly languages: Readonly<Record<'da' | 'en', string>>;
  readonly headings: {
    readonly next: string;
    readonly tasks: string;
    readonly plan: string;
    readonly sessions: string;
    readonly drawing: string;
    readonly patient: string;
    readonly course: string;
    readonly notices: string;
    readonly log: string;
  };
  readonly facts: Readonly<
    Record<
      | 'patientId'
      | 'phone'
      | 'email'
      | 'consent'
      | 'language'
      | 'protocol'
      | 'entry'
      | 'referral'
      | 'contact'
      | 'therapist'
      | 'paused'
      | 'cap',
      string
    >
  >;
  readonly none: string;
  readonly yes: string;
  readonly no: string;
  readonly pausedUntil: (day: string | null) => string;
  readonly noTasks: string;
  readonly nothingNext: string;
  readonly otherNext: string;
  readonly training: (count: number, from: number, to: number) => string;
  readonly counted: (kind: string, count: number, atMost: number | null) => string;
  readonly noSessions: string;
  readonly window: (range: string) => string;
  readonly target: (day: string) => string;
  readonly toRecord: (what: string) => string;
  readonly mistake: string;
  readonly noCalendar: string;
  readonly back: string;
  readonly forms: Readonly<Record<BoardType, FormTexts>>;
  /** By the last part of a field's name; where that is not enough, by the whole. */
  readonly labels: Readonly<Record<string, string>>;
  readonly hints: Readonly<Record<string, string>>;
  readonly choose: string;
  readonly wrong: Readonly<Record<FormWrong['because'], string>>;
  readonly mend: string;
  readonly changed: { readonly title: string; readonly text: string; readonly again: string };
  readonly notNow: string;
  readonly heardBefore: string;
  readonly full: string;
  readonly log: LogTexts;
};
