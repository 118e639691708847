import { readWorklist } from '../../shared/aws/dynamo-digest-store.ts';
import { NEVER, WORKLIST } from '../../shared/aws/head-item.ts';
import type { WorklistPages } from '../../shared/ports/worklist-pages.ts';
import type { Item } from './in-memory-store.ts';

/** The worklist over items in memory, in the order of the index. */
export const inMemoryWorklist = (items: () => readonly Item[]): WorklistPages => ({
  async page(after, limit) {
    const placeOf = (item: Item) => `${item['dueOn']} ${item['pk']}`;
    const behind = after && `${after.dueOn} COURSE#${after.courseId}`;
    const all = items()
      .filter((item) => item['worklist'] === WORKLIST && item['dueOn'] !== NEVER)
      .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
    const rest = all.filter((item) => !behind || placeOf(item) > behind);
    const { courses, unreadable } = readWorklist(rest.slice(0, limit));
    const last = courses[limit - 1];
    const dueOn = last?.head.tasks.map(({ due }) => due).sort()[0];
    return { courses, unreadable, next: last && dueOn ? { dueOn, courseId: last.courseId } : null };
  },
});
