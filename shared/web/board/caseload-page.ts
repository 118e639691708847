import { html, raw } from 'hono/html';
import type { Clinic } from '../../clinic.ts';
import { protocolsOf } from '../../core/protocols/index.ts';
import type { CurrentCourse } from '../../ports/caseload.ts';
import { axisSvg } from '../course/axis.ts';
import { boardScale } from '../course/board-scale.ts';
import { legendOf, SPRITE } from '../course/marks.ts';
import { courseWordsOf } from '../course/words.ts';
import type { Html } from '../frame.ts';
import { caseLine } from './case-line.ts';
import { timelineOfCase } from './case-timeline.ts';
import { type CaseFilter, pathOf, TICKS } from './caseload-filter.ts';
import { CASELOAD_TEXTS, type CaseloadTexts } from './caseload-texts.ts';
import type { CaseloadView, TherapistChoice } from './caseload-view.ts';
import { type BoardDrawing, boardPage } from './frame.ts';
import { PATHS } from './paths.ts';

/** The courses that somebody asks for, each as a line over time on one axis. @param courses in the order of the list */
export function caseloadPage(
  draw: BoardDrawing,
  view: CaseloadView,
  courses: readonly CurrentCourse[],
  unreadableText: string,
): Html {
  const texts = CASELOAD_TEXTS[draw.clinic.language];
  const body = html`<h1>${draw.board.pages.caseload}</h1>
${view.unreadable > 0 ? html`<p class="state wait">${unreadableText}</p>` : ''}
${findForm(draw.clinic, texts, view)}
<p role="status">${texts.counts(view.counts)}</p>
${courses.length === 0 ? nothing(texts, view) : linesOf(draw, texts, view, courses)}
${pagesOf(texts, view)}`;
  return boardPage(draw, { title: draw.board.pages.caseload, current: 'caseload', body });
}

function findForm(clinic: Clinic, texts: CaseloadTexts, { filter, therapists }: CaseloadView): Html {
  const { search, therapist, protocol, ticked } = filter;
  const isAsked = pathOf({ ...filter, page: 1 }) !== PATHS.caseload;
  return html`<section class="noprint" aria-label="${texts.find}"><form class="find" method="get" action="${PATHS.caseload}" role="search">
<div class="field"><label for="q">${texts.search}</label><input type="search" id="q" name="q" value="${search}" maxlength="80" autocomplete="off" spellcheck="false"></div>
${therapists.length > 1 || therapist !== null ? chooseFrom('therapist', texts.therapist, texts, therapist, therapists.map(choiceOf)) : ''}
${chooseFrom(
  'protocol',
  texts.protocol,
  texts,
  protocol,
  protocolsOf(clinic).map(({ protocol: name, title }) => [name, title[clinic.language]] as const),
)}
${TICKS.map((tick) => html`<label class="choice"><input type="checkbox" name="${tick}" value="1"${ticked.includes(tick) ? raw(' checked') : ''}>${texts.ticks[tick]}</label>`)}
<div class="row"><button class="small">${texts.show}</button>${isAsked ? html`<a class="button second small" href="${PATHS.caseload}">${texts.showAll}</a>` : ''}</div>
</form></section>`;
}

const choiceOf = ({ therapistId, name }: TherapistChoice) => [therapistId, name] as const;

function chooseFrom(
  name: 'therapist' | 'protocol',
  label: string,
  { all }: CaseloadTexts,
  chosen: string | null,
  choices: readonly (readonly [value: string, text: string])[],
): Html {
  const option = (value: string, text: string, isChosen: boolean) =>
    html`<option value="${value}"${isChosen ? raw(' selected') : ''}>${text}</option>`;
  return html`<div class="field"><label for="${name}">${label}</label><select id="${name}" name="${name}">${option('', all, chosen === null)}${choices.map(([value, text]) => option(value, text, value === chosen))}</select></div>`;
}

const nothing = (texts: CaseloadTexts, { running }: CaseloadView): Html =>
  html`<section><p>${running === 0 ? texts.noCourse : texts.nothingFound}</p></section>`;

function linesOf(
  draw: BoardDrawing,
  texts: CaseloadTexts,
  { day }: CaseloadView,
  courses: readonly CurrentCourse[],
): Html {
  const words = courseWordsOf(draw.clinic);
  const lines = courses.map((course) => ({ ...course, timeline: timelineOfCase(course.line, day) }));
  const timelines = lines.flatMap(({ timeline }) => timeline ?? []);
  const scale = boardScale(timelines, day.today);
  return html`${SPRITE}<section class="cases" aria-label="${texts.list}">
${timelines.length > 0 ? html`<div class="axis"><span></span>${axisSvg(scale, day.today, words)}<span></span></div>` : ''}
<ol>
${lines.map((line, index) => caseLine(draw, texts, line, { index, scale, day, words }))}
</ol></section>
${timelines.length > 0 ? legendOf(words) : ''}`;
}

function pagesOf(texts: CaseloadTexts, { filter, pages }: CaseloadView): Html {
  if (pages === 1) return html``;
  const to = (page: number, text: string, rel: string): Html =>
    html`<a class="button second small" rel="${rel}" href="${pathOf({ ...filter, page } satisfies CaseFilter)}">${text}</a>`;
  return html`<nav class="row noprint" aria-label="${texts.pages}">
${filter.page > 1 ? to(filter.page - 1, texts.previous, 'prev') : ''}
<p>${texts.page(filter.page, pages)}</p>
${filter.page < pages ? to(filter.page + 1, texts.following, 'next') : ''}</nav>`;
}
