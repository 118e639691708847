import { describe, expect, test } from 'vitest';
import { foldCourse } from '../../shared/core/course/fold-course.ts';
import type { Plan } from '../../shared/core/plan.ts';
import { GUIDES } from '../../shared/core/protocols/index.ts';
import { calendarOf } from '../../shared/core/settings/clinic-calendar.ts';
import { addMinutes, localDateOf, localTimeOf, toInstant } from '../../shared/core/time/instant.ts';
import { isInfeasible } from '../../shared/core/visits/planned-visit.ts';
import { anyArrival, anyCourse, shuffledWithRepeats } from '../support/arbitraries.ts';
import { parsed, type Raw } from '../support/events.ts';
import { clinicWith, planAt } from '../support/plan.ts';
import { play } from '../support/play.ts';
import fc, { runs } from '../support/property.ts';

const ZONE = 'Europe/Copenhagen';
const clinics = [
  clinicWith(),
  clinicWith({
    closures: [
      { from: '2026-03-30', to: '2026-04-24' },
      { from: '2027-07-05', to: '2027-08-06' },
      { from: '2026-12-21', to: '2027-01-08' },
    ],
  }),
];
const anyClinic = fc.constantFrom(...clinics);
/** Some moment in the life of a course, and one well after it. */
const anyMoment = (events: readonly Raw[]) =>
  fc
    .integer({ min: 0, max: 500 * 24 * 60 })
    .map((minutes) => addMinutes(toInstant(events[0]?.occurredAt ?? 0), minutes));
const anyPlan = fc.tuple(anyCourse, anyClinic).chain(([events, clinic]) =>
  anyMoment(events).map((now) => {
    const known = events.filter(({ occurredAt }) => toInstant(occurredAt) <= now);
    return { events: known, now, clinic, plan: planAt(now, known.length > 0 ? known : events, { clinic }) };
  }),
);

describe('a course is the fold of its set of events', () => {
  const course = (raw: readonly Raw[]) => foldCourse('C-1', parsed(raw), ZONE, GUIDES);

  test('in any order, repeated, the same course and plan', () => {
    const anyOrder = anyCourse.chain((events) =>
      fc.tuple(fc.constant(events), shuffledWithRepeats(events), anyMoment(events)),
    );
    fc.assert(
      fc.property(anyOrder, ([events, shuffled, now]) => {
        expect(course(shuffled)).toEqual(course(events));
        expect(planAt(now, shuffled)).toEqual(planAt(now, events));
      }),
    );
  });

  test('arriving late or on time, the same plan in the end', () => {
    fc.assert(
      fc.property(anyArrival, (events) => {
        const end = '2031-01-01T00:00:00Z';
        const late = play(events, { until: end }).plan;
        const onTime = play(
          events.map(({ receivedAt: _, ...event }) => event),
          { until: end },
        ).plan;
        expect(late.visits).toEqual(onTime.visits);
        expect(late.cap).toEqual(onTime.cap);
        expect(late.end).toEqual(onTime.end);
        expect(late.notices).toEqual(onTime.notices);
      }),
      runs(50),
    );
  });
});

describe('the dates of a plan', () => {
  test('earliest <= target <= latest when the window holds an open day; the target is one', () => {
    fc.assert(
      fc.property(anyPlan, ({ plan, clinic }) => {
        for (const { window } of plan.visits) {
          if (!window?.hasOpenDay) continue;
          expect(calendarOf(clinic).isOpenDay(window.target)).toBe(true);
          expect(window.earliest <= window.target && window.target <= window.latest).toBe(true);
        }
      }),
    );
  });

  test('the edges of a strict window are weekdays, five to each side', () => {
    fc.assert(
      fc.property(anyPlan, ({ plan, clinic }) => {
        const { isWeekday, weekdaysSince } = calendarOf(clinic);
        for (const { window, timing, nominal } of plan.visits) {
          if (!window || !timing.strict) continue;
          expect([isWeekday(window.earliest), isWeekday(window.latest)]).toEqual([true, true]);
          expect(weekdaysSince(nominal, window.latest)).toBe(5);
        }
      }),
    );
  });

  test('no follow-up lies after the cap, nor on or before the closing visit', () => {
    fc.assert(
      fc.property(anyPlan, ({ plan: { visits, cap } }) => {
        for (const { window, definition, anchor } of visits) {
          if (!window || !definition.followUp || !cap) continue;
          expect(window.latest <= cap.lastWeekday && cap.lastWeekday <= cap.date).toBe(true);
          if (window.hasOpenDay) expect(window.target <= cap.date).toBe(true);
          expect(window.earliest > anchor.date).toBe(true);
        }
      }),
    );
  });
});

