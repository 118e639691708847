import { advance } from '../../shared/course/advance.ts';
import { createLinks } from '../../shared/links/links.ts';
import { patientApp } from '../../shared/web/patient/app.ts';
import { inMemoryLinkKeys } from '../support/in-memory-keys.ts';
import type { Shell } from '../support/shell.ts';
import { formOf } from '../support/web-page.ts';

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
  const get = async (path: string) => {
    const answer = await app.request(path);
    return { status: answer.status, headers: answer.headers, html: await answer.text() };
  };
  const post = async (path: string, fields: Readonly<Record<string, string>>) => {
    const answer = await app.request(path, { method: 'POST', body: new URLSearchParams(fields) });
    const place = answer.headers.get('Location');
    const shown = place === null ? { html: await answer.text() } : await get(place);
    return { status: answer.status, place, html: shown.html };
  };
  return {
    app,
    links,
    counted,
    failures,
    get,
    post,
    path: async (courseId = 'C-1') => `/p/${await links.seal({ purpose: 'patient', courseId })}`,
    /** Presses the button of a page that says so; the form is sent as it stands, but for what is typed. */
    async press(html: string, label: string, typed: Readonly<Record<string, string>> = {}) {
      const { action, fields } = formOf(html, label);
      return post(action, { ...fields, ...typed });
    },
  };
}
