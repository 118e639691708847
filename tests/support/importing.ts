import { type Imported, type ImportTools, importFile } from '../../local/commands/import/import-run.ts';
import { foldCourse } from '../../shared/core/course/fold-course.ts';
import type { CourseEvent } from '../../shared/core/events/events.ts';
import { GUIDES } from '../../shared/core/protocols/index.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { sortOut } from '../../shared/course/intake.ts';
import { type Mapping, NO_MAPPING } from '../../shared/import/mapping.ts';
import { type FileRead, readFile } from '../../shared/import/read-file.ts';
import type { StoredEvent } from '../../shared/ports/stored-event.ts';

export const ZONE = 'Europe/Copenhagen';
export const OF_CLINIC = { timeZone: ZONE, protocols: GUIDES };

/** A file of these bytes, in pieces. */
export const bytesOf = (content: string | Uint8Array, piece = 1000) =>
  async function* (): AsyncGenerator<Uint8Array> {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    for (let from = 0; from < bytes.length; from += piece) yield bytes.subarray(from, from + piece);
  };

export const readText = (content: string | Uint8Array, mapping: Mapping = NO_MAPPING): Promise<FileRead> =>
  readFile(bytesOf(content), mapping, OF_CLINIC);

/** A clinic that takes events as the real one does, and keeps them in memory. */
export class ImportingClinic {
  readonly #courses = new Map<string, StoredEvent[]>();
  readonly refused: string[] = [];
  /** After so many events the connection is cut. */
  breaksAfter = Number.POSITIVE_INFINITY;

  async importText(content: string | Uint8Array, day: string, mapping?: Mapping): Promise<Imported> {
    return this.importRead(await readText(content, mapping), day);
  }

  async importRead(read: FileRead, day: string): Promise<Imported> {
    const at = toInstant(`${day}T08:00:00Z`);
    return importFile(read, { now: at, asOf: at, ...OF_CLINIC }, this.#tools, false);
  }

  readonly #tools: ImportTools = {
    recorded: async (courseId) => this.events(courseId),
    send: async (events) => {
      for (const event of events) this.#take(event);
    },
    wait: async () => {},
    show: () => {},
  };

  events(courseId: string): CourseEvent[] {
    return (this.#courses.get(courseId) ?? []).map(({ event }) => event);
  }

  course(courseId: string) {
    return foldCourse(courseId, this.events(courseId), ZONE, GUIDES);
  }

  /** All that is kept, whatever came first. */
  get kept(): string {
    const all = [...this.#courses.values()].flat().map((each) => JSON.stringify(each));
    return all.sort().join('\n');
  }

  #take(event: CourseEvent): void {
    this.breaksAfter -= 1;
    if (this.breaksAfter < 0) throw new Error('the connection is cut');
    const known = this.#courses.get(event.courseId) ?? [];
    const { fresh, refused } = sortOut([event], known);
    this.#courses.set(event.courseId, [...known, ...fresh]);
    this.refused.push(...refused.map(({ reason }) => reason));
  }
}

/** How many courses an import made, changed and so on. */
export const counts = ({ changes }: Imported): Record<string, number> =>
  Object.fromEntries(
    [...Map.groupBy(changes, ({ outcome }) => outcome)].map(([outcome, those]) => [outcome, those.length]),
  );
