import { html } from 'hono/html';
import { momentInWords } from '../words/dates-in-words.ts';
import type { EmailJson } from '../words/email-json.ts';
import { aboutOf } from './email-list.ts';
import { type Frame, pageOf } from './frame.ts';
import type { Html } from './markup.ts';
import { PATHS } from './paths.ts';

export type EmailData = Frame & { readonly email: EmailJson };

/** One e-mail as its recipient sees it, and what travels with it. */
export function emailPage(data: EmailData): string {
  const { email, clinic } = data;
  const { messageId, sentAt, to, audience, subject, language, attachments, headers } = email;
  const rows: [string, string | Html][] = [
    ['Sent', momentInWords(sentAt, clinic.timeZone)],
    ['To', `${to} (${audience})`],
    ['About', aboutOf(email)],
    ['Language', language === 'da' ? 'Danish' : 'English'],
    ['Attached', attachments.length > 0 ? attachments.join(', ') : 'nothing'],
    ['Message id', messageId],
  ];
  const body = html`<p class="crumb"><a href="${PATHS.emails}">E-mails</a></p>
<h1 lang="${language}">${subject}</h1>
<div class="two mails"><section class="card" aria-label="As the recipient sees it">
<iframe class="mail" sandbox="" referrerpolicy="no-referrer" title="The message: ${subject}" srcdoc="${email.html}"></iframe></section>
<div><section class="card"><h2>What it is</h2>${factsOf(rows)}</section>
<section class="card"><h2>Text alternative</h2><pre lang="${language}">${email.text}</pre></section>
<section class="card"><h2>Headers</h2>${factsOf(Object.entries(headers))}</section></div></div>`;
  return pageOf({ ...data, title: subject, path: PATHS.email(messageId), current: 'emails', body });
}

const factsOf = (rows: readonly (readonly [string, string | Html])[]): Html =>
  html`<dl class="facts">${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
