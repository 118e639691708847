import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { type Clinic, parseClinic } from '../../../shared/clinic.ts';
import type { EventType } from '../../../shared/core/events/events.ts';
import { inDayHours } from '../../../shared/core/reminders/timing.ts';
import { addMinutes, type Instant, toInstant } from '../../../shared/core/time/instant.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import type { FaultStory } from './story.ts';

const SAMPLE = new URL('../../../clinics/sample.json', import.meta.url);

const storyLine = z.object({
  name: z.string(),
  /** What differs from the sample clinic without its closures and its choice of reminders. */
  settings: z.record(z.string(), z.unknown()),
  events: z.array(
    z.object({
      eventId: z.string(),
      type: z.string().transform((text) => text as EventType),
      courseId: z.string(),
      occurredAt: z.string(),
      data: z.looseObject({}),
      receivedAt: z.string().optional(),
    }),
  ),
  until: z.string().transform((text): Instant => toInstant(text)),
});

/** Stories of one clinic. */
export type ClinicStories = { readonly clinic: Clinic; readonly stories: readonly FaultStory[] };

/**
 * Stories that the scenarios noted while they ran (`NOTE_STORIES=FILE npx vitest run --project cloud tests/scenarios`),
 * by clinic. Of a story that was told in parts the last line has all of it.
 * @throws UsageError when the file cannot be read, naming the line that is no story
 */
export function readStories(file: string): ClinicStories[] {
  const lines = linesOf(file).map((line, index) => {
    const story = storyLine.safeParse(JSON.parse(line));
    if (!story.success) throw new UsageError(`${file}:${index + 1}: expected a story.`);
    return story.data;
  });
  const last = [...new Map(lines.map((line) => [line.name, line])).values()];
  const sample: unknown = JSON.parse(readFileSync(SAMPLE, 'utf8'));
  return [...Map.groupBy(last, ({ settings }) => JSON.stringify(settings)).values()].map((of) => {
    const clinic = parseClinic({ ...Object(sample), closures: [], reminders: {}, ...of[0]?.settings });
    const stories = of.map(({ name, events, until }) => ({
      name,
      events: events.map(({ receivedAt, ...event }) => (receivedAt ? { ...event, receivedAt } : event)),
      until: inDayHours(addMinutes(until, 1), clinic),
    }));
    return { clinic, stories };
  });
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').trim().split('\n');
  } catch {
    throw new UsageError(`${file}: the stories cannot be read.`);
  }
}
