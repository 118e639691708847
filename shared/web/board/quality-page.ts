import { html, raw } from 'hono/html';
import type { Share } from '../../core/quality/measures.ts';
import { firstDayOf, type Month } from '../../core/time/month.ts';
import { monthLabel } from '../../core/words/days.ts';
import { dayWords } from '../../mail/dates.ts';
import { measureWords, shareWords } from '../../mail/quality-mail.ts';
import type { Html } from '../frame.ts';
import { shareBars } from './bars.ts';
import { type BoardDrawing, boardPage } from './frame.ts';
import { PATHS } from './paths.ts';
import { QUALITY_TEXTS } from './quality-texts.ts';
import type { QualityView } from './quality-view.ts';

/** The clinic's quality figures of a month, of the year, and month by month. The tables are the truth; bars repeat them. */
export function qualityPage(draw: BoardDrawing, view: QualityView, unreadable: Html): Html {
  const texts = QUALITY_TEXTS[draw.clinic.language];
  const { month, courses } = view;
  const body = html`<h1>${draw.board.pages.quality}</h1>
${unreadable}
<p>${texts.intro(monthIn(draw, month), courses)}</p>
${chooseMonth(draw, view)}
${courses === 0 ? html`<section><p>${texts.none}</p></section>` : html`${summary(draw, view)}${byMonth(draw, view)}`}`;
  return boardPage(draw, { title: draw.board.pages.quality, current: 'quality', body });
}

/** `april 2026` */
const monthIn = ({ words: { dates, locale } }: BoardDrawing, month: Month): string =>
  dates.month(dayWords(firstDayOf(month), locale));

function chooseMonth(draw: BoardDrawing, { month, months }: QualityView): Html {
  const texts = QUALITY_TEXTS[draw.clinic.language];
  return html`<form class="find noprint" method="get" action="${PATHS.quality}"><div class="field"><label for="month">${texts.month}</label><select id="month" name="month">
${months.map((each) => html`<option value="${each}"${each === month ? raw(' selected') : ''}>${monthIn(draw, each)}</option>`)}</select></div>
<div class="row"><button class="small">${texts.show}</button><a class="button second small" href="${PATHS.qualityCsv}?month=${month}" download>${texts.download}</a></div></form>`;
}

function summary(draw: BoardDrawing, { month, trends }: QualityView): Html {
  const { staff } = draw.words;
  const texts = QUALITY_TEXTS[draw.clinic.language];
  const columns = staff.quality.columns(monthIn(draw, month));
  return html`<section><h2>${texts.summary}</h2><table class="stack"><thead><tr>
<th scope="col">${columns.measure}</th><th scope="col">${columns.month}</th><th scope="col">${columns.twelveMonths}</th><td aria-hidden="true">${texts.trend}</td></tr></thead><tbody>
${trends.map((trend) => html`<tr><th scope="row">${measureWords(trend, staff)}</th><td>${shareWords(trend.month, staff)}</td><td>${shareWords(trend.twelveMonths, staff)}</td><td>${shareBars(trend.months.map(({ share }) => share))}</td></tr>`)}
</tbody></table></section>`;
}

/** A wide table: it scrolls within its frame, by keyboard as well. */
function byMonth(draw: BoardDrawing, { trends }: QualityView): Html {
  const { staff } = draw.words;
  const { language } = draw.clinic;
  const texts = QUALITY_TEXTS[language];
  const months = trends[0]?.months ?? [];
  return html`<section><h2 id="by-month">${texts.byMonth}</h2><div class="wide" tabindex="0" role="region" aria-labelledby="by-month"><table><thead><tr>
<th scope="col">${staff.quality.columns('').measure}</th>${months.map(({ month }, index) => html`<th scope="col">${monthLabel(firstDayOf(month), index === 0)[language]}</th>`)}</tr></thead><tbody>
${trends.map((trend) => html`<tr><th scope="row">${measureWords(trend, staff)}</th>${trend.months.map(({ share }) => html`<td>${cellOf(share)}</td>`)}</tr>`)}
</tbody></table></div></section>`;
}

/** `7/9`, or a dash where there was nothing to count. */
const cellOf = ({ numerator, denominator }: Share): string =>
  denominator === 0 ? '–' : `${numerator}/${denominator}`;
