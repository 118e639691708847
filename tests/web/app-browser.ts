import type { Hono } from 'hono';
import { formOf } from '../../local/clinic/page-form.ts';

/** Reads the pages of an app and presses their buttons, as a browser without scripts does. */
export function appBrowser(app: Pick<Hono, 'request'>) {
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
    get,
    post,
    /** Presses the button of a page that says so; the form is sent as it stands, but for what is typed. */
    async press(html: string, label: string, typed: Readonly<Record<string, string>> = {}) {
      const { action, fields } = formOf(html, label);
      return post(action, { ...fields, ...typed });
    },
  };
}
