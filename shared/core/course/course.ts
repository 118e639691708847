import type { CallReason, CloseReason } from '../events/events.ts';
import type { TaskId } from '../ids/task-id.ts';
import type {
  Assessment,
  Entry,
  Protocol,
  ProtocolName,
  Questionnaire,
  SessionKind,
  VisitName,
} from '../protocols/protocol.ts';
import type { CivilDate } from '../time/civil-date.ts';
import type { Instant } from '../time/instant.ts';
import type { CourseNotice } from './notice.ts';

export type Patient = {
  readonly patientId: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly language: 'da' | 'en';
  readonly consent: { readonly email: boolean };
};
export type Therapist = {
  readonly therapistId: string;
  readonly name: string;
  readonly email: string | null;
};

export type Booking = {
  readonly startsAt: Instant;
  readonly durationMinutes: number | null;
  readonly bookingId: string | null;
  /** When the booking was made, by the word of the clinic's system. */
  readonly madeAt: Instant;
};

/** The provider could not deliver an e-mail, for good. */
export type Bounce = {
  readonly at: Instant;
  /** Which attempt came back; null when that was not said. */
  readonly attempt: number | null;
};

/** A booking that does not hold any more. */
export type FormerBooking = {
  readonly booking: Booking;
  /** `moved`: another one was made in its place. `retracted`: it was entered by mistake. */
  readonly because: 'cancelled' | 'missed' | 'moved' | 'retracted';
  /** When that was told. */
  readonly at: Instant;
};

/** What is known of one visit. */
export type VisitFacts = {
  booking: Booking | null;
  /** In the order in which they were made. */
  former: FormerBooking[];
  /** How many bookings the visit has had, retracted ones too: the SEQUENCE of its calendar entry never falls. */
  bookings: number;
  /** When a booking was last cleared by a cancellation or a no-show, and not followed by a new one. */
  clearedOn: CivilDate | null;
  /** Day of the latest booking, cancellation or no-show, by when it occurred. */
  bookingChangedOn: CivilDate | null;
  held: { readonly date: CivilDate; readonly serviceCode: string } | null;
  /** When the visit was waived; a booking after that takes it back. */
  waived: { readonly at: Instant } | null;
  /** The times that the patient has said to come at, and when that was. */
  confirmed: Map<Instant, Instant>;
  /** The clinic's own link to the questionnaires of this patient. */
  link: { readonly url: string; readonly expiresAt: Instant | null } | null;
  answered: Map<Questionnaire, { readonly on: CivilDate; readonly at: Instant }>;
  recorded: Map<Assessment, CivilDate>;
};

/** What the therapist has said about one task, each by its last event. */
export type TaskFacts = {
  completedAt: Instant | null;
  dismissedAt: Instant | null;
  snoozedUntil: CivilDate | null;
};

/** The patient asks to be called. */
export type CallRequest = {
  readonly eventId: string;
  readonly visit: VisitName | null;
  readonly reason: CallReason;
  readonly at: Instant;
  /** What was booked of that visit then. */
  readonly booking: Booking | null;
};

/** One patient's passage through one protocol: the fold of a set of events. */
export type Course = {
  readonly courseId: string;
  /** What the clinic treats by: whatever is told of a course is read by these. */
  readonly protocols: readonly Protocol[];
  /** Null until the enrolment is known. */
  enrolment: {
    readonly protocol: ProtocolName;
    readonly enrolledOn: CivilDate;
    readonly enrolledAt: Instant;
  } | null;
  entry: Entry;
  referralDate: CivilDate | null;
  contactDate: CivilDate | null;
  /** Day on which the dates of referral and contact were last said. */
  referralSaidOn: CivilDate | null;
  patient: Patient | null;
  /** Since when the patient has the address of now; null without one. */
  addressSince: Instant | null;
  therapist: Therapist | null;
  /** When the therapist's name and address were last said. */
  therapistSaidAt: Instant | null;
  visits: Map<VisitName, VisitFacts>;
  /** In the order in which they were asked for. */
  calls: CallRequest[];
  sessions: { readonly kind: SessionKind; readonly serviceCode: string | null; readonly date: CivilDate }[];
  tasks: Map<TaskId, TaskFacts>;
  /** Reminders rest while today is before `until`; null `until` rests until resumed. */
  paused: { readonly until: CivilDate | null; readonly at: Instant } | null;
  closed: { readonly date: CivilDate; readonly reason: CloseReason; readonly at: Instant } | null;
  erased: boolean;
  /** Messages that the provider could not deliver, by message id. */
  bouncedMessages: Map<string, Bounce>;
  /** Fingerprints of addresses that may not be used: they bounced or complained, and were not given anew since. */
  blockedAddresses: Map<string, 'bounced' | 'complained'>;
  /** Whose address, as it was last said, is none. */
  malformedAddresses: Set<'patient' | 'therapist'>;
  /** When anything was last said of the course by a sender, and of any of its visits, by when it occurred. */
  lastHeardAt: Instant | null;
  visitsHeardAt: Instant | null;
  notices: CourseNotice[];
};

/** A course of which nothing is known yet. */
export const emptyCourse = (courseId: string, protocols: readonly Protocol[]): Course => ({
  courseId,
  protocols,
  enrolment: null,
  entry: 'direct',
  referralDate: null,
  contactDate: null,
  referralSaidOn: null,
  patient: null,
  addressSince: null,
  therapist: null,
  therapistSaidAt: null,
  visits: new Map(),
  calls: [],
  sessions: [],
  tasks: new Map(),
  paused: null,
  closed: null,
  erased: false,
  bouncedMessages: new Map(),
  blockedAddresses: new Map(),
  malformedAddresses: new Set(),
  lastHeardAt: null,
  visitsHeardAt: null,
  notices: [],
});

/** A visit of which nothing is known yet. */
export const emptyVisit = (): VisitFacts => ({
  booking: null,
  former: [],
  bookings: 0,
  clearedOn: null,
  bookingChangedOn: null,
  held: null,
  waived: null,
  confirmed: new Map(),
  link: null,
  answered: new Map(),
  recorded: new Map(),
});

/** What is known of a visit; a visit that no event mentions has no facts yet. */
export const factsOf = (course: Course, visit: VisitName): Readonly<VisitFacts> =>
  course.visits.get(visit) ?? emptyVisit();

/** What is known of a visit, for an event to change. */
export function visitOf(course: Course, name: VisitName): VisitFacts {
  const visit = course.visits.get(name) ?? emptyVisit();
  course.visits.set(name, visit);
  return visit;
}
