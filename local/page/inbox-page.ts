import { html, raw } from 'hono/html';
import type { EmailJson } from '../words/email-json.ts';
import { emailTable } from './email-list.ts';
import { type Frame, pageOf } from './frame.ts';
import { PATHS } from './paths.ts';

const AUDIENCES = ['patient', 'therapist', 'manager', 'clinic'] as const;

export type InboxData = Frame & {
  readonly emails: readonly EmailJson[];
  /** Whose e-mails to show, as the query string says; anything else shows all. */
  readonly audience?: string | undefined;
};

/** Every e-mail that was sent, newest first. */
export function inboxPage(data: InboxData): string {
  const { emails, clinic } = data;
  const audience = AUDIENCES.find((each) => each === data.audience);
  const shown = emails.filter((email) => audience === undefined || email.audience === audience);
  const choice = (value: string | undefined, text: string) =>
    html`<a class="button" href="${PATHS.emails}${value ? `?audience=${value}` : ''}"${value === audience ? raw(' aria-current="true"') : ''}>${text}</a>`;
  const body = html`<h1>E-mails</h1>
<p class="lead">Nothing leaves this machine: these are the messages as they would have been sent.</p>
<p class="filter choices">${choice(undefined, `All ${emails.length}`)}${AUDIENCES.map((each) =>
    choice(each, `${emails.filter((email) => email.audience === each).length} to ${each}s`),
  )}</p>
<section class="card" aria-label="E-mails sent">${emailTable(shown, clinic.timeZone)}</section>`;
  const path = audience ? `${PATHS.emails}?audience=${audience}` : PATHS.emails;
  return pageOf({ ...data, title: 'E-mails', path, current: 'emails', body });
}
