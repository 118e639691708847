import { html, raw } from 'hono/html';
import type { CourseJson } from '../../shared/core/course-json.ts';
import { addDays, type CivilDate, isCivilDate } from '../../shared/core/time/civil-date.ts';
import { localDateOf, localTimeOf } from '../../shared/core/time/instant.ts';
import { dayInWords } from '../words/dates-in-words.ts';
import { type PlannedSpan, type PlannedThing, plannedThings } from '../words/planned.ts';
import { amount } from '../words/words.ts';
import { type Frame, pageOf } from './frame.ts';
import { capital, chip, type Html } from './markup.ts';
import { PATHS } from './paths.ts';
import { statusChip } from './status-chip.ts';

/** How far ahead the page looks unless it is asked for more. */
const DAYS_AHEAD = 30;

export type PlannedData = Frame & {
  readonly courses: readonly CourseJson[];
  readonly query: Readonly<Record<string, string | undefined>>;
};

/** What is to come of all courses, day by day: the e-mails that will go, and what therapists owe. */
export function plannedPage(data: PlannedData): string {
  const { courses, clinic, now, query } = data;
  const today = localDateOf(now, clinic.timeZone);
  const span = readSpan(query, today);
  const things = plannedThings(courses, span, clinic.timeZone);
  const body = html`<h1>Planned</h1>
<p class="lead">What will happen by itself, and what is owed, if nothing new is told.</p>
${spanForm(span)}
${
  things.length === 0
    ? html`<p class="card empty">Nothing is planned in these days. <a href="${PATHS.planned}?to=">Show all that is planned</a>.</p>`
    : html`${countsOf(things)}${[...Map.groupBy(things, ({ day }) => day)].map(([day, ofDay]) => dayCard(day, ofDay, { today, timeZone: clinic.timeZone }))}`
}`;
  return pageOf({ ...data, title: 'Planned', path: pathOf(span), current: 'planned', body });
}

/** The span that a query string asks for: from what is overdue to some weeks ahead, unless it says something else. */
function readSpan(query: PlannedData['query'], today: CivilDate): PlannedSpan {
  const day = (text: string | undefined) => (text !== undefined && isCivilDate(text) ? text : null);
  const courseId = query['course']?.trim() || null;
  return {
    from: day(query['from']),
    to: query['to'] === undefined && courseId === null ? addDays(today, DAYS_AHEAD) : day(query['to']),
    courseId,
  };
}

const pathOf = ({ from, to, courseId }: PlannedSpan): string =>
  `${PATHS.planned}?${new URLSearchParams({ from: from ?? '', to: to ?? '', course: courseId ?? '' })}`;

const spanForm = ({ from, to, courseId }: PlannedSpan): Html =>
  html`<form class="filter" method="get" action="${PATHS.planned}">
<label>From <input type="date" name="from" value="${from ?? ''}"></label>
<label>To <input type="date" name="to" value="${to ?? ''}"></label>
<label>Course <input name="course" value="${courseId ?? ''}" size="10" placeholder="all"></label>
<button>Show</button></form>`;

function countsOf(things: readonly PlannedThing[]): Html {
  const count = (kind: PlannedThing['kind']) => things.filter((thing) => thing.kind === kind).length;
  const overdue = things.filter(({ status }) => status === 'overdue').length;
  return html`<dl class="counts"><div><dt>reminders to patients</dt><dd>${count('reminder')}</dd></div>
<div><dt>tasks of therapists</dt><dd>${count('task')}</dd></div>
<div${overdue > 0 ? raw(' class="late"') : ''}><dt>of them overdue</dt><dd>${overdue}</dd></div></dl>`;
}

type Day = { readonly today: CivilDate; readonly timeZone: string };

const dayCard = (day: CivilDate, things: readonly PlannedThing[], { today, timeZone }: Day): Html =>
  html`<section class="card"><h2>${dayInWords(day)} ${day === today ? chip('blue', 'today') : ''} <span class="small">${amount(things.length, 'thing')}</span></h2>
<table class="stack brief"><thead><tr><th scope="col">When</th><th scope="col">Status</th><th scope="col">What</th><th scope="col">Course</th></tr></thead><tbody>
${things.map(
  ({
    at,
    status,
    kind,
    title,
    about,
    courseId,
  }) => html`<tr><td class="when">${at ? localTimeOf(at, timeZone) : 'by the end of the day'}</td>
<td>${statusChip(status)}</td>
<td>${capital(kind === 'reminder' ? `e-mail: ${title}` : title)}${about ? html` <span class="small">${about}</span>` : ''}</td>
<td><a href="${PATHS.course(courseId)}">${courseId}</a></td></tr>`,
)}</tbody></table></section>`;
