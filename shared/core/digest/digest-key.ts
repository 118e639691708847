import type { TaskId } from '../ids/task-id.ts';

/** Names one task of one course in the log of digests. */
export const digestKey = (courseId: string, task: TaskId): string => `${courseId}/${task}`;

/** The course and the task that `digestKey` named. */
export function readDigestKey(key: string): { readonly courseId: string; readonly task: string } {
  const end = key.lastIndexOf('/');
  return { courseId: key.slice(0, end), task: key.slice(end + 1) };
}
