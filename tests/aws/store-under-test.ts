import type { CourseStore } from '../../shared/ports/course-store.ts';
import type { IndexName } from '../support/course-table.ts';
import type { Item } from '../support/in-memory-store.ts';

/** A store to hold to the contract, and a look at what it keeps. */
export type StoreUnderTest = {
  readonly store: CourseStore;
  items(): Promise<Item[]>;
  index(name: IndexName): Promise<Item[]>;
  stop(): Promise<void>;
};

let count = 0;

/** A course that nobody else has. */
export function newCourse({ store }: StoreUnderTest) {
  count += 1;
  return { courseId: `C-${count}`, store };
}

/** Which items of a course an index finds. */
export async function keysInIndex(tested: StoreUnderTest, name: IndexName, courseId: string) {
  return (await tested.index(name)).filter(({ pk }) => pk === `COURSE#${courseId}`).map(({ sk }) => sk);
}
