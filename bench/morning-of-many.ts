import type { DigestTools } from '../shared/digest/send-once.ts';
import { FakeMailer } from '../tests/support/fake-mailer.ts';
import { InMemoryDigests } from '../tests/support/in-memory-digests.ts';
import { manyCourses } from '../tests/support/many-courses.ts';
import { plainPages } from '../tests/support/plain-pages.ts';

const MEGABYTE = 1024 ** 2;

/** A morning of a clinic with so many running courses. */
export type Morning = {
  /** What a run begins with: nothing was told before. */
  readonly tools: () => DigestTools;
  /** What DynamoDB reads for a run: eventually consistent, 4 KB a unit and half. */
  readonly readUnits: number;
  /** An answer holds 1 MB. */
  readonly queries: number;
};

/** Prepares such a morning over a table in memory. */
export async function morningOf(courses: number): Promise<Morning> {
  const shell = await manyCourses(courses);
  const heads = shell.store.items().filter(({ sk }) => sk === '#HEAD');
  // JSON is about as large as DynamoDB counts.
  const bytes = heads.reduce((sum, head) => sum + Buffer.byteLength(JSON.stringify(head)), 0);
  return {
    tools: () => {
      const store = new InMemoryDigests();
      for (const head of heads) store.putItem(head);
      const { clinic, now } = shell;
      return { store, mailer: new FakeMailer(), clinic, now: () => now, pages: plainPages };
    },
    readUnits: Math.ceil(bytes / 4096) / 2,
    queries: Math.ceil(bytes / MEGABYTE),
  };
}
