import { html } from 'hono/html';
import type { Instant } from '../../core/time/instant.ts';
import { rangeWords } from '../../core/words/days.ts';
import { momentWords } from '../../mail/dates.ts';
import type { CaseLine, CaseVisit, CurrentCourse } from '../../ports/caseload.ts';
import { type CourseWords, visitTitle } from '../course/course-words.ts';
import { compactTimeline } from '../course/drawing.ts';
import type { Scale, Timeline } from '../course/timeline.ts';
import type { Html } from '../frame.ts';
import { type CaseDay, isRunning, isToCall, nextVisit, tasksOn } from './case-facts.ts';
import type { CaseloadTexts } from './caseload-texts.ts';
import type { BoardDrawing } from './frame.ts';
import { PATHS } from './paths.ts';
import { protocolInText } from './protocol-words.ts';

/** Where a line stands. */
export type LinePlace = {
  readonly index: number;
  readonly scale: Scale;
  readonly day: CaseDay;
  readonly words: CourseWords;
};

/** A course in a line: whose it is, what was and is to be, and what there is to do. */
export function caseLine(
  draw: BoardDrawing,
  texts: CaseloadTexts,
  { courseId, line, timeline }: CurrentCourse & { readonly timeline: Timeline | null },
  { index, scale, day, words }: LinePlace,
): Html {
  const name = line.patient?.name ?? texts.nobody(courseId);
  const title = texts.lineOf(name);
  return html`<li class="case"><div><h2><a href="${PATHS.course(courseId)}">${name}</a></h2>
${whoseOf(draw, texts, line)}</div>
${timeline ? compactTimeline({ id: `c${index}`, timeline, scale, title, words }) : html`<p class="hint">${line.patient ? '' : texts.notEnrolled}</p>`}
<div><p>${nextOf(draw, texts, line, words)}</p><p class="chips">${chipsOf(texts, line, day)}</p></div></li>`;
}

function whoseOf(draw: BoardDrawing, texts: CaseloadTexts, { patient, therapist, protocol }: CaseLine): Html {
  const parts = [patient?.patientId, protocol && protocolInText(protocol, draw.clinic)].flatMap(
    (part) => part ?? [],
  );
  return html`<p>${parts.join(' · ')}</p><p class="hint">${therapist?.name ?? texts.noTherapist}${patient?.phone ? html` · ${dialled(patient.phone)}` : ''}</p>`;
}

/** A telephone number as something to press. */
function dialled(phone: string): Html {
  const digits = phone.replaceAll(/[^\d+]/g, '');
  return digits === '' ? html`${phone}` : html`<a class="nowrap" href="tel:${digits}">${phone}</a>`;
}

function nextOf(draw: BoardDrawing, texts: CaseloadTexts, line: CaseLine, words: CourseWords): string {
  const next = nextVisit(line);
  if (!next) return line.visits.length === 0 ? '' : texts.over;
  return texts.next(visitTitle(next.visit, words), stateOf(draw, next, words));
}

const shortMoment = ({ words, clinic }: BoardDrawing, at: Instant): string =>
  words.dates.shortMoment(momentWords(at, words.locale, clinic.timeZone));

/** `booked for …, window …` */
function stateOf(draw: BoardDrawing, { status, bookedAt, window }: CaseVisit, words: CourseWords): string {
  const state = bookedAt ? words.bookedFor(shortMoment(draw, bookedAt)) : words.statuses[status];
  if (!window) return state;
  return `${state}, ${words.window(rangeWords(window.earliest, window.latest)[words.language])}`;
}

function chipsOf(texts: CaseloadTexts, line: CaseLine, day: CaseDay): Html[] {
  const { overdue, due } = tasksOn(line, day);
  const chip = (isSo: boolean, look: string, text: string) =>
    isSo ? [html`<span class="chip ${look}">${text}</span>`] : [];
  return [
    ...chip(!isRunning(line, day), '', texts.ended),
    ...chip(overdue.length > 0, 'red', texts.overdue(overdue.length)),
    ...chip(due.length > 0, 'amber', texts.due(due.length)),
    ...chip(isToCall(line), 'amber', texts.toCall),
    ...(line.unreachable ? chip(true, 'red', texts.unreachable[line.unreachable]) : []),
    ...chip(line.noticesSince.length > 0, '', texts.notices(line.noticesSince.length)),
  ];
}
