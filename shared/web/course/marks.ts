import { html } from 'hono/html';
import type { Html } from '../frame.ts';
import { type CourseWords, MARKS, type MarkName, type Sign } from './course-words.ts';

/** Every mark drawn once around its own middle; timelines refer to them. Goes into each page with a timeline. */
export const SPRITE: Html = html`<svg class="sprite" aria-hidden="true" focusable="false"><defs>
<path id="m-target" class="m-target" d="M0-6 6 0 0 6-6 0Z"/>
<circle id="m-booked" class="m-booked" r="5.2"/>
<g id="m-held"><circle class="m-held" r="7"/><path class="m-tick" d="M-3 .2-.8 2.5 3.2-2.2"/></g>
<g id="m-sent"><rect class="m-sent" x="-7" y="-5" width="14" height="10" rx="1.8"/><path class="m-flap" d="M-5.5-3 0 1 5.5-3"/></g>
<g id="m-planned"><rect class="m-planned" x="-6.5" y="-4.5" width="13" height="9" rx="1.5"/><path class="m-planned-flap" d="M-5.5-3 0 1 5.5-3"/></g>
<g id="m-due"><rect class="m-due" x="-7" y="-5" width="14" height="10" rx="1.8"/><path class="m-flap" d="M-5.5-3 0 1 5.5-3"/></g>
<g id="m-missed"><rect class="m-lost" x="-6.5" y="-4.5" width="13" height="9" rx="1.5"/><path class="m-lost-cross" d="M-6.5 6.5 6.5-6.5"/></g>
<g id="m-undeliverable"><rect class="m-lost" x="-6.5" y="-4.5" width="13" height="9" rx="1.5"/><path class="m-lost-cross" d="M0-2.8V.6M0 2V3"/></g>
</defs></svg>`;

const icon = (content: Html): Html =>
  html`<svg viewBox="-9 -9 18 18" aria-hidden="true" focusable="false">${content}</svg>`;
const use = (name: MarkName) => html`<use href="#m-${name}"/>`;

/** What each thing on a line looks like, in the order of a legend. */
const SIGNS: readonly (readonly [Sign, Html])[] = [
  ['window', html`<rect class="window" x="-8" y="-5" width="16" height="10" rx="3"/>`],
  ...MARKS.map((name) => [name, use(name)] as const),
  ['cap', html`<line class="cap-line" y1="-9" y2="9"/>`],
  ['today', html`<line class="today-line" y1="-9" y2="9"/>`],
];

/** What the marks of a timeline mean: all of them, or those that it has. */
export function legendOf({ legend }: CourseWords, shown: ReadonlySet<Sign> | null = null): Html {
  const signs = SIGNS.filter(([sign]) => shown === null || shown.has(sign));
  return html`<p class="legend">
${signs.map(([sign, picture]) => html`<span>${icon(picture)}${legend[sign]}</span>`)}</p>`;
}
