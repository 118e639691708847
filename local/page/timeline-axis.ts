import { html, raw } from 'hono/html';
import { type CivilDate, daysBetween } from '../../shared/core/time/civil-date.ts';
import { readable } from '../../shared/core/words/words.ts';
import { monthsBetween } from '../words/timeline.ts';
import type { Html } from './markup.ts';

/** The days that a time axis shows, both included. */
export type Scale = { readonly from: CivilDate; readonly to: CivilDate };

/** Whether a day lies on the axis. */
export const isShown = (day: CivilDate, { from, to }: Scale) => from <= day && day <= to;

/** Where the middle of a day lies on the axis. */
export function xOf(day: CivilDate, { from, to }: Scale): string {
  const share = (daysBetween(from, day) + 0.5) / (daysBetween(from, to) + 1);
  return `${(Math.min(Math.max(share, 0), 1) * 100).toFixed(2)}%`;
}

/** How much of the axis some days take. */
export const widthOf = (first: CivilDate, last: CivilDate, { from, to }: Scale): string =>
  `${((daysBetween(first, last) * 100) / (daysBetween(from, to) + 1)).toFixed(2)}%`;

/** The months of an axis that several timelines share, with the word "today" above its line. */
export const axisSvg = (scale: Scale, today: CivilDate | null): Html =>
  html`<svg class="timeline" height="34" aria-hidden="true" focusable="false">${wordAt('today', today, scale)}${monthNames(scale, 29)}</svg>`;

/** A word above the axis, over its day. */
export const wordAt = (word: 'today' | 'cap', day: CivilDate | null, scale: Scale): Html =>
  day && isShown(day, scale)
    ? html`<text class="${word}" x="${xOf(day, scale)}" y="12" text-anchor="middle">${word}</text>`
    : html``;

/** The names of the months at their first days; a new year by its number. */
export function monthNames(scale: Scale, y: number): Html[] {
  const months = monthsBetween(scale.from, scale.to);
  // The first name carries its year and needs the room of two.
  const named = months.filter((_, index) => index !== 1 || months.length < 10);
  return named.map((month, index) => {
    const [, name = '', year = ''] = readable(month).split(' ');
    const text = index === 0 ? `${name} ${year}` : name === 'Jan' ? year : name;
    const isMinor = index % 3 !== 0;
    return html`<text${isMinor ? raw(' class="minor"') : ''} x="${xOf(month, scale)}" y="${y}">${text}</text>`;
  });
}

/** A line at the start of each month. */
export const gridOf = (scale: Scale, top: number, height: number): Html[] =>
  monthsBetween(scale.from, scale.to).map(
    (month) =>
      html`<line class="grid" x1="${xOf(month, scale)}" x2="${xOf(month, scale)}" y1="${top}" y2="${height}"/>`,
  );
