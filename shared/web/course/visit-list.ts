import { html } from 'hono/html';
import { rangeWords, weekdayWords } from '../../core/words/days.ts';
import { dateWords } from '../../core/words/words.ts';
import type { Html } from '../frame.ts';
import { axisSvg } from './axis.ts';
import { type CourseWords, reminderTitle, visitTitle } from './course-words.ts';
import { visitLine } from './drawing.ts';
import { marksOf } from './lane.ts';
import { legendOf, SPRITE } from './marks.ts';
import { capital, countsOf, stateOf } from './summary.ts';
import type { Lane, Timeline } from './timeline.ts';

/**
 * A course visit by visit: how each stands, in words, above its line on an axis that all share. The lines repeat what the
 * words say, and get as narrow as the page. Once on a page; below a heading of the second level.
 */
export function visitList(timeline: Timeline, words: CourseWords): Html {
  const { lanes, capDate, today } = timeline;
  return html`${SPRITE}${capDate ? html`<p>${sentence(words.followUpsBy(dateWords(capDate)[words.language]))}</p>` : ''}
${axisSvg(timeline, today, words)}
<ol class="visits">
${lanes.map((lane) => visitItem(lane, timeline, words))}
</ol>
${legendOf(words, shownIn(timeline))}`;
}

function visitItem(lane: Lane, timeline: Timeline, words: CourseWords): Html {
  const { window, mails } = lane;
  const isEmpty = !window && !lane.bookedOn && !lane.heldOn && mails.length === 0;
  return html`<li><h3>${capital(visitTitle(lane.visit, words))}</h3>
<p>${sentence(stateOf(lane, words, weekdayWords))}</p>${datesInFull(lane, words)}
${isEmpty ? '' : visitLine(lane, { timeline, scale: timeline, words })}
${mails.length === 0 ? '' : mailsInFull(lane, words)}</li>`;
}

/** `Window 30 Mar – 27 Apr 2026, target day 13 Apr 2026`; nothing where there is no room. */
function datesInFull(lane: Lane, words: CourseWords): Html {
  const { window, target } = lane;
  const { language } = words;
  const isAimedAt = marksOf(lane).some(({ name }) => name === 'target');
  const parts = [
    ...(window ? [words.window(rangeWords(window.from, window.to)[language])] : []),
    ...(target && isAimedAt ? [words.target(dateWords(target)[language])] : []),
  ];
  return parts.length === 0 ? html`` : html`<p class="hint">${sentence(parts.join(', '))}</p>`;
}

/** With a capital at the start, and with days that stay on one line with their months. */
const sentence = (text: string): string => capital(text).replaceAll(/(\d\.?) (?=\p{L})/gu, '$1\u00a0');

const mailsInFull = (lane: Lane, words: CourseWords): Html =>
  html`<details><summary>${capital(words.mails(countsOf(lane)))}</summary><ul>
${lane.mails.map(({ key, on, status }) => html`<li>${sentence(weekdayWords(on)[words.language])}: ${reminderTitle(key, words)} (${words.mailStatuses[status]})</li>`)}
</ul></details>`;

/** What the lines of a course show. */
function shownIn({ lanes, capDate, today }: Timeline): Parameters<typeof legendOf>[1] {
  return new Set([
    ...lanes.flatMap((lane) => [
      ...(lane.window ? (['window'] as const) : []),
      ...marksOf(lane).map(({ name }) => name),
      ...lane.mails.map(({ status }) => status),
    ]),
    ...(capDate ? (['cap'] as const) : []),
    ...(today ? (['today'] as const) : []),
  ]);
}
