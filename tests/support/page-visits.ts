import type { ClinicCloud } from '../../local/clinic/clinic-cloud.ts';
import { findForm, formOf } from '../../local/clinic/page-form.ts';
import { toInstant } from '../../shared/core/time/instant.ts';

/** A page that somebody asked for, and what came. */
export type Visit = {
  readonly address: string;
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
};

/** What a browser tells of who sits before it. */
export const TOLD_BY_BROWSER = {
  'user-agent': 'Krogh-Telefon/7.1',
  referer: 'https://webmail.example/krogh?subject=Din+ryg',
  cookie: 'navn=Krogh',
  'x-forwarded-for': '203.0.113.77',
};

/** A browser that tells much of itself, and remembers each answer. */
export function visitor(clinic: () => ClinicCloud) {
  const visits: Visit[] = [];

  async function ask(address: string, init: RequestInit = {}): Promise<Visit> {
    // Nobody presses so fast that a route refuses him.
    const { cloud } = clinic();
    await cloud.advanceTo(toInstant(Date.parse(cloud.clock.now()) + 1000));
    const headers = { ...TOLD_BY_BROWSER, ...Object(init.headers) };
    const answer = await clinic().open(address, { redirect: 'manual', ...init, headers });
    const visit = { address, status: answer.status, headers: answer.headers, body: await answer.text() };
    visits.push(visit);
    return visit;
  }

  /** Follows where an answer leads, as a browser does. */
  async function landed(visit: Visit): Promise<string> {
    const place = visit.headers.get('location');
    return place === null ? visit.body : (await ask(place)).body;
  }

  const read = async (address: string) => (await ask(address)).body;

  /** Presses a button, and reads what is shown then. */
  async function press(page: string, label: string, typed: Readonly<Record<string, string>> = {}) {
    const { action, fields } = formOf(page, label);
    return landed(await ask(action, { method: 'POST', body: new URLSearchParams({ ...fields, ...typed }) }));
  }

  /** … of a page that is opened for it, if it has such a button. */
  async function pressAt(address: string, label: string, typed: Readonly<Record<string, string>> = {}) {
    const page = await read(address);
    return findForm(page, label) ? press(page, label, typed) : page;
  }

  return { visits, ask, read, press, pressAt };
}

export type Visitor = ReturnType<typeof visitor>;

/** Every address that a text of ours leads to: links, forms and what is loaded. */
export const addressesIn = (html: string): string[] =>
  [...html.matchAll(/ (?:href|action|src|formaction)="([^"]*)"/g)].map(([, url = '']) =>
    url.replaceAll('&amp;', '&'),
  );
