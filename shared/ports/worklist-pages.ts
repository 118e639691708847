import type { CivilDate } from '../core/time/civil-date.ts';
import type { Worklist } from './digest-store.ts';

/** A place among courses with open tasks, to go on behind. */
export type WorklistPlace = { readonly dueOn: CivilDate; readonly courseId: string };

/** Some courses with open tasks; `next` is the place of the last one, null when there are no more behind it. */
export type WorklistPage = Worklist & { readonly next: WorklistPlace | null };

/** The courses with open tasks by the day on which the first of them is due. It may lag behind by moments. */
export type WorklistPages = {
  page(after: WorklistPlace | null, limit: number): Promise<WorklistPage>;
};
