import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { TaskId } from '../../core/ids/task-id.ts';
import type { Questionnaire } from '../../core/protocols/protocol.ts';

/** An event by this id was made by a press on a page for staff. */
const PRESS_ID = /^staff-[A-Za-z0-9_-]{22}$/;
export const isStaffPress = (eventId: string): boolean => eventId.startsWith('staff-');
/** Whether a text is the id of a press, such as a page takes it back by. */
export const isPressId = (text: string): boolean => PRESS_ID.test(text);

/**
 * The id of what is pressed on a task as a page shows it. Whoever sees the same has the same id: of two people who press
 * at once one is heard, and so is one who presses twice.
 */
export const pressIdOf = ({
  courseId,
  task,
  events,
}: {
  readonly courseId: string;
  readonly task: TaskId;
  readonly events: number;
}): string =>
  `staff-${createHash('sha256')
    .update(JSON.stringify([courseId, task, events]))
    .digest('base64url')
    .slice(0, 22)}`;

/** The id of what takes a press back. */
export const undoIdOf = (id: string): string =>
  `staff-${createHash('sha256').update(`undo ${id}`).digest('base64url').slice(0, 22)}`;

/** Longer than any text that is taken: what was typed too much is shown to be shortened. */
const typed = z.string().max(5000).default('');
const id = z.string().regex(PRESS_ID);
const isTicked = z.literal('on').optional();

const plain = <T extends string>(press: T) => z.object({ press: z.literal(press), id });
const dated = <T extends string>(press: T) => plain(press).extend({ date: typed });

/** What a form of the page sends. */
const form = z.discriminatedUnion('press', [
  plain('done'),
  plain('reached'),
  plain('not-reached'),
  plain('missed'),
  plain('cleared'),
  plain('undo'),
  plain('snooze').extend({ length: typed, until: typed }),
  plain('not-needed').extend({ reason: typed }),
  dated('booked').extend({ time: typed }),
  dated('held'),
  dated('recorded'),
  dated('referral'),
  dated('answered').extend({ NPRS: isTicked, ODI: isTicked, ZCQ: isTicked } satisfies Record<
    Questionnaire,
    unknown
  >),
  dated('closed').extend({ reason: typed }),
]);

export type StaffPress = z.output<typeof form>;
export type StaffPressName = StaffPress['press'];

/** What a form sent; null when it is none of the page's. */
export const readPress = (fields: Readonly<Record<string, unknown>>): StaffPress | null =>
  form.safeParse(fields).data ?? null;
