import { html } from 'hono/html';
import { type CivilDate, daysBetween } from '../../core/time/civil-date.ts';
import type { Html } from '../frame.ts';
import { gridOf, monthNames, wordAt, xOf } from './axis.ts';
import { type CourseWords, visitTitle } from './course-words.ts';
import { capLine, daysOf, mailsOf, todayLine, windowOf } from './lane.ts';
import { capital, summaryOf } from './summary.ts';
import type { Lane, Scale, Timeline } from './timeline.ts';

export type TimelineSvg = {
  /** Unique within the page. */
  readonly id: string;
  readonly timeline: Timeline;
  readonly scale: Scale;
  readonly title: string;
  readonly words: CourseWords;
};

const LINE = 46;

/** A course in one line, for a list of courses that share an axis. */
export function compactTimeline({ id, timeline, scale, title, words }: TimelineSvg): Html {
  const { lanes, capDate, today } = timeline;
  return html`<svg class="timeline" height="${LINE}" role="img" aria-labelledby="${id}-t ${id}-d"><title id="${id}-t">${title}</title><desc id="${id}-d">${summaryOf(timeline, words)}</desc>
${gridOf(scale, 0, LINE)}
${lanes.map((lane) => windowOf(lane, scale, 24, words))}
${capLine(capDate, scale, 2, LINE, words)}
${todayLine(today, scale, 0, LINE)}
${lanes.map((lane) => daysOf(lane, scale, 32, words))}
${lanes.map((lane) => mailsOf(lane, scale, 10, words))}
</svg>`;
}

/** One visit of a course in a line, for those who see; what it shows must stand beside it. */
export function visitLine(lane: Lane, { timeline, scale, words }: Omit<TimelineSvg, 'id' | 'title'>): Html {
  return html`<svg class="timeline" height="${LINE}" aria-hidden="true" focusable="false">${gridOf(scale, 0, LINE)}
${windowOf(lane, scale, 24, words)}${capLine(lane.capDate, scale, 0, LINE, words)}${todayLine(timeline.today, scale, 0, LINE)}
${daysOf(lane, scale, 32, words)}${mailsOf(lane, scale, 10, words)}</svg>`;
}

const LANE = 50;
const TOP = 38;

/** A course with a line for each visit and its own axis, for a wide page. */
export function largeTimeline({ id, timeline, scale, title, words }: TimelineSvg): Html {
  const height = TOP + timeline.lanes.length * LANE + 6;
  const { lanes, today, capDate } = timeline;
  return html`<svg class="timeline" height="${height}" role="img" aria-labelledby="${id}-t ${id}-d"><title id="${id}-t">${title}</title><desc id="${id}-d">${summaryOf(timeline, words)}</desc>
${wordAt('cap', capDate, scale, words)}${wordAt('today', today, scale, words)}${gridOf(scale, 34, height)}${monthNames(scale, words)}
${lanes.map((lane, index) => windowOf(lane, scale, TOP + index * LANE + 24, words))}
${capLine(capDate, scale, 17, height, words)}
${todayLine(today, scale, 17, height)}
${lanes.map((lane, index) => largeLane(lane, scale, TOP + index * LANE, words))}
</svg>`;
}

const largeLane = (lane: Lane, scale: Scale, y: number, words: CourseWords): Html =>
  html`${laneName(lane, scale, y + 36, words)}${daysOf(lane, scale, y + 32, words)}${mailsOf(lane, scale, y + 12, words)}`;

/** The visit's name stands where its line has room: before its first mark, or after its last. */
function laneName(lane: Lane, scale: Scale, y: number, words: CourseWords): Html {
  const { window, heldOn, bookedOn, mails } = lane;
  const days = [window?.from, window?.to, heldOn, bookedOn, ...mails.map(({ on }) => on)].flatMap(
    (day) => day ?? [],
  );
  const name = capital(visitTitle(lane.visit, words));
  const text = lane.status === 'infeasible' ? `${name}: ${words.statuses.infeasible}` : name;
  const [any] = days;
  if (!any) return html`<text class="name" x="0" y="${y}">${text}</text>`;
  const first = days.reduce<CivilDate>((a, b) => (a < b ? a : b), any);
  const last = days.reduce<CivilDate>((a, b) => (a > b ? a : b), any);
  const isLeft = daysBetween(scale.from, first) > daysBetween(last, scale.to);
  return html`<text class="name" x="${xOf(isLeft ? first : last, scale)}" dx="${isLeft ? -12 : 12}" y="${y}" text-anchor="${isLeft ? 'end' : 'start'}">${text}</text>`;
}
