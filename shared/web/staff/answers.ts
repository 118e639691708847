import type { Clinic } from '../../clinic.ts';
import type { CourseEvent } from '../../core/events/events.ts';
import { calendarOf } from '../../core/settings/clinic-calendar.ts';
import { addMinutes, type Instant } from '../../core/time/instant.ts';
import type { AdvanceResult } from '../../course/advance.ts';
import { planLoaded } from '../../course/plan-loaded.ts';
import type { OpenLink } from '../../links/link.ts';
import type { Links } from '../../links/links.ts';
import type { CourseStore, LoadedCourse } from '../../ports/course-store.ts';
import type { DigestStore } from '../../ports/digest-store.ts';
import { answer, seeOther } from '../answer.ts';
import { type After, drawing, plainPage } from './drawing.ts';
import { listPage, shownOf } from './list-page.ts';
import { coursesOf, type ListLine, listView } from './list-view.ts';
import type { DidWord } from './page-texts.ts';
import { isPressId, isStaffPress, type StaffPress, type StaffPressName, undoIdOf } from './press-forms.ts';
import { type Outcome, outcomeOf } from './presses.ts';
import { taskPage } from './task-page.ts';
import { taskView } from './task-view.ts';

/** What the pages for staff work with. */
export type StaffTools = {
  readonly clinic: Clinic;
  readonly links: Links;
  readonly store: Pick<CourseStore, 'load'>;
  readonly worklists: Pick<DigestStore, 'worklist' | 'heads'>;
  /** Lets events have their effect before the answer. */
  readonly record: (courseId: string, events: readonly CourseEvent[]) => Promise<AdvanceResult>;
  readonly now: () => Instant;
  /** Notes that an answer could not be made. */
  readonly failed: (error: unknown) => void;
  /** Counts what happens, without saying to whom. */
  readonly count: (what: 'BrokenLinks' | 'StaffPresses' | 'SlowedStaff') => void;
};

/** A list that somebody has a good link to. */
export type OpenedList = Pick<OpenLink, 'goodUntil'> & { readonly recipient: string };
/** A task that somebody has a good link to, with the link. */
export type OpenedTask = Extract<OpenLink, { purpose: 'task' }> & { readonly token: string };

/** A course is pressed on so often in an hour at most: more is a mistake, or somebody's program. */
const MOST_PRESSES = 60;

/**
 * The list as it stands now. Which courses are on it the index says; how they stand, the table: whoever has just pressed
 * sees what came of it.
 * @returns null when there is no such list
 */
export async function showList(tools: StaffTools, { recipient, goodUntil }: OpenedList, after: After | null) {
  const { clinic, worklists, links } = tools;
  const draw = drawing(clinic);
  const indexed = await worklists.worklist();
  const listed = coursesOf(recipient, indexed.courses);
  if (!listed) return null;
  const { courses, unreadable } = await worklists.heads(listed.map(({ courseId }) => courseId));
  const view = listView(recipient, coursesOf(recipient, courses) ?? [], clinic, tools.now());
  const paths = new Map<ListLine, string>();
  for (const line of shownOf(view)) {
    const { courseId, task } = line;
    paths.set(line, `/s/${await links.seal({ purpose: 'task', courseId, task, recipient }, goodUntil)}`);
  }
  const missing = unreadable.length + indexed.unreadable.length;
  return answer(listPage(draw, view, missing, paths, after));
}

/** What is known of a task, and how it stands. */
async function look(tools: StaffTools, { courseId, task, recipient }: OpenedTask) {
  const { clinic, store } = tools;
  const now = tools.now();
  const loaded = await store.load(courseId);
  const plan = planLoaded(courseId, loaded, [], clinic, now);
  const isTheirs =
    recipient === null ||
    recipient === ownerOf(plan.course.therapist?.therapistId) ||
    recipient === 'MANAGER';
  const view = isTheirs ? taskView(plan, task, loaded.events.length, clinic, now) : null;
  return { loaded, view, now };
}

const ownerOf = (therapistId: string | undefined): string => `THERAPIST#${therapistId ?? ''}`;

/** The page of a task as it stands. */
export async function showTask(
  tools: StaffTools,
  opened: OpenedTask,
  after: After | null,
): Promise<Response> {
  const { view } = await look(tools, opened);
  const draw = drawing(tools.clinic);
  if (!view) return answer(plainPage(draw, 'over', after));
  return answer(taskPage(draw, view, await pathsOf(tools, opened), after, null));
}

