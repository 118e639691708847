import { html } from 'hono/html';
import { momentInWords } from '../words/dates-in-words.ts';
import type { EmailJson } from '../words/email-json.ts';
import { aboutOf } from './email-list.ts';
import { type Frame, pageOf } from './frame.ts';
import type { Html } from './markup.ts';
import { PATHS } from './paths.ts';

export type EmailData = Frame & {
  readonly email: EmailJson;
  /** What its purpose does not tell: how it travels. */
  readonly whole: {
    readonly from: string;
    readonly replyTo: readonly string[];
    readonly copies: readonly string[];
    /** Where the pages that it leads to are shown here. */
    readonly pages: readonly string[];
    readonly files: readonly { readonly name: string; readonly contentType: string }[];
    /** The message as it goes over the wire (RFC 5322). */
    readonly source: string;
  };
};

/** One e-mail as its recipient sees it, and what travels with it. */
export function emailPage(data: EmailData): string {
  const { email, whole, clinic } = data;
  const { messageId, sentAt, to, audience, subject, language, headers } = email;
  const rows: [string, string | Html][] = [
    ['Sent', momentInWords(sentAt, clinic.timeZone)],
    ['From', whole.from],
    ['Reply to', whole.replyTo.join(', ') || 'the sender'],
    ['To', `${to} (${audience})`],
    ...(whole.copies.length > 0 ? ([['Copies', whole.copies.join(', ')]] as [string, string][]) : []),
    ['About', aboutOf(email)],
    ['Language', language === 'da' ? 'Danish' : 'English'],
    ...(whole.pages.length > 0 ? ([['Leads to', pagesOf(whole.pages)]] as [string, Html][]) : []),
    ['Attached', filesOf(messageId, whole.files)],
    ['Message id', messageId],
  ];
  const body = html`<p class="crumb"><a href="${PATHS.emails}">E-mails</a></p>
<h1 lang="${language}">${subject}</h1>
<div class="two mails"><section class="card" aria-label="As the recipient sees it">
<iframe class="mail" sandbox="" referrerpolicy="no-referrer" title="The message: ${subject}" srcdoc="${email.html}"></iframe></section>
<div><section class="card"><h2>What it is</h2>${factsOf(rows)}</section>
<section class="card"><h2>Text alternative</h2><pre lang="${language}">${email.text}</pre></section>
<section class="card"><h2>Headers</h2>${factsOf(Object.entries(headers))}</section>
<section class="card"><h2>Source</h2><p><a href="${PATHS.emailSource(messageId)}" download="${messageId}.eml">Download it as a file</a>, to open it in a mail program.</p>
<details><summary>Show it here</summary><pre>${whole.source}</pre></details></section></div></div>`;
  return pageOf({ ...data, title: subject, path: PATHS.email(messageId), current: 'emails', body });
}

const pagesOf = (pages: readonly string[]): Html =>
  html`<ul class="plain">${pages.map((address, index) => html`<li><a href="${address}" target="_blank" rel="noreferrer">the recipient’s page${index > 0 ? ` (${index + 1})` : ''}</a></li>`)}</ul>`;

const filesOf = (messageId: string, files: EmailData['whole']['files']): string | Html =>
  files.length === 0
    ? 'nothing'
    : html`<ul class="plain">${files.map(({ name, contentType }, index) => html`<li><a href="${PATHS.attachment(messageId, `${index + 1}`)}">${name}</a> <span class="small">${contentType}</span></li>`)}</ul>`;

const factsOf = (rows: readonly (readonly [string, string | Html])[]): Html =>
  html`<dl class="facts">${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
