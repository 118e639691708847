import { advance } from '../../shared/course/advance.ts';
import { createLinks } from '../../shared/links/links.ts';
import { patientApp } from '../../shared/web/patient/app.ts';
import { inMemoryLinkKeys } from '../support/in-memory-keys.ts';
import type { Shell } from '../support/shell.ts';
import { appBrowser } from './app-browser.ts';

/** A clinic's patients' pages over a course in memory, as a browser without scripts meets them. */
export function patientPages(shell: Shell, clinicId = shell.clinic.clinicId) {
  const counted: string[] = [];
  const failures: unknown[] = [];
  let ids = 0;
  const links = createLinks({ store: inMemoryLinkKeys(), clinicId, now: () => shell.now });
  const { deliver: _, ...tools } = shell.tools();
  const app = patientApp({
    clinic: shell.clinic,
    links,
    store: shell.store,
    record: (courseId, events) => advance(tools, courseId, { kind: 'events', events }),
    now: () => shell.now,
    newId: () => {
      ids += 1;
      return String(ids).padStart(22, '0');
    },
    count: (what) => counted.push(what),
    failed: (error) => failures.push(error),
  });
  return {
    app,
    links,
    counted,
    failures,
    ...appBrowser(app),
    path: async (courseId = 'C-1') => `/p/${await links.seal({ purpose: 'patient', courseId })}`,
  };
}
