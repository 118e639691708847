import { html } from 'hono/html';
import type { Html } from '../frame.ts';
import { type BoardDrawing, boardPage } from './frame.ts';
import { PATHS } from './paths.ts';
import { TODAY_TEXTS } from './today-texts.ts';
import type { TodayTask, TodayView } from './today-view.ts';
import { choicesOf } from './whose.ts';

/** The day of one who is signed in. */
export function todayPage(draw: BoardDrawing, view: TodayView): Html {
  const texts = TODAY_TEXTS[draw.clinic.language];
  const { due, overdue, unreadable } = view;
  const body = html`<h1>${texts.heading(draw.day(view.today))}</h1>
${choiceOf(draw, view)}
${unreadable > 0 ? html`<p class="state wait">${texts.unreadable(unreadable)}</p>` : ''}
${due.length + overdue.length === 0 ? html`<section><p>${texts.nothing}</p></section>` : ''}
${tasksOf(draw, texts.overdue, overdue)}
${tasksOf(draw, texts.due, due)}`;
  return boardPage(draw, { title: draw.board.pages.today, current: 'today', body });
}

function choiceOf(draw: BoardDrawing, { whose }: TodayView): Html {
  const texts = TODAY_TEXTS[draw.clinic.language];
  const choices = choicesOf(draw.viewer, draw.therapistsSee);
  if (choices.length < 2) return html``;
  return html`<p class="row noprint">${choices.map((each) => html`<a class="button small${each === whose ? '' : ' second'}" href="${PATHS.today}?whose=${each}"${each === whose ? html` aria-current="true"` : ''}>${texts[each]}</a>`)}</p>`;
}

function tasksOf(draw: BoardDrawing, title: string, tasks: readonly TodayTask[]): Html {
  const { columns } = TODAY_TEXTS[draw.clinic.language];
  if (tasks.length === 0) return html``;
  return html`<section><h2>${title}</h2><table class="stack"><thead><tr>
<th scope="col">${columns.patient}</th><th scope="col">${columns.task}</th><th scope="col">${columns.due}</th><th scope="col">${columns.therapist}</th></tr></thead><tbody>
${tasks.map((line) => html`<tr><th scope="row">${draw.patient(line.patient)}</th><td>${draw.task(line.task)}</td><td>${draw.plainDay(line.due)}</td><td>${line.therapist}</td></tr>`)}
</tbody></table></section>`;
}
