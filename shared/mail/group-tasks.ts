import type { DigestTask } from './letter.ts';

type AtLeastOne<T> = readonly [T, ...T[]];

/** Tasks by a key: the oldest first within a group, and the groups by their oldest. */
export function groupedByAge<T extends DigestTask>(
  tasks: readonly T[],
  keyOf: (task: T) => string,
): readonly (readonly [key: string, tasks: AtLeastOne<T>])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const task of tasks.toSorted(byAge)) {
    const group = groups.get(keyOf(task));
    if (group) group.push(task);
    else groups.set(keyOf(task), [task]);
  }
  return [...groups];
}

/** The order does not depend on the order in which the tasks were found. */
function byAge(a: DigestTask, b: DigestTask): number {
  return (
    compare(a.due, b.due) ||
    compare(a.patientId, b.patientId) ||
    compare(a.courseId, b.courseId) ||
    compare(a.task, b.task)
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
