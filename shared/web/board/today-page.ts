import { html } from 'hono/html';
import type { VisitName } from '../../core/protocols/protocol.ts';
import { localTimeOf } from '../../core/time/instant.ts';
import { capital } from '../course/summary.ts';
import type { Html } from '../frame.ts';
import { type After, afterPress } from '../staff/drawing.ts';
import type { Call, ToSay } from './calls.ts';
import { phoneLink } from './course-parts.ts';
import { pressesOf } from './course-tasks.ts';
import { type BoardDrawing, boardPage } from './frame.ts';
import { PATHS } from './paths.ts';
import { theVisitWords, visitWords } from './protocol-words.ts';
import { mayDo } from './rights.ts';
import { COURSE_TEXTS } from './texts.ts';
import { TODAY_TEXTS } from './today-texts.ts';
import type { TodayPatient, TodayTask, TodayView, TodayVisit } from './today-view.ts';
import { choicesOf } from './whose.ts';

/** A page has room for so many lines of a kind; what is more comes as they get fewer. */
export const MOST_ON_PAGE = 50;

export type TodayPage = {
  readonly view: TodayView;
  readonly calls: readonly Call[];
  /** How many events the course of each task has that can be done at once. */
  readonly events: ReadonlyMap<string, number>;
  /** What was pressed before. */
  readonly after: After | null;
  /** What was said of a course that is not to be seen here any more. */
  readonly said: string | null;
};

/** The day of one who is signed in. */
export function todayPage(draw: BoardDrawing, { view, calls, events, after, said }: TodayPage): Html {
  const texts = TODAY_TEXTS[draw.clinic.language];
  const { due, overdue, unreadable, comes } = view;
  const isDone = due.length + overdue.length + view.calls.length === 0;
  const body = html`<h1>${texts.heading(draw.day(view.today))}</h1>
${afterPress(draw, after)}${said === null ? '' : html`<p class="done" role="status">${said}</p>`}
${choiceOf(draw, view)}
${unreadable > 0 ? html`<p class="state wait">${texts.unreadable(unreadable)}</p>` : ''}
<section><h2>${texts.comes}</h2>${comes.length === 0 ? html`<p>${texts.nobody}</p>` : comesTable(draw, comes)}</section>
${calls.length === 0 ? '' : html`<section><h2>${texts.calls}</h2><ul class="tasks">${calls.map((call) => callItem(draw, call))}</ul>${more(draw, view.calls)}</section>`}
${isDone ? html`<section><p>${texts.nothing}</p></section>` : ''}
${tasksOf(draw, texts.overdue, overdue, events)}
${tasksOf(draw, texts.due, due, events)}`;
  return boardPage(draw, { title: draw.board.pages.today, current: 'today', body });
}

function choiceOf(draw: BoardDrawing, { whose }: TodayView): Html {
  const texts = TODAY_TEXTS[draw.clinic.language];
  const choices = choicesOf(draw.viewer, draw.therapistsSee);
  if (choices.length < 2) return html``;
  return html`<p class="row noprint">${choices.map((each) => html`<a class="button small${each === whose ? '' : ' second'}" href="${PATHS.today}?whose=${each}"${each === whose ? html` aria-current="true"` : ''}>${texts[each]}</a>`)}</p>`;
}

const patientCell = ({ courseId, name, patientId, phone }: TodayPatient, draw: BoardDrawing): Html =>
  html`<a href="${PATHS.course(courseId)}">${name}</a> <span class="hint">${patientId} · ${phoneLink(phone, COURSE_TEXTS[draw.clinic.language].noPhone)}</span>`;

