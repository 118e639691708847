import { ASSESSMENTS, type Assessment, isVisitName, type VisitName } from '../protocols/protocol.ts';
import { remembered } from '../time/remembered.ts';

export const VISIT_TASKS = [
  'book',
  'hold',
  'answer',
  'record-answers',
  'review-booking',
  'review-window',
  'call-patient',
] as const;
/** A kind of task of which each visit has one. */
export type VisitTask = (typeof VISIT_TASKS)[number];

export const COURSE_TASKS = [
  'discharge-letter',
  'review-follow-ups',
  'confirm-referral-date',
  'call-back',
  'close-course',
] as const;
/** A kind of task of which a whole course has one. */
export type CourseTask = (typeof COURSE_TASKS)[number];

/** What a therapist owes, with the visit it is about: `book:closing`, `assess:closing:sit-to-stand`. */
export type TaskId = `${VisitTask}:${VisitName}` | `assess:${VisitName}:${Assessment}` | CourseTask;

/** A task with what it is about: what its id tells. */
export type TaskName =
  | { readonly kind: VisitTask; readonly visit: VisitName }
  | { readonly kind: 'assess'; readonly visit: VisitName; readonly assessment: Assessment }
  | { readonly kind: CourseTask };

export type TaskKind = TaskName['kind'];

/** Whether the text names a task of any protocol. */
export const isTaskId = (text: string): text is TaskId => findTask(text) !== null;

/** What a text names, if it names a task; otherwise null. */
export const findTask = (text: string): TaskName | null => parse(text) ?? null;

/** There are some hundred tasks; lists of thousands of courses ask about them over and over. */
const parse = remembered((text: string): TaskName | undefined => {
  const [kind, visit, assessment, ...rest] = text.split(':');
  if (isOneOf(COURSE_TASKS, kind)) return visit === undefined ? { kind } : undefined;
  if (visit === undefined || !isVisitName(visit) || rest.length > 0) return undefined;
  if (kind === 'assess') return isOneOf(ASSESSMENTS, assessment) ? { kind, visit, assessment } : undefined;
  return isOneOf(VISIT_TASKS, kind) && assessment === undefined ? { kind, visit } : undefined;
});

/** What a task's id tells. */
export function readTask(task: TaskId): TaskName {
  const name = findTask(task);
  if (!name) throw new RangeError('expected the id of a task, such as book:closing');
  return name;
}

export const kindOf = (task: TaskId): TaskKind => readTask(task).kind;

/** The visit a task is about; null for a task of the whole course. */
export function visitOfTask(task: TaskId): VisitName | null {
  const name = readTask(task);
  return 'visit' in name ? name.visit : null;
}

const isOneOf = <T extends string>(values: readonly T[], text: string | undefined): text is T =>
  values.some((value) => value === text);
