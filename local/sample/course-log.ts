import type { Therapist } from '../../shared/core/course/course.ts';
import { foldCourse } from '../../shared/core/course/fold-course.ts';
import { type CourseEvent, type EventType, eventSchema } from '../../shared/core/events/events.ts';
import { protocolOf, protocolsOf } from '../../shared/core/protocols/index.ts';
import type { Entry, ProtocolName, VisitName } from '../../shared/core/protocols/protocol.ts';
import type { CivilDate } from '../../shared/core/time/civil-date.ts';
import { type Instant, type LocalTime, toInstant } from '../../shared/core/time/instant.ts';
import type { PlannedVisit } from '../../shared/core/visits/planned-visit.ts';
import { planVisits } from '../../shared/core/visits/visits.ts';
import { calendar, clinic, plusMinutes, withOffset } from './local-time.ts';
import type { SamplePatient } from './people.ts';

/** A course before anything has happened in it. */
export type Profile = {
  readonly number: number;
  readonly protocol: ProtocolName;
  readonly entry: Entry;
  readonly enrolledOn: CivilDate;
  readonly referralDate: CivilDate | null;
  readonly contactDate: CivilDate | null;
  readonly patient: SamplePatient;
  readonly therapist: Therapist;
};

export type Envelope = {
  readonly eventId: string;
  readonly type: EventType;
  readonly courseId: string;
  readonly occurredAt: string;
  readonly data: object;
};

/** One line of the sample: an event and when it reached the clinic's bus. */
export type SampleLine = {
  readonly event: Envelope;
  readonly receivedAt: string;
  /** Why the reader refuses the line; it then has no part in the course. */
  readonly refusedFor?: string;
  /** Stands at the end of the file, among lines that arrived long after it. */
  readonly outOfPlace?: true;
};

/** Where and when a patient is usually seen: no two courses of one therapist share a time of day. */
const SLOTS = ['08:00', '08:45', '09:30', '10:15', '11:00', '12:30', '13:15', '14:00', '14:45', '15:30'];

/** What is told of one course so far. Steps write to it in the order of the story. */
export class CourseLog {
  readonly profile: Profile;
  readonly courseId: string;
  readonly usualTime: LocalTime;
  lines: SampleLine[] = [];
  #count = 0;
  #seed: number;

  constructor(profile: Profile) {
    this.profile = profile;
    this.courseId = `C-${profile.number}`;
    this.usualTime = SLOTS[Math.floor(profile.number / 4) % SLOTS.length] ?? '09:30';
    this.#seed = profile.number;
  }

  /** Writes an event that occurred at a local time; it arrives at once. */
  say(type: EventType, data: object, day: CivilDate, time: LocalTime): Envelope {
    this.#count += 1;
    const eventId = `E-${this.profile.number}-${String(this.#count).padStart(2, '0')}`;
    const event = { eventId, type, courseId: this.courseId, occurredAt: withOffset(day, time), data };
    this.lines.push({ event, receivedAt: event.occurredAt });
    return event;
  }

  /** What the steps say reaches the bus only on a later day, a minute apart, as someone types it in. */
  enteredOn(day: CivilDate, time: LocalTime, steps: () => void): void {
    this.#restamp(steps, (index) => withOffset(day, plusMinutes(time, index)));
  }

  /** What the steps say arrives on a later day, the last first. */
  arrivingInReverse(day: CivilDate, time: LocalTime, steps: () => void): void {
    this.#restamp(steps, (index, count) => withOffset(day, plusMinutes(time, count - index)));
  }

  /** What the steps say stands at the end of the file. */
  outOfPlace(steps: () => void): void {
    const from = this.lines.length;
    steps();
    this.lines = this.lines.map((line, index) => (index < from ? line : { ...line, outOfPlace: true }));
  }

  /** Delivers an event again, unchanged: at once, or when said. */
  repeat(event: Envelope, receivedAt = event.occurredAt): void {
    this.lines.push({ event, receivedAt });
  }

  /** Writes a line that the reader refuses. */
  refused(why: string, line: Envelope): void {
    this.lines.push({ event: line, receivedAt: line.occurredAt, refusedFor: why });
  }

  /** Marks the last event as one the reader refuses. */
  refuseLast(why: string): void {
    const line = this.lines.pop();
    if (line) this.refused(why, line.event);
  }

  /** How a visit stands and when it should be, by everything said so far. */
  visit(name: VisitName): PlannedVisit {
    const course = foldCourse(this.courseId, this.#events(), clinic.timeZone, protocolsOf(clinic));
    const visits = planVisits(protocolOf(this.profile.protocol, course.protocols), course, clinic, calendar);
    const found = visits.find(({ visit }) => visit === name);
    if (!found) throw new RangeError(`${this.courseId} has no visit ${name}`);
    return found;
  }

  /** One of some choices, the same every time the sample is made. */
  pick<T>(first: T, ...others: T[]): T {
    this.#seed = (Math.imul(this.#seed, 1_103_515_245) + 12_345) >>> 0;
    return [first, ...others][(this.#seed >>> 16) % (others.length + 1)] ?? first;
  }

  #events(): CourseEvent[] {
    return this.lines.filter(({ refusedFor }) => !refusedFor).map(({ event }) => eventSchema.parse(event));
  }

  #restamp(steps: () => void, receivedAt: (index: number, count: number) => string): void {
    const from = this.lines.length;
    steps();
    const count = this.lines.length - from;
    this.lines = this.lines.map((line, index) =>
      index < from ? line : { ...line, receivedAt: receivedAt(index - from, count) },
    );
  }
}

/** When a line reaches the bus. */
export const arrivalOf = ({ receivedAt }: SampleLine): Instant => toInstant(receivedAt);
