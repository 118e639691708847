import { courseEvents, type Raw } from '../../support/events.ts';
import { clinicWith } from '../../support/plan.ts';
import { Shell } from '../../support/shell.ts';
import { boardOver } from './board.ts';

const STENOSIS = { protocol: 'lumbar-spinal-stenosis', entry: 'direct' };
type Events = ReturnType<typeof courseEvents>;
type Options = Parameters<typeof boardOver>[1] & { readonly clinic?: ReturnType<typeof clinicWith> };

/** A course of stenosis at an instant, on the board of its clinic. */
export async function boardAt(
  now: string,
  said: (events: Events) => readonly Raw[] = () => [],
  { clinic = clinicWith(), ...options }: Options = {},
) {
  const events = courseEvents();
  const shell = new Shell('2026-03-01T09:00:00Z', clinic);
  await shell.record([events.enrolled('2026-03-01T09:00:00Z', STENOSIS)]);
  for (const each of said(events)) {
    shell.moveTo(each.occurredAt);
    await shell.record([each]);
  }
  await shell.runUntil(now);
  const board = boardOver(shell, options);
  const eventsOf = async (courseId = 'C-1') =>
    (await shell.store.load(courseId)).events.map(({ event }) => event);
  return {
    shell,
    board,
    events,
    eventsOf,
    /** What a form of the board has said, without its envelope. */
    last: async () => {
      const said = (await eventsOf()).find(({ eventId }) => eventId.startsWith('board-'));
      return [said?.type, said?.data];
    },
    /** The form of a type of event, as the page of its own shows it. */
    form: async (type: string, about = '') =>
      (await board.get(`/board/courses/C-1/say/${type}${about}`)).html,
  };
}

/** The first visit was held on Thursday 5 March. */
export const held = (events: Events) => [events.held('pre-examination', '2026-03-05T10:00:00Z', '0251')];
/** … and the next booked for Thursday 2 April at 10. */
export const booked = (events: Events) => [
  ...held(events),
  events.booked('status-4-weeks', '2026-03-06T10:00:00Z', '2026-04-02T08:00:00Z'),
];
