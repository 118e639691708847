import { startClinicCloud } from '../../local/clinic/clinic-cloud.ts';
import { playStory } from '../../local/clinic/play-events.ts';
import { Operator } from '../../local/faults/inject/operator.ts';
import { sampleClinic } from '../../local/files/clinic-file.ts';
import { type EventLine, readEventsFile } from '../../local/files/events-file.ts';
import { protocolsOf } from '../../shared/core/protocols/index.ts';
import { epochMillis, type Instant, toInstant } from '../../shared/core/time/instant.ts';
import { SAMPLE_EVENTS } from '../sample-courses.ts';
import { Meter, type Usage } from './meter.ts';

export const UNTIL = toInstant('2027-03-01T00:00:00Z');
const YEAR_MS = 365 * 86_400_000;

/** Plays the sample clinic's fourteen months, with a sweep a day, and counts what they use. */
export async function meteredYear(
  onProgress: (done: number) => void,
): Promise<{ usage: Usage; courseYears: number }> {
  const clinic = sampleClinic();
  const options = { timeZone: clinic.timeZone, protocols: protocolsOf(clinic) };
  const { events } = await readEventsFile(SAMPLE_EVENTS, options);
  const startAt = events[0]?.arrivesAt ?? UNTIL;
  const clinicCloud = await startClinicCloud(clinic, { startAt });
  const { cloud, stackName } = clinicCloud;
  try {
    const operator = new Operator(clinicCloud);
    await operator.reschedule('sweep', 'rate(1 day)');
    operator.stop();
    const meter = new Meter(cloud, stackName);
    cloud.intercept(meter.interceptor);
    const length = epochMillis(UNTIL) - epochMillis(startAt);
    await playStory(clinicCloud, {
      events,
      until: UNTIL,
      onProgress: (at) => onProgress((epochMillis(at) - epochMillis(startAt)) / length),
    });
    meter.stop();
    return { usage: meter.usage(), courseYears: courseYearsOf(events, UNTIL) };
  } finally {
    await cloud.stop();
  }
}

/** Years of all courses together: a course counts from its first event until it is closed, else until the end. */
export function courseYearsOf(
  events: readonly Pick<EventLine, 'event' | 'arrivesAt'>[],
  until: Instant,
): number {
  const millis = [...Map.groupBy(events, ({ event }) => event.courseId).values()].map((lines) => {
    const closed = lines.findLast(({ event }) => event.type === 'course.closed');
    return epochMillis(closed?.arrivesAt ?? until) - epochMillis(lines[0]?.arrivesAt ?? until);
  });
  return millis.reduce((sum, each) => sum + each, 0) / YEAR_MS;
}
