import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { sampleClinic } from '../../../local/files/clinic-file.ts';
import { readEventsFile } from '../../../local/files/events-file.ts';
import { planEvents, planFile } from '../../../local/files/plan-file.ts';
import { SAMPLE_STORIES, sampleFile, storyTable } from '../../../local/sample/generate.ts';
import { SAMPLE_START } from '../../../local/server/sample-state.ts';
import { courseToJson } from '../../../shared/core/course-json.ts';
import { SENDER_EVENT_TYPES } from '../../../shared/core/events/events.ts';
import { parseEvent } from '../../../shared/core/events/parse-event.ts';
import type { Plan } from '../../../shared/core/plan.ts';
import { GUIDES } from '../../../shared/core/protocols/index.ts';
import { calendarOf } from '../../../shared/core/settings/clinic-calendar.ts';
import { localDateOf, localTimeOf, toInstant } from '../../../shared/core/time/instant.ts';

const path = (name: string) => fileURLToPath(new URL(`../../../local/sample/${name}`, import.meta.url));
const file = path('events.jsonl');
const text = readFileSync(file, 'utf8');
const rows = text.split('\n');
const clinic = sampleClinic();
const { timeZone } = clinic;

const noonOf = (day: string) => toInstant(`${day}T12:00:00Z`);

/** All that the file tells. */
const reading = readEventsFile(file, { timeZone, protocols: GUIDES });
/** The plans of what had arrived by noon, without reading the file once more. */
async function plansAsOf(day: string) {
  const { events } = await reading;
  const asOf = noonOf(day);
  const arrived = events.filter(({ arrivesAt }) => arrivesAt <= asOf);
  return planEvents(arrived, asOf, clinic);
}

/** What a plan of the sample may remark, by course. */
const EXPECTED_NOTICES: Readonly<Record<string, RegExp>> = {
  'C-1014': /^The referral date \(16 Jun 2025\) lies more than 6 months before/,
  'C-1023': /final status consultation.*(no open day in the window|booked for 3 Aug 2026, outside)/,
  'C-1024': /^7 sessions of individual-training/,
  'C-1033': /status consultation after 4 weeks: no open day in the window/,
  'C-1043': /^The referral date \(29 Dec 2025\) lies more than 6 months before/,
  'C-1044': /^The course was erased/,
  'C-1046': /^The final status consultation was not held before the course was closed/,
};

