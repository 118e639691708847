import { html } from 'hono/html';
import type { CivilDate } from '../../core/time/civil-date.ts';
import { rangeWords, weekdayWords } from '../../core/words/days.ts';
import type { Html } from '../frame.ts';
import { isShown, widthOf, xOf } from './axis.ts';
import { type CourseWords, type MarkName, reminderTitle, visitTitle } from './course-words.ts';
import { capital } from './summary.ts';
import type { Lane, Scale } from './timeline.ts';

const WINDOW_HEIGHT = 16;

/** The days on which a visit is in time, as far as the axis shows them. */
export function windowOf({ window, visit, status }: Lane, scale: Scale, y: number, words: CourseWords): Html {
  if (!window || window.to < scale.from || window.from > scale.to) return html``;
  const first = window.from < scale.from ? scale.from : window.from;
  const last = window.to > scale.to ? scale.to : window.to;
  const range = rangeWords(window.from, window.to)[words.language];
  const title = `${capital(visitTitle(visit, words))} (${words.statuses[status]}): ${range}`;
  return html`<g><title>${title}</title><rect class="window ${status}" x="${xOf(first, scale)}" width="${widthOf(first, last, scale)}" y="${y}" height="${WINDOW_HEIGHT}" rx="4"/></g>`;
}

/** The day to aim for, the day booked and the day held; of those that fall together the one that says most. */
export function daysOf(lane: Lane, scale: Scale, y: number, words: CourseWords): Html[] {
  const { visit } = lane;
  return marksOf(lane).map(({ name, day }) => {
    const title = `${capital(visitTitle(visit, words))}, ${words.marks[name]} ${weekdayWords(day)[words.language]}`;
    return markOf(name, day, title, scale, y);
  });
}

/** Which marks a visit has on its days. */
export function marksOf({ target, bookedOn, heldOn }: Lane) {
  const marks = [
    ['target', heldOn || target === bookedOn ? null : target],
    ['booked', bookedOn === heldOn ? null : bookedOn],
    ['held', heldOn],
  ] as const;
  return marks.flatMap(([name, day]) => (day ? [{ name, day }] : []));
}

const markOf = (name: MarkName, day: CivilDate, title: string, scale: Scale, y: number): Html =>
  isShown(day, scale)
    ? html`<g><title>${title}</title><use href="#m-${name}" x="${xOf(day, scale)}" y="${y}"/></g>`
    : html``;

/** E-mails, those of one day as one mark. */
export function mailsOf({ mails, visit }: Lane, scale: Scale, y: number, words: CourseWords): Html[] {
  const days = Map.groupBy(mails, ({ on, status }) => `${on} ${status}`);
  return [...days.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const what = group.map(({ key }) => reminderTitle(key, words)).join(', ');
    const day = weekdayWords(first.on)[words.language];
    const title = words.mail(words.mailStatuses[first.status], day, `${what} (${visitTitle(visit, words)})`);
    return [markOf(first.status, first.on, title, scale, y)];
  });
}

/** The last day for follow-ups, across a line. */
export const capLine = (
  day: CivilDate | null,
  scale: Scale,
  top: number,
  bottom: number,
  words: CourseWords,
): Html =>
  day && isShown(day, scale)
    ? html`<g><title>${words.cap(weekdayWords(day)[words.language])}</title><line class="cap-line" x1="${xOf(day, scale)}" x2="${xOf(day, scale)}" y1="${top}" y2="${bottom}"/></g>`
    : html``;

/** Today, across a line. */
export const todayLine = (day: CivilDate | null, scale: Scale, top: number, bottom: number): Html =>
  day && isShown(day, scale)
    ? html`<line class="today-line" x1="${xOf(day, scale)}" x2="${xOf(day, scale)}" y1="${top}" y2="${bottom}"/>`
    : html``;
