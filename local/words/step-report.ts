import type { CourseJson } from '../../shared/core/course-json.ts';
import type { Instant } from '../../shared/core/time/instant.ts';
import type { EmailJson } from './email-json.ts';

/** A clinic at one moment, as far as a step of the clock is told by it. */
export type Sight = {
  readonly at: Instant;
  readonly courses: readonly { readonly course: CourseJson; readonly eventCount: number }[];
  /** Every e-mail so far. */
  readonly emails: readonly EmailJson[];
};

/** What became of a task. */
export type TaskChange = {
  readonly courseId: string;
  readonly task: string;
  readonly change: 'opened' | 'became overdue' | 'closed';
};

/** What a step of the clock did. */
export type StepReport = {
  readonly from: Instant;
  readonly to: Instant;
  /** How many events each course was told; courses without any are left out. */
  readonly events: readonly { readonly courseId: string; readonly count: number }[];
  readonly emails: readonly EmailJson[];
  readonly tasks: readonly TaskChange[];
};

/** What happened between two sights of a clinic. */
export function stepReport(before: Sight, after: Sight): StepReport {
  const earlier = new Map(before.courses.map((each) => [each.course.courseId, each]));
  return {
    from: before.at,
    to: after.at,
    events: after.courses.flatMap(({ course: { courseId }, eventCount }) => {
      const count = eventCount - (earlier.get(courseId)?.eventCount ?? 0);
      return count > 0 ? [{ courseId, count }] : [];
    }),
    emails: after.emails.slice(before.emails.length),
    tasks: after.courses.flatMap(({ course }) => taskChanges(earlier.get(course.courseId)?.course, course)),
  };
}

function taskChanges(before: CourseJson | undefined, { courseId, tasks }: CourseJson): TaskChange[] {
  const old = new Map((before?.tasks ?? []).map(({ task, status }) => [task as string, status]));
  const now = new Set(tasks.map(({ task }) => task as string));
  const changed = tasks.flatMap(({ task, status }): TaskChange[] => {
    if (!old.has(task)) return [{ courseId, task, change: 'opened' }];
    return status === 'overdue' && old.get(task) !== 'overdue'
      ? [{ courseId, task, change: 'became overdue' }]
      : [];
  });
  const closed = [...old.keys()].filter((task) => !now.has(task));
  return [...changed, ...closed.map((task): TaskChange => ({ courseId, task, change: 'closed' }))];
}
