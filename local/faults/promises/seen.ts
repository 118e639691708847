import type { CalendarEntry } from './calendar-entry.ts';
import type { Closure } from './open-days.ts';

/** An event, and when the clinic's table first had it. */
export type Told = {
  readonly eventId: string;
  readonly type: string;
  readonly courseId: string;
  readonly occurredAt: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly takenAt: string;
};

/** An e-mail to a patient that the provider took. */
export type Letter = {
  readonly courseId: string;
  readonly messageId: string;
  readonly attempt: number;
  readonly at: string;
  readonly to: string;
  /** What it is about, as `docs/contracts.md` names reminders: `closing/nudge/2026-03-12`. */
  readonly keys: readonly string[];
  /** Whether it comes to the patient. */
  readonly arrives: boolean;
  /** Whether its sender could not be sure that it was taken. */
  readonly isAmbiguous: boolean;
  /** Whether the house's table was brought back to before it. */
  readonly isForgotten: boolean;
  readonly calendar: readonly CalendarEntry[];
  /** The instants that its words name by day and time. */
  readonly names: readonly string[];
  /** What it was about when its sender claimed it, and left out of it when that was not wanted any more. */
  readonly leftOut: readonly string[];
  /** By key, when the log says that it makes no sense any more. */
  readonly expiresAt: ReadonlyMap<string, string>;
};

/** The open tasks of a course from an instant on. */
export type Worklist = {
  readonly courseId: string;
  readonly at: string;
  readonly tasks: readonly {
    readonly task: string;
    readonly due: string;
    readonly snoozedUntil: string | null;
  }[];
};

/** A mail to somebody at the clinic. */
export type StaffMail = {
  readonly at: string;
  /** The tasks that it lists: `C-1/book:closing`. */
  readonly tasks: readonly string[];
};

/** A mail to the clinic about a request for a call, or the word of the log that it was given up. */
export type CallMail = {
  readonly courseId: string;
  readonly messageId: string;
  readonly at: string;
  readonly to: string;
  readonly arrives: boolean;
  readonly isAmbiguous: boolean;
};

/** The rules of a clinic, as its file has them. */
export type House = {
  readonly timeZone: string;
  readonly sendTime: string;
  /** Where the clinic is answered. */
  readonly replyTo: string;
  readonly closures: readonly Closure[];
  /** Month and day of those on which it is closed besides the public holidays: `12-24`. */
  readonly extraHolidays: readonly string[];
  /** By visit, what is asked for besides what the guides say. */
  readonly questionnaires: Readonly<Partial<Record<string, readonly string[]>>>;
  /** By visit, tests that the clinic takes besides what the guides say, or does not take. */
  readonly assessments: Readonly<Partial<Record<string, Readonly<Partial<Record<string, boolean>>>>>>;
  readonly quietHours: { readonly from: string; readonly to: string };
};

/** What somebody outside the house sees of a run: what it was told, and what it did. */
export type Seen = {
  /** Its rules at the end. */
  readonly house: House;
  /** All rules that it ever had, the first ones first. */
  readonly deployed: readonly { readonly from: string; readonly house: House }[];
  /** The table was brought back to an instant; what came due before another one was not sent. */
  readonly restored: readonly { readonly to: string; readonly at: string; readonly until: string }[];
  readonly told: readonly Told[];
  readonly letters: readonly Letter[];
  readonly worklists: readonly Worklist[];
  readonly staffMails: readonly StaffMail[];
  readonly callMails: readonly CallMail[];
  /** By how many minutes that which went wrong may have held things up. */
  readonly delay: number;
  readonly endedAt: string;
};

/** The rules that a house had at an instant. */
export const houseAt = (at: string, { deployed, house }: Seen): House =>
  (deployed.findLast(({ from }) => from <= at) ?? deployed[0])?.house ?? house;

/** Whether what came or was sent at an instant was forgotten, or came when nothing was sent. */
export const isBarred = (at: string, { restored }: Seen): boolean =>
  restored.some(({ to, until }) => to < at && at <= until);
