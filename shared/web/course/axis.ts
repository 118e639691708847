import { html, raw } from 'hono/html';
import { type CivilDate, daysBetween } from '../../core/time/civil-date.ts';
import { monthLabel } from '../../core/words/days.ts';
import type { Html } from '../frame.ts';
import type { CourseWords } from './course-words.ts';
import { monthsBetween, type Scale } from './timeline.ts';

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

/** The months of an axis that several lines share, with the word for today above its line. It grows with its letters. */
export const axisSvg = (scale: Scale, today: CivilDate | null, words: CourseWords): Html =>
  html`<svg class="timeline months" height="2.85em" aria-hidden="true" focusable="false">${wordAt('today', today, scale, words)}${monthNames(scale, words)}</svg>`;

/** A word above the axis, over its day. */
export const wordAt = (
  word: 'today' | 'cap',
  day: CivilDate | null,
  scale: Scale,
  { over }: CourseWords,
): Html =>
  day && isShown(day, scale)
    ? html`<text class="${word}" x="${xOf(day, scale)}" y="1em" text-anchor="middle">${over[word]}</text>`
    : html``;

/** So many names of months stand beside each other on the narrowest page. */
const MOST_NAMES = 5;

/** The names of the months at their first days; a new year by its number. */
export function monthNames(scale: Scale, { language }: CourseWords): Html[] {
  const months = monthsBetween(scale.from, scale.to);
  // The first name carries its year and needs the room of two.
  const named = months.filter((_, index) => index !== 1 || months.length < 10);
  return named.map((month, index) => {
    const text = monthLabel(month, index === 0)[language];
    const isMinor = named.length > MOST_NAMES && index % 3 !== 0;
    return html`<text${isMinor ? raw(' class="minor"') : ''} x="${xOf(month, scale)}" y="2.42em">${text}</text>`;
  });
}

/** The lines of a list share their axis, and so their grid. */
const grids = new WeakMap<Scale, Map<string, Html[]>>();

/** A line at the start of each month. */
export function gridOf(scale: Scale, top: number, height: number): Html[] {
  const drawn = grids.get(scale) ?? new Map<string, Html[]>();
  grids.set(scale, drawn);
  const key = `${top} ${height}`;
  const grid = drawn.get(key) ?? drawGrid(scale, top, height);
  drawn.set(key, grid);
  return grid;
}

const drawGrid = (scale: Scale, top: number, height: number): Html[] =>
  monthsBetween(scale.from, scale.to).map(
    (month) =>
      html`<line class="grid" x1="${xOf(month, scale)}" x2="${xOf(month, scale)}" y1="${top}" y2="${height}"/>`,
  );
