import type { EventType } from '../../core/events/events.ts';
import type { TaskId } from '../../core/ids/task-id.ts';

/** Where the board is served, by the clinic's HTTP API as well as locally. */
export const BOARD = '/board';

/** Where each page of the board is. Ids are those of courses and events, which hold nothing that a path cannot. */
export const PATHS = {
  today: BOARD,
  caseload: `${BOARD}/caseload`,
  enrol: `${BOARD}/enrol`,
  import: `${BOARD}/import`,
  /** Takes what `import` has tried. */
  importNow: `${BOARD}/import/now`,
  quality: `${BOARD}/quality`,
  qualityCsv: `${BOARD}/quality.csv`,
  accessLog: `${BOARD}/access-log`,
  /** Leads to where staff signs in; `to` is the path that is shown afterwards. */
  signIn: `${BOARD}/sign-in`,
  /** Where whoever has signed in comes back to. */
  signedIn: `${BOARD}/signed-in`,
  /** Takes a POST, and ends the sessions of whoever presses. */
  signOut: `${BOARD}/sign-out`,
  signedOut: `${BOARD}/signed-out`,
  course: (courseId: string) => `${BOARD}/courses/${encodeURIComponent(courseId)}`,
  task: (courseId: string, task: TaskId) => `${PATHS.course(courseId)}/tasks/${encodeURIComponent(task)}`,
  /** The form of a type of event, with what it is about. */
  say: (
    courseId: string,
    type: EventType,
    about: { readonly visit?: string; readonly event?: string } = {},
  ) => {
    const query = new URLSearchParams(about).toString();
    return `${PATHS.course(courseId)}/say/${type}${query === '' ? '' : `?${query}`}`;
  },
} as const;
