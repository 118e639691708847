import * as z from 'zod';
import { isId } from '../core/events/events.ts';
import type { EventIssue } from '../core/events/parse-event.ts';
import { visitOfTask } from '../core/ids/task-id.ts';
import { standingOf } from '../core/tasks/task.ts';
import { type CivilDate, isCivilDate } from '../core/time/civil-date.ts';
import { localDateOf } from '../core/time/instant.ts';
import type { WorklistCourse } from '../ports/digest-store.ts';
import type { WorklistPlace } from '../ports/worklist-pages.ts';
import type { worklist } from './answers.ts';
import { json, problem } from './problem.ts';
import type { ApiTools } from './tools.ts';

type WorklistAnswer = z.output<typeof worklist>;

/** Courses on a page when nothing else is asked for, and at most. */
export const PAGE = { usual: 50, most: 200 } as const;

const LIMIT = /^\d{1,3}$/;
const place = z.tuple([
  z.custom<CivilDate>((value) => typeof value === 'string' && isCivilDate(value)),
  z.string().refine(isId),
]);

/** The courses with open tasks, page by page, the one with the earliest first. @param query as it came */
export async function showWorklist(
  { clinic, worklists, now }: ApiTools,
  query: Readonly<Record<string, string>>,
): Promise<Response> {
  const asked = readQuery(query);
  if ('issues' in asked) return problem(400, 'the query is not as expected', asked.issues);
  const { courses, unreadable, next } = await worklists.page(asked.after, asked.limit);
  const asOf = now();
  const today = localDateOf(asOf, clinic.timeZone);
  const answer: WorklistAnswer = {
    asOf,
    courses: courses.flatMap((each) => courseOf(each, today)),
    unreadable,
    next: next && cursorOf(next),
  };
  return json(answer);
}

type Asked = { readonly after: WorklistPlace | null; readonly limit: number };

function readQuery({ limit, after }: Readonly<Record<string, string>>): Asked | { issues: EventIssue[] } {
  const issues: EventIssue[] = [];
  const count = limit === undefined ? PAGE.usual : LIMIT.test(limit) ? Number(limit) : 0;
  if (count < 1 || count > PAGE.most)
    issues.push({ path: 'limit', message: `expected a whole number from 1 to ${PAGE.most}` });
  const behind = after === undefined ? null : placeIn(after);
  if (behind === undefined) issues.push({ path: 'after', message: 'expected the next of the page before' });
  return issues.length > 0 ? { issues } : { limit: count, after: behind ?? null };
}

const cursorOf = ({ dueOn, courseId }: WorklistPlace): string =>
  Buffer.from(JSON.stringify([dueOn, courseId])).toString('base64url');

/** @returns undefined when it is none of ours */
function placeIn(cursor: string): WorklistPlace | undefined {
  try {
    const { data } = place.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return data && { dueOn: data[0], courseId: data[1] };
  } catch {
    return undefined;
  }
}

function courseOf({ courseId, head }: WorklistCourse, today: CivilDate): WorklistAnswer['courses'] {
  // An erased course leaves the index.
  if (head.status === 'erased') return [];
  const tasks = head.tasks.map((each) => ({
    task: each.task,
    visit: visitOfTask(each.task),
    due: each.due,
    status: standingOf(each, today),
  }));
  return [
    {
      courseId,
      patientId: head.patient?.patientId ?? null,
      therapistId: head.therapist?.therapistId ?? null,
      status: head.status,
      nextWakeAt: head.nextWakeAt,
      tasks,
      notices: head.notices.map(({ en }) => en),
      noticesDa: head.notices.map(({ da }) => da),
    },
  ];
}
