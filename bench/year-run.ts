import { startClinicCloud } from '../local/clinic/clinic-cloud.ts';
import { tellLongStory } from '../local/clinic/long-story.ts';
import { playStory } from '../local/clinic/play-events.ts';
import { sampleClinic } from '../local/files/clinic-file.ts';
import { epochMillis, toInstant } from '../shared/core/time/instant.ts';
import { processorMs } from './processor-time.ts';
import { manyCourses } from './sample-courses.ts';

/**
 * Plays a year of so many courses on the stack as it is deployed, every sweep included, in a process of its own, so that
 * its memory is the run's. Prints one line of JSON.
 */
tellLongStory();
const [courses = '100', last = '2027-01-05T00:00:00Z'] = process.argv.slice(2);
const until = toInstant(last);
const clinic = sampleClinic();
const events = await manyCourses(Number(courses), clinic.timeZone);
const startAt = events[0]?.arrivesAt ?? until;
const { cloud, ...rest } = await startClinicCloud(clinic, { startAt });
const begins = epochMillis(startAt);
const length = epochMillis(until) - begins;
const before = processorMs();
/** By tenths of the year: calls of the functions, and the processor time, from the start until it was over. */
const tenths = Array.from({ length: 10 }, () => ({ calls: 0, cpuMs: 0 }));
let current = 0;
const { deadLetters, calls } = await playStory(
  { cloud, ...rest },
  {
    events,
    until,
    onProgress: (at) => {
      const tenth = Math.min(9, Math.floor(((epochMillis(at) - begins) / length) * 10));
      for (; current < tenth; current += 1) close(current);
      // What the courses come to is read afterwards.
      if (at === until) close(tenth);
    },
  },
);
await cloud.stop();

function close(tenth: number): void {
  const calls = Object.values(cloud.calls()).reduce((sum, count) => sum + count, 0);
  tenths[tenth] = { calls, cpuMs: processorMs() - before };
}

const { maxRSS } = process.resourceUsage();
process.stdout.write(
  `${JSON.stringify({ tenths, peakMb: maxRSS / 1024, deadLetters: deadLetters.length, calls })}\n`,
);
