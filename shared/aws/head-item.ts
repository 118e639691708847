import * as z from 'zod';
import { isTaskId } from '../core/ids/task-id.ts';
import { type FigureName, isFigureName } from '../core/quality/measures.ts';
import { earlier } from '../core/time/civil-date.ts';
import type { Head } from '../ports/head.ts';
import { civilDate, courseKey, HEAD_KEY, instant, WAKES } from './items.ts';

/** Partition of the index of heads that somebody at the clinic may have to hear of: those not forgotten. */
export const WORKLIST = 'OPEN';
/** Partition of the same index with what is forgotten but for its figures. */
export const PAST = 'PAST';
/** Partition of the sparse index of courses by the settings and protocols they were planned with. */
export const PLANS = 'PLAN';

const therapist = z.object({
  therapistId: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  saidAt: instant,
  since: instant,
});
const training = z.object({
  count: z.int(),
  usual: z.object({ from: z.int(), to: z.int() }),
});
const share = z.object({ numerator: z.int(), denominator: z.int() });
type Share = z.output<typeof share>;
const knownFigures = (all: Readonly<Record<string, Share>>): Partial<Record<FigureName, Share>> =>
  Object.fromEntries(Object.entries(all).filter(([name]) => isFigureName(name)));
const figures = z.object({
  months: z.record(z.string(), z.record(z.string(), share).transform(knownFigures)),
  from: civilDate,
  until: civilDate.nullable(),
  isReachable: z.boolean(),
});

const task = z.object({
  task: z.string(),
  due: civilDate,
  snoozedUntil: civilDate.nullable(),
  since: instant,
});
type Task = Head['tasks'][number];
/**
 * A release before may have been put back, which does not know a task of the one after it: it leaves that out, and writes
 * the head anew with the next look at the course.
 */
const knownTasks = z
  .array(task)
  .transform((tasks) => tasks.filter((each): each is Task => isTaskId(each.task)));

const headItem = z.object({
  version: z.int(),
  events: z.int(),
  messages: z.int(),
  status: z.enum(['unknown', 'open', 'closed', 'completed', 'erased']),
  firstReceivedAt: instant,
  lastReceivedAt: instant,
  nextWakeAt: instant.optional(),
  fingerprint: z.string(),
  purged: z.boolean(),
  expiresAt: z.number().optional(),
  therapist: therapist.nullable(),
  patient: z.object({ patientId: z.string(), initials: z.string() }).nullable(),
  training: training.nullable(),
  tasks: knownTasks,
  notices: z.array(z.object({ da: z.string(), en: z.string(), since: instant })),
  figures: figures.nullable(),
});

type HeadItem = z.output<typeof headItem>;
const headOfItem = ({ nextWakeAt, expiresAt, ...head }: HeadItem): Head => ({
  ...head,
  nextWakeAt: nextWakeAt ?? null,
  expiresAt: expiresAt ?? null,
});

export const readHead = (item: unknown): Head => headOfItem(headItem.parse(item));
/** The head in an item; null when it cannot be read. */
export const findHead = (item: unknown): Head | null => {
  const { data } = headItem.safeParse(item);
  return data ? headOfItem(data) : null;
};

/** Where the index puts a course of which no task is open: behind all others. */
export const NEVER = '9999-12-31';

/** The earliest day on which some open task is due. */
const earliestDue = ({ tasks }: Head): string => tasks.map(({ due }) => due).reduce<string>(earlier, NEVER);

/** The head as an item; it is in an index only while that has something to find. */
export function headToItem(courseId: string, head: Head) {
  const { nextWakeAt, expiresAt, ...rest } = head;
  return {
    pk: courseKey(courseId),
    sk: HEAD_KEY,
    ...rest,
    ...(nextWakeAt && { wakes: WAKES, nextWakeAt }),
    ...(!head.purged && { worklist: WORKLIST, dueOn: earliestDue(head), plans: PLANS }),
    ...(head.purged && head.figures && { worklist: PAST, dueOn: NEVER }),
    ...(expiresAt && { expiresAt }),
  };
}
