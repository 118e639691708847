import type { TaskId } from '../../shared/core/ids/task-id.ts';
import { courseEvents, type Raw } from '../support/events.ts';
import { clinicWith } from '../support/plan.ts';
import { Shell } from '../support/shell.ts';
import { staffPages } from './staff-page.ts';

const STENOSIS = { protocol: 'lumbar-spinal-stenosis', entry: 'direct' };
type Events = ReturnType<typeof courseEvents>;

/** A course of stenosis, looked at by its therapist at an instant: the list, its pages, and what is told by them. */
export async function courseAt(now: string, said: (events: Events) => readonly Raw[], clinic = clinicWith()) {
  const events = courseEvents();
  const shell = new Shell('2026-03-01T09:00:00Z', clinic);
  await shell.record([events.enrolled('2026-03-01T09:00:00Z', STENOSIS)]);
  for (const each of said(events)) {
    shell.moveTo(each.occurredAt);
    await shell.record([each]);
  }
  await shell.runUntil(now);
  const pages = staffPages(shell);
  const eventsOf = async () => (await shell.store.load('C-1')).events.map(({ event }) => event);
  const last = async () => (await eventsOf()).at(-1);
  const list = await pages.list();
  const open = async () => (await pages.get(list)).html;
  const taskAt = async (task: TaskId, recipient: string | null = 'THERAPIST#T-1') =>
    pages.path({ purpose: 'task', courseId: 'C-1', task, recipient });
  return { shell, pages, events, list, open, eventsOf, last, taskAt };
}

/** The first visit was held on Thursday 5 March: its tests are to be recorded, and the next visit booked. */
export const held = (events: Events) => [events.held('pre-examination', '2026-03-05T10:00:00Z', '0251')];
/** … and the next booked for Thursday 2 April. */
export const booked = (events: Events) => [
  ...held(events),
  events.booked('status-4-weeks', '2026-03-06T10:00:00Z', '2026-04-02T08:00:00Z'),
];
export const called = (events: Events) => [
  ...booked(events),
  events.event('call.requested', '2026-03-30T08:00:00Z', { visit: 'status-4-weeks', reason: 'cannot-come' }),
];
