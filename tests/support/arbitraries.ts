import type { Entry, GuideProtocol } from '../../shared/core/protocols/protocol.ts';
import { addDays, type CivilDate, parseCivilDate } from '../../shared/core/time/civil-date.ts';
import { atLocalTime } from '../../shared/core/time/instant.ts';
import { courseEvents, PATIENT, type Raw } from './events.ts';
import type { Arriving } from './play.ts';
import fc from './property.ts';

/** Local times at which something changes: midnight, quiet hours, send time, and an ordinary noon. */
const TIMES = ['00:10', '07:44', '08:59', '09:00', '12:00', '19:50', '23:50'];
/** Days around which calendars go wrong: Easter, Christmas, leap day, both changes of the clock, ordinary ones. */
const STARTS = [
  '2026-01-12',
  '2026-02-26',
  '2026-10-19',
  '2026-11-25',
  '2027-02-27',
  '2028-01-31',
  '2028-02-29',
];

const near = (days: number) => fc.integer({ min: -days, max: days });
const sometimes = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 2, nil: null });
const seldom = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
const time = fc.constantFrom(...TIMES);

/** What happens to one visit. Days are counted from the day on which it would usually lie. */
const visitStory = fc.record({
  jitter: near(20),
  booking: sometimes(
    fc.record({ daysBefore: fc.integer({ min: 0, max: 40 }), time, startTime: time, jitter: near(6) }),
  ),
  moved: seldom(
    fc.record({ daysBefore: fc.integer({ min: 0, max: 5 }), time, startTime: time, jitter: near(4) }),
  ),
  cleared: seldom(fc.record({ how: fc.constantFrom('cancelled', 'missed'), again: fc.boolean() })),
  end: fc.oneof(
    { weight: 4, arbitrary: fc.constant('held') },
    { weight: 1, arbitrary: fc.constantFrom('waived', 'nothing') },
  ),
  endTime: time,
  byCode: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  answers: fc.subarray(['NPRS', 'ODI', 'ZCQ']),
});
type VisitStory = typeof visitStory extends fc.Arbitrary<infer T> ? T : never;

const extra = fc.record({
  kind: fc.constantFrom(
    'paused',
    'paused until',
    'resumed',
    'no consent',
    'address',
    'referral',
    'contact',
    'closed',
    'reopened',
  ),
  day: fc.integer({ min: 0, max: 420 }),
  time,
  days: fc.integer({ min: -330, max: 30 }),
  reason: fc.constantFrom('completed', 'goals-reached', 'declined', 'deceased'),
});
type Extra = typeof extra extends fc.Arbitrary<infer T> ? T : never;

const USUALLY: Record<
  GuideProtocol,
  readonly (readonly [visit: string, daysAfterStart: number, code: string])[]
> = {
  'low-back-pain': [
    ['first-consultation', 5, '0110'],
    ['supplementary-initial', 7, '0261'],
    ['closing', 91, '0267'],
    ['follow-up-3-months', 182, '0268'],
    ['follow-up-9-months', 340, '0268'],
  ],
  'lumbar-spinal-stenosis': [
    ['pre-examination', 7, '0251'],
    ['status-4-weeks', 35, '0254'],
    ['final-status', 91, '0255'],
  ],
};

/** A course as a clinic's system might record it, in the order in which it happened. */
export const anyCourse: fc.Arbitrary<readonly Raw[]> = fc
  .record({
    protocol: fc.constantFrom<GuideProtocol>('low-back-pain', 'lumbar-spinal-stenosis'),
    entry: fc.constantFrom<Entry>('direct', 'from-individual-course'),
    start: fc.constantFrom(...STARTS),
    shift: fc.integer({ min: 0, max: 9 }),
    time,
    referredDaysBefore: sometimes(fc.integer({ min: 0, max: 330 })),
    visits: fc.array(visitStory, { minLength: 0, maxLength: 5 }),
    extras: fc.array(extra, { maxLength: 3 }),
    retract: seldom(fc.nat()),
  })
  .map(({ protocol, entry, start, shift, time: at, referredDaysBefore, visits, extras, retract }) => {
    const begin = addDays(parseCivilDate(start), shift);
    const events = courseEvents();
    const referralDate = referredDaysBefore === null ? null : addDays(begin, -referredDaysBefore);
    const enrolled = events.enrolled(on(begin, at), { protocol, entry, referralDate });
    const told = [
      ...visits.flatMap((story, index) => tellVisit(story, USUALLY[protocol][index], begin, events)),
      ...extras.map((each) => tellExtra(each, begin, events)),
    ];
    const mistaken = retract === null ? undefined : told[retract % Math.max(told.length, 1)];
    const retraction = mistaken ? [events.retracted(mistaken.occurredAt, mistaken)] : [];
    return [enrolled, ...told, ...retraction].sort(
      (a, b) => Date.parse(a.occurredAt) - Date.parse(b.occurredAt),
    );
  });

