import { sampleClinic } from '../../local/files/clinic-file.ts';
import { type EventLine, readEventsFile } from '../../local/files/events-file.ts';
import { foldCourse } from '../../shared/core/course/fold-course.ts';
import type { CourseEvent } from '../../shared/core/events/events.ts';
import { planCourse } from '../../shared/core/plan.ts';
import { GUIDES } from '../../shared/core/protocols/index.ts';
import { addMinutes, type Instant, toInstant } from '../../shared/core/time/instant.ts';
import { figureOf, median } from '../figure.ts';
import { byTurns, type Measure, processorTime } from '../measure.ts';
import { SAMPLE_EVENTS } from '../sample-courses.ts';

const AS_OF = toInstant('2026-06-01T09:00:00+02:00');
const MANY = 1000;
/** Events that each side folds and plans in one round, however many a course has. */
const EVENTS_A_ROUND = 20_000;

/** How many plans a second, and whether a course of many events costs as much an event as one of twenty. */
export const plan: Measure = {
  about: 'fold and plan a course of 20 events, and one of 1,000',
  async run(show) {
    const twenty = await courseOfTwenty();
    const thousand = grown(twenty, MANY);
    const side = (events: readonly CourseEvent[]) => async () => {
      const times = Math.ceil(EVENTS_A_ROUND / events.length);
      const { cpuMs } = await processorTime(async () => planTimes(events, times));
      return cpuMs / times;
    };
    // Once before anything counts, as in a function that has served a while.
    planTimes(twenty, 300);
    const shown = await byTurns({ twenty: side(twenty), thousand: side(thousand) }, show);
    const [small, large] = [median(shown.twenty), median(shown.thousand)];
    return [
      figureOf({
        name: 'plan.20-events',
        value: 1000 / small,
        unit: 'plans/s',
        target: { of: 'value', at: 'least', limit: 5000 },
      }),
      figureOf({
        name: 'plan.1000-events-per-event',
        value: (large * 1000) / thousand.length,
        unit: 'us/event',
        floor: (small * 1000) / twenty.length,
        target: { of: 'ratio', at: 'most', limit: 1 },
      }),
    ];
  },
};

function planTimes(events: readonly CourseEvent[], times: number): void {
  const settings = sampleClinic();
  for (let time = 0; time < times; time += 1) {
    const course = foldCourse('C-1', events, settings.timeZone, GUIDES);
    planCourse({ course, settings, messages: [], now: AS_OF, lastReceivedAt: AS_OF, purged: false });
  }
}

/** The first twenty events of the sample's course that has most. */
async function courseOfTwenty(): Promise<readonly CourseEvent[]> {
  const { events } = await readEventsFile(SAMPLE_EVENTS, {
    timeZone: sampleClinic().timeZone,
    protocols: GUIDES,
  });
  const courses = [...Map.groupBy(events, ({ event }: EventLine) => event.courseId).values()];
  const [longest = []] = courses.toSorted((a, b) => b.length - a.length);
  return longest.slice(0, 20).map(({ event }) => event);
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
