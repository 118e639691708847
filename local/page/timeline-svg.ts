import { html } from 'hono/html';
import { type CivilDate, daysBetween } from '../../shared/core/time/civil-date.ts';
import { readable } from '../../shared/core/words/words.ts';
import { dayInWords, daysInWords } from '../words/dates-in-words.ts';
import type { Lane, Mail, Timeline } from '../words/timeline.ts';
import { reminderTitle, visitTitle } from '../words/words.ts';
import { capital, type Html } from './markup.ts';
import { gridOf, isShown, monthNames, type Scale, widthOf, wordAt, xOf } from './timeline-axis.ts';

export type TimelineSvg = {
  /** Unique within the page. */
  readonly id: string;
  readonly timeline: Timeline;
  readonly scale: Scale;
  readonly title: string;
};

/** A course in one line, for a list of courses that share an axis. */
export function compactTimeline({ id, timeline, scale, title }: TimelineSvg): Html {
  const height = 46;
  const { capDate } = timeline;
  return html`<svg class="timeline" height="${height}" role="img" aria-labelledby="${id}-t ${id}-d"><title id="${id}-t">${title}</title><desc id="${id}-d">${descriptionOf(timeline)}</desc>
${gridOf(scale, 0, height)}
${timeline.lanes.map((lane) => windowOf(lane, scale, 24, 16))}
${capDate && isShown(capDate, scale) ? capLine(capDate, scale, 2, height) : ''}
${timeline.today && isShown(timeline.today, scale) ? html`<line class="today-line" x1="${xOf(timeline.today, scale)}" x2="${xOf(timeline.today, scale)}" y1="0" y2="${height}"/>` : ''}
${timeline.lanes.map((lane) => daysOf(lane, scale, 32))}
${timeline.lanes.map((lane) => mailsOf(lane, scale, 10))}
</svg>`;
}

const LANE = 50;
const TOP = 38;

/** A course with a line for each visit and its own axis. */
export function largeTimeline({ id, timeline, scale, title }: TimelineSvg): Html {
  const height = TOP + timeline.lanes.length * LANE + 6;
  const { today, capDate } = timeline;
  return html`<svg class="timeline" height="${height}" role="img" aria-labelledby="${id}-t ${id}-d"><title id="${id}-t">${title}</title><desc id="${id}-d">${descriptionOf(timeline)}</desc>
${wordAt('cap', capDate, scale)}${wordAt('today', today, scale)}${gridOf(scale, 34, height)}${monthNames(scale, 29)}
${timeline.lanes.map((lane, index) => windowOf(lane, scale, TOP + index * LANE + 24, 16))}
${capDate && isShown(capDate, scale) ? capLine(capDate, scale, 17, height) : ''}
${today ? html`<line class="today-line" x1="${xOf(today, scale)}" x2="${xOf(today, scale)}" y1="17" y2="${height}"/>` : ''}
${timeline.lanes.map((lane, index) => laneOf(lane, scale, TOP + index * LANE))}
</svg>`;
}

function laneOf(lane: Lane, scale: Scale, y: number): Html {
  return html`${laneName(lane, scale, y + 14)}${daysOf(lane, scale, y + 32)}${mailsOf(lane, scale, y + 12)}`;
}

/** The visit's name stands where its line has room: before its first mark, or after its last. */
function laneName(lane: Lane, scale: Scale, y: number): Html {
  const days = [
    lane.window?.from,
    lane.window?.to,
    lane.heldOn,
    lane.bookedOn,
    ...lane.mails.map(({ on }) => on),
  ].flatMap((day) => day ?? []);
  const [any] = days;
  const text =
    capital(visitTitle(lane.visit)) + (lane.status === 'infeasible' ? ': no room before the cap' : '');
  if (!any) return html`<text class="name" x="0" y="${y + 22}">${text}</text>`;
  const first = days.reduce((a, b) => (a < b ? a : b), any);
  const last = days.reduce((a, b) => (a > b ? a : b), any);
  const isLeft = daysBetween(scale.from, first) > daysBetween(last, scale.to);
  return html`<text class="name" x="${xOf(isLeft ? first : last, scale)}" dx="${isLeft ? -12 : 12}" y="${y + 22}" text-anchor="${isLeft ? 'end' : 'start'}">${text}</text>`;
}

const capLine = (day: CivilDate, scale: Scale, top: number, height: number): Html =>
  html`<g><title>Cap on follow-ups: ${dayInWords(day)}</title><line class="cap-line" x1="${xOf(day, scale)}" x2="${xOf(day, scale)}" y1="${top}" y2="${height}"/></g>`;

function windowOf({ window, visit, status }: Lane, scale: Scale, y: number, height: number): Html {
  if (!window || window.to < scale.from || window.from > scale.to) return html``;
  const first = window.from < scale.from ? scale.from : window.from;
  const last = window.to > scale.to ? scale.to : window.to;
  const title = `${capital(visitTitle(visit))} (${status}): ${daysInWords(window.from, window.to)}`;
  return html`<g><title>${title}</title><rect class="window ${status}" x="${xOf(first, scale)}" width="${widthOf(first, last, scale)}" y="${y}" height="${height}" rx="4"/></g>`;
}

function daysOf(lane: Lane, scale: Scale, y: number): Html[] {
  const { target, bookedOn, heldOn, visit } = lane;
  const marks = [
    ['target', heldOn || target === bookedOn ? null : target],
    ['booked', bookedOn === heldOn ? null : bookedOn],
    ['held', heldOn],
  ] as const;
  return marks.flatMap(([name, day]) =>
    day && isShown(day, scale)
      ? [markOf(name, day, `${capital(visitTitle(visit))}, ${name} ${dayInWords(day)}`, scale, y)]
      : [],
  );
}

const markOf = (name: string, day: CivilDate, title: string, scale: Scale, y: number): Html =>
  html`<g><title>${title}</title><use href="#m-${name}" x="${xOf(day, scale)}" y="${y}"/></g>`;

/** E-mails, those of one day as one mark. */
function mailsOf({ mails, visit }: Lane, scale: Scale, y: number): Html[] {
  const days = Map.groupBy(mails, ({ on, status }) => `${on} ${status}`);
  return [...days.values()].flatMap((group) => {
    const [first] = group;
    if (!first || !isShown(first.on, scale)) return [];
    const title = `E-mail ${first.status}, ${dayInWords(first.on)}: ${group.map(reminderTitle).join(', ')} (${visitTitle(visit)})`;
    return [markOf(first.status, first.on, title, scale, y)];
  });
}

/** The picture in words. */
function descriptionOf({ lanes, capDate }: Timeline): string {
  const visits = lanes.map(({ visit, status, window, bookedOn, heldOn, mails }) => {
    const when = heldOn ? `held ${readable(heldOn)}` : bookedOn ? `booked for ${readable(bookedOn)}` : status;
    const range = window ? `, window ${daysInWords(window.from, window.to)}` : '';
    const count = (wanted: Mail['status']) => mails.filter((mail) => mail.status === wanted).length;
    return `${capital(visitTitle(visit))}: ${when}${range}, ${count('sent')} e-mails sent, ${count('planned') + count('due')} to come.`;
  });
  return [...visits, ...(capDate ? [`Follow-ups by ${readable(capDate)}.`] : [])].join(' ');
}
