import { isDeepStrictEqual } from 'node:util';
import type { CourseEvent } from '../../core/events/events.ts';
import { planLoaded } from '../../course/plan-loaded.ts';
import type { BoardType } from './asks.ts';
import { type FormContext, formContext, isPossible } from './form-context.ts';
import { noteChange } from './noting.ts';
import type { OpenCourse } from './open-course.ts';
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
  open: OpenCourse,
): Promise<Outcome> {
  const { context, log } = open;
  const { now } = context;
  const heard = log.find(({ eventId }) => eventId === id);
  if (heard) return repeated(tools, heard, { type, courseId, id, seen, typed }, open);
  const news = newsSince(seen, type, log);
  if (news.length > 0) return { kind: 'changed', news };
  if (!isPossible(type, context)) return { kind: 'not-now' };
  const read = readForm(type, typed, context);
  if (!read.ok) return { kind: 'wrong', wrong: read.wrong };
  const made = eventsIn(type, read.data, { courseId, id, now, clinic: tools.clinic });
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
  { type, courseId, id, typed }: Sent,
  open: OpenCourse,
): Promise<Outcome> {
  // It may have stopped between the events and the next wake: with no events of its own this one arms it.
  await tools.record(courseId, []);
  const before = contextBefore(id, open);
  const read = readForm(type, typed, before);
  if (heard.type !== type || !read.ok) return { kind: 'used' };
  const { clinic } = tools;
  const made = eventsIn(type, read.data, { courseId, id, now: before.now, clinic });
  const isSame = made.ok && made.events.some(({ data }) => isDeepStrictEqual(data, heard.data));
  return { kind: isSame ? 'said' : 'used' };
}

/** The course as the form with that id had found it. */
function contextBefore(id: string, { courseId, loaded, context }: OpenCourse): FormContext {
  const isOwn = (eventId: string) => eventId === id || eventId.startsWith(`${id}-`);
  const events = loaded.events.filter(({ event }) => !isOwn(event.eventId));
  const { clinic, now, visit, mistake } = context;
  const plan = planLoaded(courseId, { ...loaded, events }, [], clinic, now);
  const log = events.map(({ event }) => event);
  return formContext({ ...context, plan, log }, { visit: visit?.visit, event: mistake?.eventId });
}