/** What a press on a task leads to: the list as it then stands, or the form with what is to be mended. */
export async function pressed(tools: StaffTools, opened: OpenedTask, press: StaffPress): Promise<Response> {
  const { clinic, count } = tools;
  const { loaded, view, now } = await look(tools, opened);
  const draw = drawing(clinic);
  const log = loaded.events.map(({ event }) => event);
  const heard = heardAs(press, log);
  // It may have stopped between the events and the next wake: with no events of its own this one arms it.
  if (heard) await tools.record(opened.courseId, []);
  if (!view) return answer(plainPage(draw, 'over'));
  if (isTooMuch(loaded, now)) {
    count('SlowedStaff');
    return answer(plainPage(draw, 'slowDown'), 429);
  }
  if (heard) return onward(tools, opened, heard, press.id);
  const outcome = outcomeOf(press, {
    view,
    log,
    calendar: calendarOf(clinic),
    now,
    timeZone: clinic.timeZone,
  });
  if (!outcome) return onward(tools, opened, 'gone', null);
  if (outcome.kind === 'refused') {
    const paths = await pathsOf(tools, opened);
    return answer(taskPage(draw, view, paths, null, { refused: outcome, typed: press }), 422);
  }
  return record(tools, opened, press, outcome);
}

/** Of two who press at once the first is heard; the other sees what has come of it. */
async function record(
  tools: StaffTools,
  opened: OpenedTask,
  press: StaffPress,
  { events }: Extract<Outcome, { kind: 'events' }>,
): Promise<Response> {
  const { refused } = await tools.record(opened.courseId, events);
  if (refused.some(({ reason }) => reason === 'full')) {
    return answer(plainPage(drawing(tools.clinic), 'slowDown'), 429);
  }
  if (refused.length > 0) {
    const { events: log } = await tools.store.load(opened.courseId);
    const heard = heardAs(
      press,
      log.map(({ event }) => event),
    );
    return onward(tools, opened, heard ?? 'gone', press.id);
  }
  tools.count('StaffPresses');
  return onward(tools, opened, press.press, press.id);
}

/** What a press says first, by which it is known again. */
const SAYS: Readonly<Record<Exclude<StaffPressName, 'undo'>, CourseEvent['type']>> = {
  done: 'task.completed',
  reached: 'task.completed',
  'not-reached': 'task.snoozed',
  snooze: 'task.snoozed',
  'not-needed': 'task.dismissed',
  booked: 'visit.booked',
  held: 'visit.held',
  missed: 'visit.missed',
  cleared: 'visit.cancelled',
  answered: 'questionnaire.answered',
  recorded: 'assessment.recorded',
  referral: 'course.corrected',
  closed: 'course.closed',
};

/** Whether a press was heard before: the same one, or another on the same state of the task. */
function heardAs({ press, id }: StaffPress, log: readonly CourseEvent[]): DidWord | null {
  if (press === 'undo') return log.some(({ eventId }) => eventId === undoIdOf(id)) ? 'undo' : null;
  const known = log.find(({ eventId }) => eventId === id);
  if (!known) return null;
  const isTakenBack = log.some((event) => event.type === 'event.retracted' && event.data.eventId === id);
  return known.type === SAYS[press] && !isTakenBack ? press : 'gone';
}

function isTooMuch({ events }: LoadedCourse, now: Instant): boolean {
  const since = addMinutes(now, -60);
  return (
    events.filter(({ event }) => isStaffPress(event.eventId) && event.occurredAt > since).length >=
    MOST_PRESSES
  );
}

async function pathsOf({ links }: StaffTools, { recipient, goodUntil, token }: OpenedTask) {
  const list =
    recipient === null ? null : `/s/${await links.seal({ purpose: 'staff', recipient }, goodUntil)}`;
  return { own: `/s/${token}`, list };
}

/** Of these there is nothing to take back. */
const FINAL: readonly DidWord[] = ['undo', 'gone'];

/** On to the list, or back to the task of somebody who came from no list. */
async function onward(
  tools: StaffTools,
  opened: OpenedTask,
  did: DidWord,
  undo: string | null,
): Promise<Response> {
  const { own, list } = await pathsOf(tools, opened);
  const query = new URLSearchParams({
    did,
    ...(undo && !FINAL.includes(did) ? { undo, of: opened.token } : {}),
  });
  return seeOther(`${list ?? own}?${query}`);
}

export const outdated = (tools: StaffTools, opened: OpenedTask): Promise<Response> =>
  onward(tools, opened, 'outdated', null);

const DID: readonly string[] = [...Object.keys(SAYS), 'undo', 'gone', 'outdated'];
const isDidWord = (text: string): text is DidWord => DID.includes(text);

/** What a page is told of the press before it. Whoever makes such an address up can take back only what he may press. */
export function afterIn(query: Readonly<Record<string, string>>): After | null {
  const { did = '', undo = '', of = '' } = query;
  if (!isDidWord(did)) return null;
  const path = /^[\w.-]+$/.test(of) ? `/s/${of}` : null;
  return { did, undo: path && isPressId(undo) ? { path, id: undo } : null };
}
