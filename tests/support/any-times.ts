import type { GuideProtocol } from '../../shared/core/protocols/protocol.ts';
import { addDays, type CivilDate, parseCivilDate } from '../../shared/core/time/civil-date.ts';
import {
  addMinutes,
  atLocalTime,
  type Instant,
  localDateOf,
  toInstant,
} from '../../shared/core/time/instant.ts';
import { courseEvents, PATIENT, type Raw } from './events.ts';
import type { Arriving } from './play.ts';
import fc from './property.ts';

const ZONE = 'Europe/Copenhagen';
const VISITS: Record<GuideProtocol, readonly (readonly [visit: string, code: string])[]> = {
  'low-back-pain': [
    ['first-consultation', '0110'],
    ['supplementary-initial', '0261'],
    ['closing', '0267'],
  ],
  'lumbar-spinal-stenosis': [
    ['pre-examination', '0251'],
    ['status-4-weeks', '0254'],
    ['final-status', '0255'],
  ],
};

/** What changes a time that a patient may know, or whether he can be told. */
const MOVES = ['booked', 'moved', 'longer', 'cancelled', 'cancelled with its time', 'retracted'] as const;
const OTHERS = [
  'missed',
  'held',
  'waived',
  'closed',
  'completed',
  'reopened',
  'paused',
  'paused until',
  'resumed',
  'no consent',
  'consent',
  'no address',
  'address',
  'called',
] as const;

const step = fc.record({
  what: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...MOVES) },
    { weight: 2, arbitrary: fc.constantFrom(...OTHERS) },
  ),
  /** Minutes since the step before. */
  after: fc.constantFrom(0, 1, 16, 45, 45, 300, 900, 1440, 2880),
  visit: fc.constantFrom(0, 0, 0, 1, 1, 2),
  days: fc.constantFrom(0, 1, 1, 2, 3, 6, 20),
  time: fc.constantFrom('07:30', '08:10', '10:00', '10:30', '11:59', '15:00', '20:30'),
  /** Minutes until it reaches the clinic. */
  late: fc.constantFrom(0, 0, 0, 0, 2, 20, 700),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/**
 * A course in which times are booked, told and changed, told by steps close to each other. Every one begins with a time
 * that the patient is told, and changes it: nothing about chance is needed to come to that.
 */
export const anyTimes: fc.Arbitrary<readonly Arriving[]> = fc
  .record({
    protocol: fc.constantFrom<GuideProtocol>('low-back-pain', 'lumbar-spinal-stenosis'),
    start: fc.constantFrom('2026-03-02', '2026-03-27', '2026-04-30', '2026-10-23', '2026-12-22'),
    first: fc.constantFrom(...MOVES.slice(1)),
    /** Told with a calendar file, or only named in the invitation to answer before it. */
    ahead: fc.constantFrom(2, 6),
    afterFirst: fc.constantFrom(45, 300, 900, 1440),
    steps: fc.array(step, { maxLength: 9 }),
  })
  .map(({ protocol, start, first, ahead, afterFirst, steps }) => {
    const plain = { visit: 0, days: ahead, time: '10:00', late: 0 } as const;
    const teller = new Teller(protocol, parseCivilDate(start));
    teller.take({ ...plain, what: 'booked', after: 0 });
    teller.take({ ...plain, what: first, after: afterFirst });
    for (const each of steps) teller.take(each);
    return teller.told;
  });

/** Tells steps as events, each from how things stand. */
class Teller {
  readonly told: Arriving[] = [];
  readonly #events = courseEvents();
  readonly #visits: readonly (readonly [visit: string, code: string])[];
  readonly #booked = new Map<string, { readonly event: Raw; readonly startsAt: Instant }>();
  #now: Instant;

  constructor(protocol: GuideProtocol, start: CivilDate) {
    this.#visits = VISITS[protocol];
    this.#now = atLocalTime(start, '09:00', ZONE);
    this.told.push(this.#events.enrolled(this.#now, { protocol, entry: 'direct' }));
  }

  take(each: Step): void {
    this.#now = addMinutes(this.#now, each.after);
    const receivedAt = addMinutes(this.#now, each.late);
    this.told.push(...this.#tell(each).map((event) => ({ ...event, receivedAt })));
  }

  #book(visit: string, startsAt: Instant, durationMinutes = 30): Raw {
    const event = this.#events.event('visit.booked', this.#now, { visit, startsAt, durationMinutes });
    this.#booked.set(visit, { event, startsAt });
    return event;
  }

  #tell({ what, visit: index, days, time }: Step): Raw[] {
    const [visit = '', code = ''] = this.#visits[index] ?? [];
    const { event, cancelled, retracted, held, closed, paused, patientUpdated } = this.#events;
    const now = this.#now;
    const today = localDateOf(now, ZONE);
    const startsAt = atLocalTime(addDays(today, days), time, ZONE);
    const last = this.#booked.get(visit);
    switch (what) {
      case 'booked':
        return [this.#book(visit, startsAt)];
      case 'moved':
        return [
          ...(last ? [cancelled(visit, now, { startsAt: last.startsAt })] : []),
          this.#book(visit, startsAt),
        ];
      case 'longer':
        return [this.#book(visit, last?.startsAt ?? startsAt, 60)];
      case 'cancelled':
        return [cancelled(visit, now)];
      case 'cancelled with its time':
        return [cancelled(visit, now, { startsAt: last?.startsAt ?? startsAt })];
      case 'retracted':
        return last ? [retracted(now, last.event)] : [];
      case 'missed':
        return [event('visit.missed', now, { visit, date: today })];
      case 'held':
        return [{ ...held(visit, today, code), occurredAt: now }];
      case 'waived':
        return [event('visit.waived', now, { visit, reason: 'not needed' })];
      case 'closed':
      case 'completed':
        return [{ ...closed(today, what === 'closed' ? 'declined' : what), occurredAt: now }];
      case 'reopened':
        return [event('course.reopened', now, { reason: 'closed by mistake' })];
      case 'paused':
        return [paused(now)];
      case 'paused until':
        return [paused(now, addDays(today, days))];
      case 'resumed':
        return [event('reminders.resumed', now, {})];
      case 'no consent':
      case 'consent':
        return [patientUpdated(now, { consent: { email: what === 'consent' } })];
      case 'no address':
      case 'address':
        return [patientUpdated(now, { email: what === 'address' ? PATIENT.email : null })];
      case 'called':
        return [event('task.completed', now, { task: `call-patient:${visit}` })];
      default:
        return what satisfies never;
    }
  }
}

/** When the last of the events has reached the clinic. */
export const lastArrival = (events: readonly Arriving[]): Instant =>
  events
    .map(({ receivedAt, occurredAt }) => toInstant(receivedAt ?? occurredAt))
    .reduce((a, b) => (a > b ? a : b));
