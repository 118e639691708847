import type { AdvanceResult } from '../../../shared/course/advance.ts';
import { advance } from '../../../shared/course/advance.ts';
import type { Worklist } from '../../../shared/ports/digest-store.ts';
import { boardApp } from '../../../shared/web/board/app.ts';
import type { TherapistsSee } from '../../../shared/web/board/rights.ts';
import type { Noted } from '../../../shared/web/board/tools.ts';
import type { Viewer } from '../../../shared/web/board/viewer.ts';
import { THERAPIST } from '../../support/events.ts';
import type { Shell } from '../../support/shell.ts';
import { appBrowser } from '../app-browser.ts';
import { bo } from './staff.ts';

/** A clinic's board over courses in memory, as browsers without scripts meet it; `as` signs somebody in. */
export function boardOver(
  shell: Shell,
  {
    courseIds = ['C-1'],
    therapistsSee = 'own',
  }: { readonly courseIds?: readonly string[]; readonly therapistsSee?: TherapistsSee } = {},
) {
  const noted: Noted[] = [];
  const failures: unknown[] = [];
  let ids = 0;
  let viewer: Viewer | null = bo;
  const { deliver: _, ...tools } = shell.tools();
  const heads = async (all: readonly string[]): Promise<Worklist> => {
    const courses = await Promise.all(
      all.map(async (courseId) => ({ courseId, head: await shell.head(courseId) })),
    );
    return {
      courses: courses.flatMap(({ courseId, head }) => (head ? [{ courseId, head }] : [])),
      unreadable: [],
    };
  };
  const app = boardApp(
    {
      clinic: shell.clinic,
      therapistsSee,
      store: shell.store,
      worklists: { worklist: () => heads(courseIds), heads },
      therapists: async () => [
        THERAPIST,
        { therapistId: 'T-2', name: 'Kim Dahl', email: 'kim@clinic.example' },
      ],
      note: async (each) => {
        noted.push(each);
      },
      record: (courseId, events, accepts): Promise<AdvanceResult> =>
        advance(tools, courseId, { kind: 'events', events, ...(accepts && { accepts }) }),
      now: () => shell.now,
      newId: () => {
        ids += 1;
        return String(ids).padStart(22, '0');
      },
      failed: (error) => failures.push(error),
      count: () => undefined,
    },
    async (context, next) => {
      if (!viewer) return context.redirect('/sign-in');
      context.set('viewer', viewer);
      await next();
      return undefined;
    },
  );
  return {
    app,
    noted,
    failures,
    ...appBrowser(app),
    /** Somebody else sits down at the screen; null: nobody is signed in. */
    as(somebody: Viewer | null) {
      viewer = somebody;
    },
  };
}
