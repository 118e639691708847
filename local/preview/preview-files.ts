import { html, raw } from 'hono/html';
import type { Clinic, Language } from '../../shared/clinic.ts';
import type { Html } from '../../shared/web/frame.ts';
import { catalogueOf } from './catalogue.ts';
import { type Entry, type Envelope, GROUPS, LANGUAGES, type Shown } from './entry.ts';
import { withoutLetters } from './letters.ts';
import { STYLE } from './style.ts';

export const INDEX = 'index.html';
/** How a preview is known again: stands in its index. */
export const MARK = '<meta name="generator" content="course-reminders preview">';
const NAMES: Readonly<Record<Language, string>> = { da: 'Dansk', en: 'English' };

/** A clinic's preview as files by name: the index, each entry with both languages side by side, and each document alone. */
export const previewFiles = async (clinic: Clinic): Promise<ReadonlyMap<string, string>> =>
  filesOf(clinic, await catalogueOf(clinic));

/** The files of a catalogue that is made already. */
export function filesOf(clinic: Clinic, entries: readonly Entry[]): ReadonlyMap<string, string> {
  return new Map([
    [INDEX, indexOf(clinic, entries)],
    ...entries.flatMap((entry) => [
      [`${entry.id}.html`, viewOf(clinic, entry)] as const,
      ...LANGUAGES.flatMap((language) => {
        const shown = entry.shown[language];
        return shown ? [[documentOf(entry, language), shown.html] as const] : [];
      }),
    ]),
  ]);
}

const documentOf = ({ id }: Entry, language: Language) => `${id}.${language}.html`;

function indexOf(clinic: Clinic, entries: readonly Entry[]): string {
  const missing = withoutLetters(entries);
  return pageOf(
    `Everything that ${clinic.name} says`,
    html`<h1>Everything that ${clinic.name} says</h1>
<p>Every message and page in each situation that changes its words, as the clinic’s settings make it. The people, days and times are invented.</p>
${GROUPS.map((group) => groupOf(group, entries))}
${
  missing.length === 0
    ? ''
    : html`<h2>Letters that these settings bring about none of</h2><ul>${missing.map((title) => html`<li>${title}</li>`)}</ul>`
}`,
  );
}

function groupOf(group: Entry['group'], entries: readonly Entry[]): Html {
  const rows = entries.filter((entry) => entry.group === group);
  if (rows.length === 0) return html``;
  return html`<h2>${group}</h2>
<table><thead><tr><th scope="col">Situation</th>${LANGUAGES.map((language) => html`<th scope="col">${NAMES[language]}</th>`)}</tr></thead>
<tbody>${rows.map(rowOf)}</tbody></table>`;
}

const rowOf = (entry: Entry): Html =>
  html`<tr><th scope="row"><a href="${entry.id}.html">${entry.title}</a></th>${LANGUAGES.map((language) => {
    const shown = entry.shown[language];
    return html`<td lang="${language}">${shown ? html`<a href="${documentOf(entry, language)}">${nameOf(shown)}</a>` : html`<span lang="en">not with these settings</span>`}</td>`;
  })}</tr>
`;

/** A mail by its subject, a page by its title. */
const nameOf = ({ html: document, mail }: Shown): Html =>
  mail ? html`${mail.subject}` : html`${raw(/<title>([^<]*)<\/title>/.exec(document)?.[1] ?? '')}`;

function viewOf(clinic: Clinic, entry: Entry): string {
  return pageOf(
    `${entry.title} – ${clinic.name}`,
    html`<p><a href="${INDEX}">Everything that ${clinic.name} says</a></p>
<h1>${entry.title}</h1>
<div class="two">${LANGUAGES.map((language) => sideOf(entry, language))}</div>`,
  );
}

function sideOf(entry: Entry, language: Language): Html {
  const shown = entry.shown[language];
  if (!shown) return html`<section><h2>${NAMES[language]}</h2><p>Not with these settings.</p></section>`;
  return html`<section><h2>${NAMES[language]}</h2>
${shown.mail ? envelopeOf(shown.mail) : ''}
<iframe sandbox="" title="${entry.title}, ${NAMES[language]}" srcdoc="${shown.html}"></iframe>
<p><a href="${documentOf(entry, language)}">${shown.mail ? 'The HTML part' : 'The page'} alone</a></p>
${shown.mail ? html`<details open><summary>Text part</summary><pre lang="${language}">${shown.mail.text}</pre></details>` : ''}</section>
`;
}

const envelopeOf = ({ from, replyTo, to, subject, headers, files }: Envelope): Html =>
  html`<dl>${[
    ['Subject', subject],
    ['From', from],
    ['Reply-To', replyTo],
    ['To', to],
    ...(files.length > 0 ? [['Attached', files.join(', ')]] : []),
    ...Object.entries(headers),
  ].map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;

const pageOf = (title: string, body: Html): string =>
  String(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${raw(MARK)}
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${raw(STYLE)}</style>
</head>
<body><main>
${body}
</main></body>
</html>
`);