const on = (day: CivilDate, localTime: string) => atLocalTime(day, localTime, 'Europe/Copenhagen');

function tellVisit(
  { jitter, booking, moved, cleared, end, endTime, byCode, answers }: VisitStory,
  usual: (typeof USUALLY)[GuideProtocol][number] | undefined,
  begin: CivilDate,
  { booked, cancelled, missed, held, waived, answered }: ReturnType<typeof courseEvents>,
): Raw[] {
  if (!usual) return [];
  const [visit, days, code] = usual;
  const day = addDays(begin, Math.max(0, days + jitter));
  const told: Raw[] = [];
  if (booking) {
    const madeOn = on(addDays(day, -Math.min(booking.daysBefore, days)), booking.time);
    const bookedDay = addDays(day, booking.jitter);
    told.push(booked(visit, madeOn, on(bookedDay, booking.startTime)));
    if (moved) {
      const movedOn = on(addDays(bookedDay, -moved.daysBefore), moved.time);
      told.push(booked(visit, movedOn, on(addDays(bookedDay, moved.jitter), moved.startTime)));
    }
    const clearedOn = on(addDays(bookedDay, cleared?.how === 'missed' ? 0 : -1), '23:55');
    if (cleared?.how === 'cancelled') told.push(cancelled(visit, clearedOn));
    if (cleared?.how === 'missed') told.push({ ...missed(visit, bookedDay), occurredAt: clearedOn });
    if (cleared?.again)
      told.push(booked(visit, on(addDays(bookedDay, 1), '09:30'), on(addDays(bookedDay, 4), '10:00')));
  }
  if (end === 'held') told.push({ ...held(visit, day, code), occurredAt: on(day, endTime) });
  const named = byCode ? told.map((raw) => ({ ...raw, data: withoutName(raw.data, code) })) : told;
  return [
    ...named,
    ...answers.map((each) => answered(visit, day, each)),
    ...(end === 'waived' ? [waived(visit, day)] : []),
  ];
}

/** What a calendar tells, which knows a code and no visit. */
function withoutName(data: unknown, serviceCode: string): unknown {
  const { visit: _, ...rest } = Object(data) as Record<string, unknown>;
  return { ...rest, serviceCode };
}

function tellExtra(
  { kind, day, time: at, days, reason }: Extra,
  begin: CivilDate,
  events: ReturnType<typeof courseEvents>,
): Raw {
  const date = addDays(begin, day);
  const when = on(date, at);
  switch (kind) {
    case 'paused':
      return events.paused(when);
    case 'paused until':
      return events.paused(when, addDays(date, Math.abs(days % 60)));
    case 'resumed':
      return events.resumed(when);
    case 'no consent':
      return events.patientUpdated(when, { consent: { email: false } });
    case 'address':
      return events.patientUpdated(when, {
        email: days % 2 ? null : PATIENT.email,
        consent: { email: true },
      });
    case 'referral':
      return events.corrected(when, { referralDate: days % 5 ? addDays(begin, days) : null });
    case 'contact':
      return events.corrected(when, { contactDate: addDays(begin, days) });
    case 'closed':
      return { ...events.closed(date, reason), occurredAt: when };
    case 'reopened':
      return events.reopened(when);
    default:
      return kind satisfies never;
  }
}

/** The events of a course, some of them received hours or weeks after they occurred. */
export const anyArrival: fc.Arbitrary<readonly Arriving[]> = fc
  .tuple(
    anyCourse,
    fc.array(seldom(fc.constantFrom(3, 20, 300, 1440, 30_000)), { minLength: 40, maxLength: 40 }),
  )
  .map(([events, delays]) =>
    events.map((event, index) => {
      const minutes = delays[index] ?? 0;
      return {
        ...event,
        receivedAt: new Date(Date.parse(event.occurredAt) + minutes * 60_000).toISOString(),
      };
    }),
  );

/** The same events in another order, some of them more than once. */
export const shuffledWithRepeats = <T>(events: readonly T[]): fc.Arbitrary<T[]> =>
  fc
    .tuple(
      fc.shuffledSubarray([...events], { minLength: events.length, maxLength: events.length }),
      fc.subarray([...events]),
    )
    .map(([all, again]) => [...all, ...again]);