describe('the reminders of a plan', () => {
  const visitsOf = (plan: Plan) => new Map(plan.visits.map((visit) => [visit.visit, visit]));
  const planned = ({ reminders }: Plan) =>
    reminders.filter(({ status }) => status === 'planned' || status === 'due');

  test('none for a visit that is held, waived, cancelled or infeasible', () => {
    fc.assert(
      fc.property(anyPlan, ({ plan }) => {
        for (const { visit } of planned(plan)) {
          expect(['planned', 'booked']).toContain(visitsOf(plan).get(visit)?.status);
        }
      }),
    );
  });

  test('after the closing of a course only for kept follow-ups, after a death for none', () => {
    fc.assert(
      fc.property(anyPlan, ({ plan }) => {
        const { closed } = plan.course;
        if (!closed) return;
        const kept = planned(plan).every(({ visit }) => visit.startsWith('follow-up-'));
        expect(kept && (planned(plan).length === 0 || plan.status === 'completed')).toBe(true);
      }),
    );
  });

  test('each goes before it expires, in day hours, and the next wake is none later than the first', () => {
    fc.assert(
      fc.property(anyPlan, ({ plan, now }) => {
        for (const { sendAt, expiresAt } of planned(plan)) {
          expect(sendAt < expiresAt).toBe(true);
          const time = localTimeOf(sendAt, ZONE);
          expect('08:00' <= time && time < '20:00').toBe(true);
        }
        const next = plan.reminders.filter(({ status }) => status === 'planned').map(({ sendAt }) => sendAt);
        expect(next.every((at) => at > now && plan.nextWakeAt !== null && plan.nextWakeAt <= at)).toBe(true);
      }),
    );
  });

  test('one instant for each civil day, unless a second one would expire first', () => {
    fc.assert(
      fc.property(anyPlan, ({ plan, clinic }) => {
        if (!plan.course.patient?.email || !plan.course.patient.consent.email) return;
        // What is due now goes now, whenever it was ready.
        const ahead = plan.reminders.filter(({ status }) => status === 'planned');
        const days = Map.groupBy(ahead, ({ sendAt }) => localDateOf(sendAt, ZONE));
        for (const [day, reminders] of days) {
          const first = reminders.map(({ sendAt }) => sendAt).sort()[0];
          const nextDay = addMinutes(toInstant(`${day}T${clinic.sendTime}:00Z`), 24 * 60);
          const later = reminders.filter(({ sendAt }) => sendAt !== first);
          expect(later.every(({ expiresAt }) => expiresAt <= nextDay)).toBe(true);
        }
      }),
    );
  });
});

test('there are days to look at: the generator reaches what the properties are about', () => {
  const plans = fc.sample(anyPlan, { numRuns: 400, seed: 7 }).map(({ plan }) => plan);
  const count = (holds: (plan: Plan) => unknown) => plans.filter(holds).length;
  expect(count(({ course }) => course.closed)).toBeGreaterThan(20);
  expect(count(({ reminders }) => reminders.length > 1)).toBeGreaterThan(100);
  expect(count(({ visits }) => visits.some(({ cappedBy }) => cappedBy))).toBeGreaterThan(40);
  expect(count(({ visits }) => visits.some(isInfeasible))).toBeGreaterThan(20);
  expect(count(({ visits }) => visits.some(({ window }) => window?.hasOpenDay === false))).toBeGreaterThan(3);
});
