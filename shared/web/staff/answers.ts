import type { Clinic } from '../../clinic.ts';
import type { CourseEvent } from '../../core/events/events.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { AdvanceResult } from '../../course/advance.ts';
import { planLoaded } from '../../course/plan-loaded.ts';
import type { OpenLink } from '../../links/link.ts';
import type { Links } from '../../links/links.ts';
import type { CourseStore } from '../../ports/course-store.ts';
import type { DigestStore } from '../../ports/digest-store.ts';
import { answer, seeOther } from '../answer.ts';
import { type After, drawing, plainPage } from './drawing.ts';
import { listPage, shownOf } from './list-page.ts';
import { coursesOf, type ListLine, listView } from './list-view.ts';
import type { DidWord } from './page-texts.ts';
import { isPressId, type StaffPress } from './press-forms.ts';
import { isDidWord, pressTask } from './press-task.ts';
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
  const { courseId } = opened;
  const outcome = await pressTask(tools, { courseId, ...(await look(tools, opened)) }, press);
  const draw = drawing(tools.clinic);
  switch (outcome.kind) {
    case 'over':
      return answer(plainPage(draw, 'over'));
    case 'slow':
      tools.count('SlowedStaff');
      return answer(plainPage(draw, 'slowDown'), 429);
    case 'refused': {
      const { refused, view } = outcome;
      return answer(taskPage(draw, view, await pathsOf(tools, opened), null, { refused, typed: press }), 422);
    }
    case 'did':
      if (outcome.isNew) tools.count('StaffPresses');
      return onward(tools, opened, outcome.did, outcome.undo);
    default:
      return outcome satisfies never;
  }
}

async function pathsOf({ links }: StaffTools, { recipient, goodUntil, token }: OpenedTask) {
  const list =
    recipient === null ? null : `/s/${await links.seal({ purpose: 'staff', recipient }, goodUntil)}`;
  return { own: `/s/${token}`, list };
}

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
    ...(undo ? { undo, of: opened.token } : {}),
  });
  return seeOther(`${list ?? own}?${query}`);
}

export const outdated = (tools: StaffTools, opened: OpenedTask): Promise<Response> =>
  onward(tools, opened, 'outdated', null);

/** What a page is told of the press before it. Whoever makes such an address up can take back only what he may press. */
export function afterIn(query: Readonly<Record<string, string>>): After | null {
  const { did = '', undo = '', of = '' } = query;
  if (!isDidWord(did)) return null;
  const path = /^[\w.-]+$/.test(of) ? `/s/${of}` : null;
  return { did, undo: path && isPressId(undo) ? { path, id: undo } : null };
}
