import { readFigures, readWorklist } from '../../../shared/aws/dynamo-digest-store.ts';
import { PAST, WORKLIST } from '../../../shared/aws/head-item.ts';
import type { AdvanceResult } from '../../../shared/course/advance.ts';
import { advance } from '../../../shared/course/advance.ts';
import { boardApp } from '../../../shared/web/board/app.ts';
import type { TherapistsSee } from '../../../shared/web/board/rights.ts';
import type { Viewer } from '../../../shared/web/board/viewer.ts';
import { THERAPIST } from '../../support/events.ts';
import { inMemoryCaseload } from '../../support/in-memory-caseload.ts';
import { inMemoryAccessLog } from '../../support/in-memory-staff.ts';
import type { Shell } from '../../support/shell.ts';
import { appBrowser } from '../app-browser.ts';
import { bo } from './staff.ts';

/** A clinic's board over courses in memory, as browsers without scripts meet it; `as` signs somebody in. */
export function boardOver(
  shell: Shell,
  { therapistsSee = 'own' }: { readonly therapistsSee?: TherapistsSee } = {},
) {
  const accessLog = inMemoryAccessLog(shell.clinic.timeZone);
  const failures: unknown[] = [];
  const caseload = inMemoryCaseload(() => shell.store.items());
  let indexed: Awaited<ReturnType<typeof caseload.all>> | null = null;
  let ids = 0;
  let logFails: Error | null = null;
  let viewer: Viewer | null = bo;
  const { deliver: _, ...tools } = shell.tools();
  const app = boardApp(
    {
      clinic: shell.clinic,
      therapistsSee,
      store: shell.store,
      worklists: {
        worklist: async () =>
          readWorklist(shell.store.items().filter(({ worklist }) => worklist === WORKLIST)),
        forgottenFigures: async () =>
          readFigures(shell.store.items().filter(({ worklist }) => worklist === PAST)),
      },
      caseload: { ...caseload, all: async () => indexed ?? caseload.all() },
      therapists: async () => [
        THERAPIST,
        { therapistId: 'T-2', name: 'Kim Dahl', email: 'kim@clinic.example' },
      ],
      accessLog: {
        page: accessLog.page,
        note: async (entry) => {
          if (logFails) throw logFails;
          await accessLog.note(entry);
        },
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
    noted: accessLog.noted,
    log: accessLog,
    failures,
    ...appBrowser(app),
    /** The index lags behind: it says from now on what it says now. */
    async freezeIndex() {
      indexed = await caseload.all();
    },
    /** From now on the access log takes nothing. */
    failsToNote(error: Error) {
      logFails = error;
    },
    /** Somebody else sits down at the screen; null: nobody is signed in. */
    as(somebody: Viewer | null) {
      viewer = somebody;
    },
  };
}