it('takes the event that the README of the project shows, where its clock stands at first', async () => {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  const shown = JSON.parse(readme.match(/## An event\n+```json\n([\s\S]*?)```/)?.[1] ?? '');
  expect(parseEvent(shown, { now: SAMPLE_START, timeZone, protocols: GUIDES, from: 'sender' })).toMatchObject(
    { ok: true },
  );
  const { plans } = await planFile(file, SAMPLE_START, clinic);
  const courses = plans.map(courseToJson);
  const visits = courses.find(({ courseId }) => courseId === shown.courseId)?.visits;
  const visit = visits?.find((each) => each.visit === shown.data.visit);
  expect(visit).toMatchObject({ serviceCodes: [shown.data.serviceCode], heldOn: null });
});

describe('the file', () => {
  it('is what the generator writes', () => {
    expect(sampleFile()).toBe(text);
  });

  it('tells each course in its README', () => {
    expect(readFileSync(path('README.md'), 'utf8')).toContain(storyTable());
  });

  it('tells every type of event that a clinic can tell', async () => {
    const { events } = await reading;
    const told = new Set(events.map(({ event }) => event.type));
    expect(SENDER_EVENT_TYPES.filter((type) => !told.has(type))).toEqual([]);
  });

  it('holds at least 40 courses of both protocols over fourteen months', async () => {
    const { events } = await reading;
    const enrolments = events.filter(({ event }) => event.type === 'course.enrolled');
    const protocols = Map.groupBy(SAMPLE_STORIES, ({ protocol }) => protocol);
    expect(enrolments.length).toBe(SAMPLE_STORIES.length);
    expect(enrolments.length).toBeGreaterThanOrEqual(40);
    expect([...protocols.values()].map((stories) => stories.length > 18)).toEqual([true, true]);
    expect(events.at(0)?.arrivesAt.slice(0, 7)).toBe('2026-01');
    expect(events.at(-1)?.arrivesAt.slice(0, 7)).toBe('2027-02');
  });

  it('has comments, empty lines, and a last group out of place', () => {
    const lastGroup = rows.findLastIndex((row) => row.startsWith('# '));
    const arrivals = rows
      .map((row, index) => ({ row, index }))
      .filter(({ row }) => row.startsWith('{'))
      .map(({ row, index }) => ({ index, at: toInstant(JSON.parse(row).receivedAt) }));
    const inPlace = arrivals.filter(({ index }) => index < lastGroup).map(({ at }) => at);
    expect(inPlace).toEqual(inPlace.toSorted());
    expect(arrivals.length - inPlace.length).toBeGreaterThan(1);
    expect(rows.filter((row) => row.startsWith('#')).length).toBeGreaterThan(14);
    expect(rows.slice(0, -1)).toContain('');
  });

  it('is refused in exactly the three lines that say so', async () => {
    const { rejected } = await reading;
    expect(rejected.map(({ path: field }) => field).sort()).toEqual([
      'data.date',
      'data.serviceCode',
      'eventId',
    ]);
    for (const { line } of rejected) expect(rows[line - 2]).toMatch(/^# Refused: /);
    expect(rows.filter((row) => row.startsWith('# Refused: '))).toHaveLength(3);
  });

  it('names no address outside the reserved ones', () => {
    const hosts = new Set([...text.matchAll(/@([a-z.-]+)/g)].map(([, host]) => host));
    expect([...hosts].sort()).toEqual(['bounce.example', 'patients.example', 'sundby-fysioterapi.example']);
  });
});

describe('its times', () => {
  it('are written with the offset that holds in Copenhagen', () => {
    for (const [, time, offset] of text.matchAll(/"(\d{4}-\d\d-\d\dT\d\d:\d\d):00([+-]\d\d:\d\d)"/g)) {
      const at = toInstant(`${time}:00${offset}`);
      expect(`${localDateOf(at, timeZone)}T${localTimeOf(at, timeZone)}`).toBe(time);
    }
    expect(text).not.toMatch(/"\d{4}-\d\d-\d\dT[^"]*Z"/);
  });

  it('lie in waking hours, appointments in opening hours of open days', async () => {
    const { events } = await reading;
    const calendar = calendarOf(clinic);
    for (const { event } of events) {
      expect(localTimeOf(event.occurredAt, timeZone)).toSatisfy(
        (at: string) => at >= '07:30' && at <= '20:30',
      );
      if (event.type !== 'visit.booked') continue;
      const { startsAt } = event.data;
      expect(localTimeOf(startsAt, timeZone)).toSatisfy((at: string) => at >= '08:00' && at <= '16:15');
      expect([event.courseId, calendar.closedBecause(localDateOf(startsAt, timeZone))]).toEqual([
        event.courseId,
        null,
      ]);
      expect(event.occurredAt < startsAt).toBe(true);
    }
  });
});

describe('the plan', () => {
  const days = [
    '2026-02-01',
    '2026-04-01',
    '2026-06-01',
    '2026-07-05',
    '2026-07-20',
    '2026-10-15',
    '2027-03-01',
  ];

  it.each(days)('as of %s remarks nothing unexpected', async (day) => {
    const { plans, rejected } = await planFile(file, noonOf(day), clinic);
    const remarks = plans.flatMap(({ course, notices }) =>
      notices.map(({ en: said }) => [course.courseId, said] as const),
    );
    const unexpected = remarks.filter(([courseId, said]) => !EXPECTED_NOTICES[courseId]?.test(said));
    expect(unexpected).toEqual([]);
    expect(rejected).toHaveLength(3);
  });

  it('shows ten to twenty open courses while patients are enrolled', async () => {
    for (const month of ['03', '04', '05', '06', '07', '08', '09', '10', '11', '12']) {
      const plans = await plansAsOf(`2026-${month}-01`);
      const open = plans.filter(({ status }) => status === 'open').length;
      expect([month, open >= 10 && open <= 20, open]).toEqual([month, true, open]);
    }
  });

  describe('at the end', () => {
    let end: readonly Plan[];
    beforeAll(async () => {
      end = await plansAsOf('2027-03-01');
    });
    const visits = () =>
      end.flatMap((plan) => plan.visits.map((visit) => ({ ...visit, course: plan.course })));

    it('has most courses completed, every visit held', () => {
      const wentWell = end.filter(({ status, protocol, visits: planned }) => {
        const closing = planned.find(({ visit }) => visit === protocol?.closingVisit);
        return status !== 'closed' && closing?.status === 'held';
      });
      expect(wentWell.length).toBeGreaterThan(end.length / 2);
    });

    it('has follow-ups capped by referral, contact and enrolment, and some without room', () => {
      expect(new Set(visits().map(({ cappedBy }) => cappedBy?.from ?? null))).toEqual(
        new Set([null, 'referral', 'contact', 'enrolment']),
      );
      const infeasible = visits().filter(({ status }) => status === 'infeasible');
      expect(new Set(infeasible.map(({ course }) => course.courseId)).size).toBeGreaterThanOrEqual(2);
    });

    it('has forgotten assessments, letters and reviews', () => {
      const overdue = end.flatMap(({ tasks }) => tasks).filter(({ status }) => status === 'overdue');
      const kinds = new Set(overdue.map(({ task }) => task.split(':')[0]));
      for (const kind of ['assess', 'discharge-letter', 'review-follow-ups', 'record-answers'])
        expect(kinds).toContain(kind);
    });

    it('has a status after Easter, a follow-up after New Year, and follow-ups kept after closing', () => {
      const held = (visit: string, from: string, to: string) =>
        visits().filter(
          ({ visit: name, heldOn }) => name === visit && heldOn && from <= heldOn && heldOn <= to,
        );
      expect(held('status-4-weeks', '2026-04-07', '2026-04-07')).not.toEqual([]);
      expect(held('follow-up-3-months', '2027-01-04', '2027-01-06')).not.toEqual([]);
      const kept = visits().filter(({ definition, heldOn, course }) => {
        return definition.followUp && heldOn && course.closed && course.closed.date < heldOn;
      });
      expect(kept.length).toBeGreaterThan(5);
    });
  });
});

it('the event of README is the one to send, and a valid one on the day on which the sample opens', () => {
  const event: unknown = JSON.parse(readFileSync(path('event.json'), 'utf8'));
  const [, shown = ''] = /^## An event\n\n```json\n([^`]+)```/m.exec(readFileSync('README.md', 'utf8')) ?? [];
  expect(event).toEqual(JSON.parse(shown));
  expect(parseEvent(event, { now: SAMPLE_START, timeZone, protocols: GUIDES, from: 'sender' })).toMatchObject(
    { ok: true },
  );
});
