import type { SampleLine } from './course-log.ts';
import { arrivalOf } from './course-log.ts';
import { bookingStories } from './stories-bookings.ts';
import { contactStories } from './stories-contact.ts';
import { endingStories } from './stories-endings.ts';
import { recordStories } from './stories-records.ts';
import { toldStories } from './stories-told.ts';
import { usualStories } from './stories-usual.ts';
import type { Story } from './story.ts';

/** The sample ends with this day; what the stories tell of later days is left out. */
const LAST_DAY = '2027-02-28';

/** Every course of the sample, by its id. */
export const SAMPLE_STORIES: readonly Story[] = [
  ...usualStories,
  ...bookingStories,
  ...contactStories,
  ...endingStories,
  ...recordStories,
  ...toldStories,
].sort((a, b) => (a.courseId < b.courseId ? -1 : 1));

/** The text of events.jsonl: a group of lines for each month of arrival, then those out of place. */
export function sampleFile(): string {
  const lines = SAMPLE_STORIES.flatMap((story) => story.lines)
    .filter(({ receivedAt }) => receivedAt.slice(0, 10) <= LAST_DAY)
    .sort((a, b) => (arrivalOf(a) < arrivalOf(b) ? -1 : arrivalOf(a) > arrivalOf(b) ? 1 : 0));
  const [inPlace, outOfPlace] = [
    lines.filter((line) => !line.outOfPlace),
    lines.filter((line) => line.outOfPlace),
  ];
  const months = Map.groupBy(inPlace, ({ receivedAt }) => receivedAt.slice(0, 7));
  const groups = [...months].map(([month, group]) => [`# ${month}`, ...group.flatMap(toText)].join('\n'));
  const header = [
    '# Events of the sample clinic, in order of arrival. Every person is invented. Made by generate.ts.',
    '# What each course tells: README.md.',
  ].join('\n');
  const last = [
    '# Out of place: these arrived earlier, and last things first',
    ...outOfPlace.flatMap(toText),
  ];
  return `${[header, ...groups, last.join('\n')].join('\n\n')}\n`;
}

/** The table of README.md. */
export function storyTable(): string {
  const rows = SAMPLE_STORIES.map(
    ({ courseId, protocol, story }) => `| ${courseId} | ${protocol} | ${story} |`,
  );
  return ['| course | protocol | story |', '| --- | --- | --- |', ...rows].join('\n');
}

function toText({ event, receivedAt, refusedFor }: SampleLine): string[] {
  const line = JSON.stringify({ ...event, receivedAt });
  return refusedFor ? [`# Refused: ${refusedFor}`, line] : [line];
}

if (import.meta.main) process.stdout.write(sampleFile());
