import { sampleClinic } from '../../local/files/clinic-file.ts';
import { type EventLine, readEventsFile } from '../../local/files/events-file.ts';
import { foldCourse } from '../../shared/core/course/fold-course.ts';
import type { CourseEvent } from '../../shared/core/events/events.ts';
import { type Plan, planCourse } from '../../shared/core/plan.ts';
import { GUIDES } from '../../shared/core/protocols/index.ts';
import { type Message, merge } from '../../shared/core/reminders/log.ts';
import { earlier } from '../../shared/core/time/civil-date.ts';
import { addMinutes, type Instant, toInstant } from '../../shared/core/time/instant.ts';
import { figureOf, median } from '../figure.ts';
import { byTurns, type Measure, processorTime } from '../measure.ts';
import { SAMPLE_EVENTS } from '../sample-courses.ts';

const AS_OF = toInstant('2026-06-01T09:00:00+02:00');
const MANY = 1000;
/** Events that each side folds and plans in one round, however many a course has. */
const EVENTS_A_ROUND = 40_000;
/** Rounds before anything counts: a function serves for hours, and V8 compiles all of this only after 10,000 plans. */
const WARM_ROUNDS = 3;

/** What is planned: a course's events and its log of messages. */
type Planned = { readonly events: readonly CourseEvent[]; readonly messages: readonly Message[] };

/** How many plans a second, with e-mails in the log too, and whether a course of many events costs as much an event. */
export const plan: Measure = {
  about: 'fold and plan a course of 20 events, the same with its e-mails, and one of 1,000 events',
  async run(show) {
    const events = await twentyEvents();
    const sides = {
      twenty: side({ events, messages: [] }),
      mailed: side({ events, messages: logOf(events) }),
      thousand: side({ events: grown(events, MANY), messages: [] }),
    };
    for (let round = 0; round < WARM_ROUNDS; round += 1) for (const run of Object.values(sides)) await run();
    const shown = await byTurns(sides, show);
    const [small, mailed, large] = [median(shown.twenty), median(shown.mailed), median(shown.thousand)];
    return [
      figureOf({
        name: 'plan.20-events',
        value: 1000 / small,
        unit: 'plans/s',
        target: { of: 'value', at: 'least', limit: 5000 },
      }),
      figureOf({ name: 'plan.20-events-mailed', value: 1000 / mailed, unit: 'plans/s' }),
      figureOf({
        name: 'plan.1000-events-per-event',
        value: (large * 1000) / MANY,
        unit: 'us/event',
        floor: (small * 1000) / events.length,
        target: { of: 'ratio', at: 'most', limit: 1 },
      }),
    ];
  },
};

/** Milliseconds of one plan. */
const side = (planned: Planned) => async () => {
  const times = Math.ceil(EVENTS_A_ROUND / planned.events.length);
  const { cpuMs } = await processorTime(async () => {
    for (let time = 0; time < times; time += 1) planOf(planned);
  });
  return cpuMs / times;
};

const settings = sampleClinic();

function planOf({ events, messages }: Planned, now = AS_OF): Plan {
  const course = foldCourse('C-1', events, settings.timeZone, GUIDES);
  return planCourse({ course, settings, messages, now, lastReceivedAt: now, purged: false });
}

/** The first twenty events of the sample's course that has most. */
async function twentyEvents(): Promise<readonly CourseEvent[]> {
  const { events } = await readEventsFile(SAMPLE_EVENTS, { timeZone: settings.timeZone, protocols: GUIDES });
  const courses = [...Map.groupBy(events, ({ event }: EventLine) => event.courseId).values()];
  const [longest = []] = courses.toSorted((a, b) => b.length - a.length);
  return longest.slice(0, 20).map(({ event }) => event);
}

/** A course's log, if the provider took each e-mail at once. */
function logOf(events: readonly CourseEvent[]): readonly Message[] {
  const times = events.map(({ occurredAt }) => occurredAt).toSorted();
  let messages: readonly Message[] = [];
  for (let now = times[0]; now && now <= AS_OF; ) {
    const at: Instant = now;
    const known = events.filter(({ occurredAt }) => occurredAt <= at);
    const { decisions, nextWakeAt } = planOf({ events: known, messages }, at);
    const sent = decisions.claims.map((claim): Message => ({ ...claim, status: 'sent', sentAt: at }));
    messages = merge(messages, [...decisions.messages, ...sent]);
    const next = times.find((time) => time > at);
    now = next && nextWakeAt ? earlier(next, nextWakeAt) : (next ?? nextWakeAt ?? undefined);
  }
  return messages;
}

/** The same course, in which a time is moved again and again. */
function grown(events: readonly CourseEvent[], length: number): readonly CourseEvent[] {
  const booking = events.findLast(({ type }) => type === 'visit.booked');
  if (!booking) throw new Error('the sample has a booking among its first events');
  const more = Array.from({ length: length - events.length }, (_, index) => {
    const occurredAt: Instant = addMinutes(booking.occurredAt, index + 1);
    return { ...booking, eventId: `again-${index}`, occurredAt };
  });
  return [...events, ...more];
}
