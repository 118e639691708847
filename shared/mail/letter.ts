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
  | QuestionnairesNotice
  | { readonly kind: 'nudge'; readonly visitNumber: number; readonly startsAt: Instant }
  | BookingNotice
  | AppointmentNotice;

/** Asks for answers before a visit; `startsAt` is null while no time is booked, then `targetOn` may be known. */
type QuestionnairesNotice = {
  readonly kind: 'questionnaires';
  readonly visitNumber: number;
  readonly startsAt: Instant | null;
  readonly targetOn: CivilDate | null;
};

/** Asks for a booking between two days; `rebooking` after a time that was cancelled or missed. */
export type BookingNotice = {
  readonly kind: 'booking' | 'rebooking';
  readonly visitNumber: number;
  readonly from: CivilDate | null;
  readonly to: CivilDate | null;
};

/** Tells of a booked time. `uid` is the same for every time of one visit, `sequence` rises with each change. */
export type AppointmentNotice = {
  readonly kind: 'appointment';
  readonly visitNumber: number;
  readonly startsAt: Instant;
  readonly durationMinutes: number | null;
  readonly changed: boolean;
  readonly sequence: number;
  readonly uid: string;
  readonly createdAt: Instant;
};

/** What one patient is told at once: at least one notice. */
export type PatientLetter = {
  readonly language: 'da' | 'en';
  readonly patientName: string;
  readonly courseId: string;
  readonly notices: readonly Notice[];
};

/** One overdue task: `task` as in `book:closing`, `due` and the weekdays since. */
export type DigestTask = {
  readonly courseId: string;
  readonly patientId: string;
  readonly initials: string;
  readonly task: string;
  readonly due: CivilDate;
  readonly weekdaysOverdue: number;
  readonly isNew: boolean;
};

/** A task in the manager's digest, with the therapist who owes it. */
export type ManagerTask = DigestTask & { readonly therapistName: string };
