import type { CourseEvent } from '../../../shared/core/events/events.ts';
import type { CourseChange, ImportContext } from '../../../shared/import/changes.ts';
import { compared, refusedRows } from '../../../shared/import/compare.ts';
import type { FileRead, RefusedRow } from '../../../shared/import/read-file.ts';

/** What an import has to do with a clinic. */
export type ImportTools = {
  /** All events of a course, as they are recorded now. */
  readonly recorded: (courseId: string) => Promise<readonly CourseEvent[]>;
  /** Hands events to the clinic. It may take a while until they are recorded. */
  readonly send: (events: readonly CourseEvent[]) => Promise<void>;
  /** Lets a moment pass. */
  readonly wait: () => Promise<void>;
  /** Shows how many courses are done, of how many. */
  readonly show: (done: number, total: number, doing: string) => void;
};

/** What an import did or, when it was not to send anything, would do. */
export type Imported = {
  readonly changes: readonly CourseChange[];
  readonly refused: readonly RefusedRow[];
  /** Courses of which events were sent, and not recorded in the time that such things take. */
  readonly notRecorded: readonly string[];
};

/** Courses that are looked at, at once. */
const AT_ONCE = 8;
/** How often to look for what was sent when nothing has come since. */
const PATIENCE = 60;

/**
 * Compares what a file tells with what is recorded, course by course, and sends what is new. Cut short it has done a part,
 * and the same import does the rest.
 */
export async function importFile(
  read: FileRead,
  context: ImportContext,
  tools: ImportTools,
  isDryRun: boolean,
): Promise<Imported> {
  const changes: CourseChange[] = [];
  const sent = new Map<string, ReadonlySet<string>>();
  const courses = [...read.courses];
  for (let from = 0; from < courses.length; from += AT_ONCE) {
    const some = courses.slice(from, from + AT_ONCE);
    const found = await Promise.all(
      some.map(([courseId, rows]) => compared(courseId, rows, tools.recorded, context)),
    );
    const events = found.flatMap((each) => each.events);
    if (!isDryRun && events.length > 0) await tools.send(events);
    for (const each of found) {
      changes.push(withoutContent(each));
      if (!isDryRun && each.events.length > 0)
        sent.set(each.courseId, new Set(each.events.map(({ eventId }) => eventId)));
    }
    tools.show(changes.length, courses.length, isDryRun ? 'compared' : 'sent');
  }
  return {
    changes,
    refused: refusedRows(read, changes),
    notRecorded: await waitFor(sent, tools),
  };
}

/** What is held of a change until the end: what was done, and nobody's name. */
const withoutContent = (change: CourseChange): CourseChange => ({
  ...change,
  events: change.events.map((event) => ({ ...event, data: codeOf(event) }) as CourseEvent),
});

const codeOf = ({ data }: CourseEvent) =>
  'serviceCode' in data && data.serviceCode !== undefined ? { serviceCode: data.serviceCode } : {};

async function waitFor(sent: Map<string, ReadonlySet<string>>, tools: ImportTools): Promise<string[]> {
  const total = sent.size;
  let looks = 0;
  while (sent.size > 0 && looks < PATIENCE) {
    const before = sent.size;
    for (const [courseId, eventIds] of [...sent]) {
      const there = new Set((await tools.recorded(courseId)).map(({ eventId }) => eventId));
      if ([...eventIds].every((eventId) => there.has(eventId))) sent.delete(courseId);
      tools.show(total - sent.size, total, 'recorded');
    }
    looks = sent.size < before ? 0 : looks + 1;
    if (sent.size > 0) await tools.wait();
  }
  return [...sent.keys()];
}
