import { advance } from '../../shared/course/advance.ts';
import { createLinks } from '../../shared/links/links.ts';
import { patientApp } from '../../shared/web/patient/app.ts';
import { inMemoryLinkKeys } from '../support/in-memory-link-keys.ts';
import type { Shell } from '../support/shell.ts';

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

/** The form of a page whose button says so. */
export function formOf(html: string, label: string) {
  const forms = [...html.matchAll(/<form method="post" action="([^"]+)">([\s\S]*?)<\/form>/g)];
  const found = forms.find(([, , inside]) => new RegExp(`<button[^>]*>${label}</button>`).test(inside ?? ''));
  if (!found) throw new Error(`the page has no button ${label}`);
  const [, action = '', inside = ''] = found;
  const inputs = [...inside.matchAll(/<input[^>]*>/g)].map(([tag]) => tag);
  const attribute = (tag: string, name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
  const sent = inputs.filter((tag) => attribute(tag, 'type') !== 'radio' || / checked/.test(tag));
  const fields = Object.fromEntries(sent.map((tag) => [attribute(tag, 'name'), attribute(tag, 'value')]));
  return { action, fields };
}

/** What a reader of a page sees: its words, without marks and style. */
export const wordsOf = (html: string): string =>
  html
    .replace(/<style>[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&nbsp;|\u00a0/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
