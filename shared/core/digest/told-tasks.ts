import { findTask } from '../ids/task-id.ts';
import type { Task } from '../tasks/task.ts';

/**
 * The tasks that a therapist is told of when their time comes: what is not done, but for holding a visit that is still
 * to be booked, which says the same twice.
 */
export function toldTasks(tasks: readonly Task[]): Task[] {
  const open = tasks.filter(({ status }) => status !== 'done' && status !== 'dismissed');
  const toBook = new Set(open.flatMap(({ task, visit }) => (findTask(task)?.kind === 'book' ? visit : [])));
  return open.filter(({ task, visit }) => findTask(task)?.kind !== 'hold' || !visit || !toBook.has(visit));
}
