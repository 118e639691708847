import { html, raw } from 'hono/html';
import type { CourseJson } from '../../shared/core/course-json.ts';
import { localDateOf } from '../../shared/core/time/instant.ts';
import { readable } from '../../shared/core/words/words.ts';
import { axisSvg } from '../../shared/web/course/axis.ts';
import { boardScale } from '../../shared/web/course/board-scale.ts';
import { compactTimeline } from '../../shared/web/course/drawing.ts';
import { legendOf, SPRITE } from '../../shared/web/course/marks.ts';
import type { Scale, Timeline } from '../../shared/web/course/timeline.ts';
import { COURSE_WORDS } from '../../shared/web/course/words.ts';
import { momentInWords } from '../words/dates-in-words.ts';
import { timelineOfJson } from '../words/timeline.ts';
import { amount, protocolTitle } from '../words/words.ts';
import { type BoardFilter, filterChoices, filterCourses, overdueOf, queryOf } from './board-filter.ts';
import { type Frame, pageOf } from './frame.ts';
import { capital, chip, type Html } from './markup.ts';
import { PATHS } from './paths.ts';

export type BoardData = Frame & {
  readonly courses: readonly CourseJson[];
  readonly filter: BoardFilter;
};

type Row = { readonly course: CourseJson; readonly timeline: Timeline | null };

/** Every course of the clinic on one time axis, with what needs attention. */
export function boardPage(data: BoardData): string {
  const { courses, filter, now, clinic } = data;
  const today = localDateOf(now, clinic.timeZone);
  const rows = filterCourses(courses, filter)
    .map((course): Row => ({ course, timeline: timelineOfJson(course, now, clinic.timeZone) }))
    .sort(byStart);
  const timelines = rows.flatMap(({ timeline }) => timeline ?? []);
  const scale = boardScale(timelines, today);
  const body = html`${SPRITE}<h1 class="unseen">Courses</h1>
${countsOf(data)}
${filterForm(filter)}
<section class="card board" aria-label="Courses">
${rows.length === 0 ? emptyBoard(courses.length) : ''}
${timelines.length > 0 ? html`<div class="axis"><span></span>${axisSvg(scale, today, COURSE_WORDS.en)}<span></span></div>` : ''}
<ol>${rows.map((row, index) => laneOf(row, index, scale, data))}</ol>
</section>
${legendOf(COURSE_WORDS.en)}`;
  return pageOf({ ...data, title: 'Courses', path: PATHS.board + queryOf(filter), current: 'courses', body });
}

/** Those under way first, each in order of their start. */
function byStart(a: Row, b: Row): number {
  const rank = ({ course }: Row) => (course.status === 'open' ? 0 : 1);
  const start = ({ timeline, course }: Row) => `${timeline?.from ?? '9999'} ${course.courseId}`;
  return rank(a) - rank(b) || (start(a) < start(b) ? -1 : 1);
}

function countsOf({ courses, emailCount, clinic }: BoardData): Html {
  const open = courses.filter(({ status }) => status === 'open').length;
  const overdue = courses.reduce((sum, course) => sum + overdueOf(course), 0);
  const next = courses.flatMap(nextEmails).sort()[0];
  return html`<dl class="counts">
<div><dt>open courses of ${courses.length}</dt><dd>${open}</dd></div>
<div${overdue > 0 ? raw(' class="late"') : ''}><dt>overdue tasks</dt><dd>${overdue}</dd></div>
<div><dt>e-mails sent</dt><dd>${emailCount}</dd></div>
<div><dt>next e-mail planned</dt><dd>${next ? momentInWords(next, clinic.timeZone) : 'none'}</dd></div>
</dl>`;
}

const nextEmails = ({ reminders }: CourseJson) =>
  reminders.filter(({ status }) => status === 'planned' || status === 'due').map(({ sendAt }) => sendAt);

function filterForm({ status, protocol, overdue }: BoardFilter): Html {
  const option = (value: string, text: string, chosen: boolean) =>
    html`<option value="${value}"${chosen ? raw(' selected') : ''}>${text}</option>`;
  return html`<form class="filter" method="get" action="${PATHS.board}">
<label>Status <select name="status">${option('', 'all', status === null)}${filterChoices().status.map((each) => option(each, each, each === status))}</select></label>
<label>Protocol <select name="protocol">${option('', 'all', protocol === null)}${filterChoices().protocol.map((each) => option(each, protocolTitle(each), each === protocol))}</select></label>
<label><input type="checkbox" name="overdue" value="1"${overdue ? raw(' checked') : ''}> overdue tasks only</label>
<button>Show</button></form>`;
}

const emptyBoard = (all: number): Html =>
  html`<p class="empty">${
    all === 0
      ? html`No course has been enrolled yet. Move the clock, or <a href="${PATHS.connect}">send an event</a>.`
      : html`No course fits this choice. <a href="${PATHS.board}">Show all</a>.`
  }</p>`;

function laneOf({ course, timeline }: Row, index: number, scale: Scale, { clinic }: BoardData): Html {
  const { courseId, protocol, status, notices, training } = course;
  const overdue = overdueOf(course);
  const [next] = nextEmails(course).sort();
  return html`<li class="lane">
<div><h2><a href="${PATHS.course(courseId)}">${courseId}</a>${status === 'open' ? '' : html` ${chip('', status)}`}</h2>
<p class="small">${capital(protocolTitle(protocol))}${training && training.count > 0 ? html`<br>${amount(training.count, 'training session')}` : ''}</p></div>
${timeline ? compactTimeline({ id: `c${index}`, timeline, scale, title: `Timeline of ${courseId}`, words: COURSE_WORDS.en }) : html`<p class="small">${notices.join(' ')}</p>`}
<div class="next">${overdue > 0 ? chip('red', amount(overdue, 'overdue task')) : ''}${
    notices.length > 0 && timeline
      ? html`<details><summary class="chip amber">${amount(notices.length, 'notice')}</summary><ul class="small">${notices.map((notice) => html`<li>${notice}</li>`)}</ul></details>`
      : ''
  }${next ? html`<span>next e-mail ${readable(localDateOf(next, clinic.timeZone)).slice(0, -5)}</span>` : ''}</div></li>`;
}
