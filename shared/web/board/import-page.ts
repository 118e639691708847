import { html } from 'hono/html';
import type { Language } from '../../clinic.ts';
import { inputField, tick } from '../fields.ts';
import type { Html } from '../frame.ts';
import { type BoardDrawing, boardPage } from './frame.ts';
import { inDanish } from './import-danish.ts';
import { type ImportView, MOST_BYTES } from './import-run.ts';
import { IMPORT_TEXTS, type ImportTexts } from './import-texts.ts';
import { PATHS } from './paths.ts';

/** So many courses, and so many mistakes, a page lists. */
const MOST_LISTED = 100;

/** What is typed beside the list. */
export type ImportTyped = { readonly date: string; readonly time: string; readonly hasConsent: boolean };

/** A list on its way from the trial to the press. */
export type Carried = ImportTyped & {
  readonly list: string;
  readonly mapping: string;
  readonly isCalendar: boolean;
};

export type ImportPage = {
  readonly typed: ImportTyped;
  readonly wrong: string | null;
  /** What it came to; null before a list was sent. */
  readonly view: ImportView | null;
  /** What the next press sends; null when there is none. */
  readonly carried: Carried | null;
  /** Whether anything was recorded. */
  readonly isDone: boolean;
};

/** A list is chosen, tried, and then imported by a press. */
export function importPage(draw: BoardDrawing, { typed, wrong, view, carried, isDone }: ImportPage): Html {
  const texts = IMPORT_TEXTS[draw.clinic.language];
  const body = html`<h1>${texts.heading}</h1>
${view === null ? '' : result(draw.clinic.language, view, carried, isDone)}
<section><p>${texts.intro}</p>${upload(texts, typed, wrong)}</section>`;
  return boardPage(draw, { title: texts.heading, current: 'import', body });
}

function upload(texts: ImportTexts, { date, time, hasConsent }: ImportTyped, wrong: string | null): Html {
  const plain = { hint: null, wrong: null };
  return html`<form method="post" action="${PATHS.import}" enctype="multipart/form-data">
${wrong === null ? '' : html`<p class="state wait" role="alert">${wrong}</p>`}
${fileField('list', texts.list, texts.listHint(MOST_BYTES / 1_000_000), '.csv,.txt,.ics')}
${fileField('mapping', texts.mapping, texts.mappingHint, '.json')}
${tick({ id: 'consent', name: 'consent', label: texts.consent, isTicked: hasConsent })}
<p class="hint">${texts.asOfHint}</p><div class="row">${inputField({ ...plain, id: 'as-of-date', name: 'date', type: 'date', label: texts.asOfDate, value: date })}${inputField({ ...plain, id: 'as-of-time', name: 'time', type: 'time', label: texts.asOfTime, value: time })}</div>
<button>${texts.tryIt}</button></form>`;
}

const fileField = (name: string, label: string, hint: string, accept: string): Html =>
  html`<div class="field"><label for="${name}">${label}</label><p class="hint" id="${name}-hint">${hint}</p>
<input id="${name}" name="${name}" type="file" accept="${accept}" aria-describedby="${name}-hint"></div>`;

function result(language: Language, view: ImportView, carried: Carried | null, isDone: boolean): Html {
  const texts = IMPORT_TEXTS[language];
  const { changes, refused, done, left } = view;
  const active = changes.filter(({ events }) => events.length > 0);
  const outcomes = Object.entries(texts.outcomes).map(
    ([outcome, words]) => [words, changes.filter((each) => each.outcome === outcome).length] as const,
  );
  return html`<section><h2>${isDone ? texts.did(done) : texts.wouldBe}</h2>
${isDone ? '' : html`<dl>${outcomes.map(([words, count]) => html`<dt>${words}</dt><dd>${count}</dd>`)}</dl>`}
${active.length === 0 ? html`<p>${texts.nothing}</p>` : ''}${isDone && left > 0 ? html`<p>${texts.left(left)}</p>` : ''}
${carried && left > 0 ? carry(carried, isDone ? texts.goOn : texts.doIt) : ''}
${isDone || active.length === 0 ? '' : html`<h3>${texts.courses}</h3><p>${active.slice(0, MOST_LISTED).map(({ courseId, outcome }, index) => html`${index > 0 ? ', ' : ''}${courseId}${outcome === 'new' ? ' +' : ''}`)}${active.length > MOST_LISTED ? html` ${texts.more(active.length - MOST_LISTED)}` : ''}</p>`}
${refused.length === 0 ? '' : mistakes(texts, view, language)}</section>`;
}

const mistakes = (
  { mistakes: heading, columns, more }: ImportTexts,
  { refused }: ImportView,
  language: Language,
): Html =>
  html`<h3>${heading}</h3><table class="stack"><thead><tr><th scope="col">${columns.row}</th><th scope="col">${columns.column}</th><th scope="col">${columns.expected}</th></tr></thead><tbody>
${refused.slice(0, MOST_LISTED).map(({ row, column, expected }) => html`<tr><th scope="row">${row}</th><td>${column}</td>${expectedCell(expected, language)}</tr>`)}
</tbody></table>${refused.length > MOST_LISTED ? html`<p>${more(refused.length - MOST_LISTED)}</p>` : ''}`;

/** What an event expects that no list has comes in English, marked as such. */
function expectedCell(expected: string, language: Language): Html {
  const danish = language === 'da' ? inDanish(expected) : null;
  if (language === 'da' && danish === null) return html`<td lang="en">${expected}</td>`;
  return html`<td>${danish ?? expected}</td>`;
}

/** The list goes along in the page: nothing of it is kept between trial and press. */
const carry = ({ list, mapping, date, time, hasConsent, isCalendar }: Carried, label: string): Html =>
  html`<form method="post" action="${PATHS.importNow}"><input type="hidden" name="list" value="${list}"><input type="hidden" name="mapping" value="${mapping}"><input type="hidden" name="date" value="${date}"><input type="hidden" name="time" value="${time}"><input type="hidden" name="consent" value="${hasConsent ? 'on' : ''}"><input type="hidden" name="calendar" value="${isCalendar ? 'on' : ''}"><button>${label}</button></form>`;