function comesTable(draw: BoardDrawing, comes: readonly TodayVisit[]): Html {
  const { language, timeZone } = draw.clinic;
  const { columns, held, lacksAnswers } = TODAY_TEXTS[language];
  const tests = COURSE_TEXTS[language].assessments;
  return html`<table class="stack"><thead><tr><th scope="col">${columns.time}</th><th scope="col">${columns.patient}</th><th scope="col">${columns.visit}</th><th scope="col">${columns.record}</th><th scope="col">${columns.therapist}</th></tr></thead><tbody>
${comes.map(
  (
    each,
  ) => html`<tr><th scope="row" class="nowrap">${localTimeOf(each.at, timeZone)}</th><td>${patientCell(each, draw)}</td>
<td>${capital(visitWords(each.visit, draw.clinic))}${each.isHeld ? html` <span class="chip green">${held}</span>` : ''}</td>
<td>${capital(each.record.map((test) => tests[test]).join(', '))}${each.lacksAnswers ? html` <span class="chip amber">${lacksAnswers}</span>` : ''}</td><td>${each.therapist}</td></tr>`,
)}</tbody></table>`;
}

/** Whom to call, the number, why, what to say; and how it went in one press. */
function callItem(draw: BoardDrawing, call: Call): Html {
  const { language } = draw.clinic;
  const { unreachable } = COURSE_TEXTS[language];
  return html`<li><p><strong>${patientCell(call, draw)}</strong><br>${call.say.map((each) => html`${sayWords(each, draw)}<br>`)}<span class="hint">${call.because ? `${unreachable[call.because]}. ` : ''}${draw.texts.due(draw.plainDay(call.due), null)}. ${call.therapist}</span></p>
${pressesOf(draw, call, { about: call.name, from: '?from=today' })}</li>`;
}

function sayWords(say: ToSay, draw: BoardDrawing): string {
  const texts = TODAY_TEXTS[draw.clinic.language].say;
  const visit = (name: VisitName) => theVisitWords(name, draw.clinic);
  switch (say.kind) {
    case 'book':
      return texts.book(visit(say.visit), say.latest && draw.plainDay(say.latest));
    case 'answer':
      return texts.answer(visit(say.visit));
    case 'time':
      return texts.time(visit(say.visit), say.at && draw.moment(say.at));
    case 'cancelled':
      return texts.cancelled(visit(say.visit), draw.moment(say.at));
    case 'asked':
      return texts.asked[say.reason];
    default:
      return say satisfies never;
  }
}

function tasksOf(
  draw: BoardDrawing,
  title: string,
  tasks: readonly TodayTask[],
  events: ReadonlyMap<string, number>,
): Html {
  const { columns, overdueBy } = TODAY_TEXTS[draw.clinic.language];
  if (tasks.length === 0) return html``;
  const { weekdays } = draw.words.staff;
  return html`<section><h2>${title}</h2><table class="stack"><thead><tr>
<th scope="col">${columns.patient}</th><th scope="col">${columns.task}</th><th scope="col">${columns.due}</th><th scope="col">${columns.therapist}</th><td class="noprint"></td></tr></thead><tbody>
${tasks
  .slice(0, MOST_ON_PAGE)
  .map(
    (line) =>
      html`<tr><th scope="row">${patientCell(line, draw)}</th><td>${draw.task(line.task)}</td><td class="nowrap">${draw.plainDay(line.due)}${line.weekdaysOverdue > 0 ? html`<br><span class="chip red">${overdueBy(weekdays(line.weekdaysOverdue))}</span>` : ''}</td><td>${line.therapist}</td><td class="noprint">${pressable(draw, line, events)}</td></tr>`,
  )}
</tbody></table>${more(draw, tasks)}</section>`;
}

/** Reception sees what is owed, and presses on what is theirs. */
function pressable(draw: BoardDrawing, line: TodayTask, events: ReadonlyMap<string, number>): Html {
  // Whoever stands on the list is one of those whom its reader may see.
  const owner = { therapistId: draw.viewer.therapistId };
  const known = events.get(line.courseId);
  return known !== undefined && mayDo(draw.viewer, owner, line.task, 'all')
    ? pressesOf(draw, { ...line, events: known }, { about: line.name, from: '?from=today' })
    : html``;
}

const more = (draw: BoardDrawing, all: readonly unknown[]): Html =>
  all.length > MOST_ON_PAGE
    ? html`<p>${TODAY_TEXTS[draw.clinic.language].more(all.length - MOST_ON_PAGE)}</p>`
    : html``;
