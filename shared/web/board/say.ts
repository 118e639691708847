import { isDeepStrictEqual } from 'node:util';
import type { CourseEvent } from '../../core/events/events.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { BoardType } from './asks.ts';
import { type FormContext, isPossible } from './form-context.ts';
import { eventsIn, type FormWrong, readForm, type Typed } from './read-form.ts';
import { newsSince } from './seen.ts';
import type { BoardTools } from './tools.ts';
import type { Viewer } from './viewer.ts';

/** A form as it came back. */
export type Sent = {
  readonly type: BoardType;
  readonly courseId: string;
  /** By which what it says is known; empty when it brought none. */
  readonly id: string;
  /** The state of the course that it was made from. */
  readonly seen: string;
  readonly typed: Typed;
};

/**
 * What came of a form.
 * - `said`: it is recorded, by this press or the one before it
 * - `used`: its id stands for something else already
 * - `changed`: the course has changed, and whoever pressed decides anew
 * - `wrong`: something is to be mended
 * - `not-now`: the course, as it stands, cannot be told so
 * - `full`: the course takes no more
 */
export type Outcome =
  | { readonly kind: 'said' | 'used' | 'not-now' | 'full' }
  | { readonly kind: 'changed'; readonly news: readonly CourseEvent[] }
  | { readonly kind: 'wrong'; readonly wrong: readonly FormWrong[] };

/** An id as the board's forms bring it. */
const FORM_ID = /^board-[A-Za-z0-9_-]{22}$/;
export const formIdOf = (newId: string): string => `board-${newId}`;
export const isFormId = (text: string): boolean => FORM_ID.test(text);

/**
 * Lets a form have its effect, once. When the course has changed in what matters since the form was made, nothing is
 * recorded: also when that happens in the very moment of the press.
 */
export async function say(
  tools: BoardTools,
  viewer: Viewer,
  { type, courseId, id, seen, typed }: Sent,
  context: FormContext,
): Promise<Outcome> {
  const { log, now } = context;
  const heard = log.find(({ eventId }) => eventId === id);
  if (heard) return repeated(tools, heard, { type, courseId, id, seen, typed }, context);
  const news = newsSince(seen, type, log);
  if (news.length > 0) return { kind: 'changed', news };
  if (!isPossible(type, context)) return { kind: 'not-now' };
  const read = readForm(type, typed, context);
  if (!read.ok) return { kind: 'wrong', wrong: read.wrong };
  const made = eventsIn(type, read.data, { courseId, id, now, timeZone: tools.clinic.timeZone });
  if (!made.ok) return { kind: 'wrong', wrong: made.wrong };
  await noteChange(tools, viewer, courseId, type, now);
  return record(tools, courseId, type, seen, made.events);
}

async function record(
  tools: BoardTools,
  courseId: string,
  type: BoardType,
  seen: string,
  events: readonly CourseEvent[],
): Promise<Outcome> {
  const ids = new Set(events.map(({ eventId }) => eventId));
  let news: readonly CourseEvent[] = [];
  const { refused, isOutdated } = await tools.record(courseId, events, (known) => {
    news = newsSince(seen, type, known).filter(({ eventId }) => !ids.has(eventId));
    return news.length === 0;
  });
  if (isOutdated) return { kind: 'changed', news };
  if (refused.some(({ reason }) => reason === 'full')) return { kind: 'full' };
  if (refused.length > 0) return { kind: 'used' };
  tools.count('BoardPresses');
  return { kind: 'said' };
}

/** The same form pressed twice counts once; used for something else it counts no more. */
async function repeated(
  tools: BoardTools,
  heard: CourseEvent,
  sent: Sent,
  context: FormContext,
): Promise<Outcome> {
  // It may have stopped between the events and the next wake: with no events of its own this one arms it.
  await tools.record(sent.courseId, []);
  const read = readForm(sent.type, sent.typed, context);
  const isOther =
    heard.type !== sent.type ||
    (read.ok && !read.data.some((data) => isSaidBy(heard, data, sent, context.now, tools)));
  return { kind: isOther ? 'used' : 'said' };
}

function isSaidBy(
  heard: CourseEvent,
  data: Readonly<Record<string, unknown>>,
  { type, courseId, id }: Sent,
  now: Instant,
  { clinic }: BoardTools,
): boolean {
  const made = eventsIn(type, [data], { courseId, id, now, timeZone: clinic.timeZone });
  return made.ok && made.events.some((event) => isDeepStrictEqual(event.data, heard.data));
}

/** Notes a change before it is made: what cannot be noted is not done. */
export const noteChange = (
  tools: BoardTools,
  { staffId, name }: Viewer,
  courseId: string,
  event: CourseEvent['type'],
  at: Instant,
): Promise<void> => tools.note({ at, staffId, name, what: 'change', courseId, event });
