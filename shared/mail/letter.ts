import type { CivilDate } from '../core/time/civil-date.ts';
import type { Instant } from '../core/time/instant.ts';

/** A file that goes with an e-mail; `content` is text. */
export type Attachment = { readonly name: string; readonly contentType: string; readonly content: string };

/** A finished e-mail but for its addresses. Subject and header values never hold a line break. */
export type Email = {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly attachments: readonly Attachment[];
};

/** One thing a patient e-mail says; several due together are one e-mail. */
export type Notice =
  | AppointmentNotice
  | CancelledNotice
  | NudgeNotice
  | QuestionnairesNotice
  | RebookingNotice
  | BookingNotice;

/** A visit by its place in the protocol, from 1: its name would tell the complaint. */
type OfVisit = { readonly visitNumber: number };

/**
 * A time as the patient's calendar keeps it. `uid` (see `calendarUid`) is the same for every time of one visit and
 * `sequence` rises with each that was told. Visits that touch each other are one time: that of the first of them.
 */
export type CalendarTime = OfVisit & {
  readonly startsAt: Instant;
  /** Null when unknown. */
  readonly durationMinutes: number | null;
  readonly sequence: number;
  readonly uid: string;
  /** When the fact that it tells was made known to the clinic. */
  readonly createdAt: Instant;
};

/**
 * A booked time.
 * - `reminder`: it comes near; or it is as the patient knows it, and has another place in the calendar
 * - `new`: just booked, or booked anew after it was told as cancelled
 * - `changed`: a message told another start or length; `toldBefore` is the start that it told
 */
export type AppointmentNotice = CalendarTime & {
  readonly kind: 'appointment';
  readonly situation: 'reminder' | 'new' | 'changed';
  readonly toldBefore: Instant | null;
};

/** A time that the patient was told is off: cancelled, or told by mistake (its booking was retracted). */
export type CancelledNotice = CalendarTime & {
  readonly kind: 'cancelled';
  readonly because: 'cancelled' | 'mistake';
};

/** Asks once more for answers before a booked visit; `url` as in a questionnaires notice. */
export type NudgeNotice = OfVisit & {
  readonly kind: 'nudge';
  readonly startsAt: Instant;
  readonly url: string | null;
};

/** Asks for answers before a visit. */
export type QuestionnairesNotice = OfVisit & {
  readonly kind: 'questionnaires';
  /** Null while no time is booked. */
  readonly startsAt: Instant | null;
  /** While no time is booked: the last open day on which the visit may lie; null when unknown. */
  readonly latestOn: CivilDate | null;
  /** Whether the patient has answered before, too long ago to count for this visit. */
  readonly again: boolean;
  /** A personal link that is used instead of the clinic's template. */
  readonly url: string | null;
};

/** The open days between which a visit must lie; null: no such day is known, or it has passed. */
type OpenDays = { readonly from: CivilDate | null; readonly to: CivilDate | null };

/** Asks for a booking. */
export type BookingNotice = OfVisit & OpenDays & { readonly kind: 'booking' };

/** Asks for a booking after a time that was cancelled or at which the patient did not come. */
export type RebookingNotice = OfVisit &
  OpenDays & { readonly kind: 'rebooking'; readonly after: 'cancelled' | 'missed' };

/** Where a letter leads. */
export type LetterLinks = {
  /** The patient's own page. */
  readonly page: string;
  /** What stands for `{token}` in an address of the clinic: by it, a provider can say whose answers or booking came. */
  readonly tokens: Readonly<Record<'answer' | 'booking', ReadonlyMap<number, string>>>;
};

/** What one patient is told at once: at least one notice. */
export type PatientLetter = {
  readonly language: 'da' | 'en';
  readonly patientName: string;
  /** The address that the e-mail goes to: calendar files name it. */
  readonly address: string;
  /** The number of the patient whom a letter that goes to the manager was for; null when it goes to the patient. */
  readonly rehearsedFor: string | null;
  readonly therapistName: string | null;
  readonly courseId: string;
  readonly notices: readonly Notice[];
  readonly links: LetterLinks;
};
