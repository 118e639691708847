import { expect, test } from 'vitest';
import type { EngineChoice } from '../../local/cloud/index.ts';
import { createWorklistPages } from '../../shared/aws/dynamo-worklist.ts';
import { headToItem } from '../../shared/aws/head-item.ts';
import type { Head } from '../../shared/ports/head.ts';
import type { WorklistPages, WorklistPlace } from '../../shared/ports/worklist-pages.ts';
import { startCourseTable } from '../support/course-table.ts';
import { ENGINES } from '../support/exhaustive.ts';
import { InMemoryStore } from '../support/in-memory-store.ts';
import { inMemoryWorklist } from '../support/in-memory-worklist.ts';
import { headTask, headWith } from '../support/stored-records.ts';

type UnderTest = {
  readonly pages: WorklistPages;
  putHead(courseId: string, head: Head): unknown;
  stop(): Promise<void>;
};

function contract(title: string, start: () => Promise<UnderTest>): void {
  test(`pages of the worklist ${title}: each course with open tasks once, the earliest first`, async () => {
    const { pages, putHead, stop } = await start();
    try {
      const due = (...days: string[]) => headWith({ tasks: days.map((day) => headTask(day)) });
      await putHead('C-last', due('2026-03-09'));
      await putHead('C-none', due());
      await putHead('C-purged', { ...due('2026-03-01'), purged: true });
      await putHead('C-first', due('2026-03-08', '2026-03-02'));
      for (const id of ['C-a', 'C-b', 'C-c']) await putHead(id, due('2026-03-05'));
      const seen: string[][] = [];
      let after: WorklistPlace | null = null;
      do {
        const page = await pages.page(after, 2);
        seen.push(page.courses.map(({ courseId }) => courseId));
        after = page.next;
      } while (after && seen.length < 9);
      expect(seen.flat()).toHaveLength(5);
      expect(seen.flat().slice(1, -1).sort()).toEqual(['C-a', 'C-b', 'C-c']);
      expect([seen.flat().at(0), seen.flat().at(-1)]).toEqual(['C-first', 'C-last']);
      expect(seen.every((page) => page.length <= 2)).toBe(true);
      expect(await pages.page(null, 200)).toMatchObject({ next: null, unreadable: [] });
    } finally {
      await stop();
    }
  });
}

async function dynamo(choice: EngineChoice): Promise<UnderTest> {
  const { client, tableName, put, stop } = await startCourseTable(choice);
  const pages = createWorklistPages(client, tableName);
  return { pages, putHead: (courseId, head) => put(headToItem(courseId, head)), stop };
}

contract('in memory', async () => {
  const store = new InMemoryStore();
  return {
    pages: inMemoryWorklist(() => store.items()),
    putHead: (courseId, head) => store.put(headToItem(courseId, head)),
    stop: async () => undefined,
  };
});
for (const engine of ENGINES) contract(`on ${engine}`, () => dynamo(engine));
