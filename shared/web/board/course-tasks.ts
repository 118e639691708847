import { html } from 'hono/html';
import { kindOf } from '../../core/ids/task-id.ts';
import type { Task } from '../../core/tasks/task.ts';
import type { Html } from '../frame.ts';
import { button, form } from '../staff/drawing.ts';
import { pressIdOf } from '../staff/press-forms.ts';
import { firstFormOf, formsAtOnce } from '../staff/task-view.ts';
import type { FormContext } from './form-context.ts';
import type { BoardDrawing } from './frame.ts';
import { PATHS } from './paths.ts';
import { mayDo } from './rights.ts';
import { COURSE_TEXTS } from './texts.ts';

/** What is owed in a course, the most urgent first, with what can be said of each at once. */
export function tasksCard(draw: BoardDrawing, { plan, log }: FormContext): Html {
  const texts = COURSE_TEXTS[draw.clinic.language];
  const owed = plan.tasks
    .filter(({ status }) => status === 'open' || status === 'overdue' || status === 'snoozed')
    .toSorted((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
  const { courseId, therapist } = plan.course;
  const therapistId = therapist?.therapistId ?? null;
  return html`<section><h2>${texts.headings.tasks}</h2>
${owed.length === 0 ? html`<p>${texts.noTasks}</p>` : html`<ul class="tasks">${owed.map((task) => html`<li>${factsOf(task, draw)}${mayDo(draw.viewer, { therapistId }, task.task, draw.therapistsSee) ? pressesOf(draw, { courseId, task: task.task, events: log.length }) : ''}</li>`)}</ul>`}</section>`;
}

function factsOf({ task, due, status, snoozedUntil }: Task, draw: BoardDrawing): Html {
  const { task: words } = draw.texts;
  const isOverdue = status === 'overdue';
  return html`<p><strong>${draw.task(task)}</strong><br><span class="${isOverdue ? 'chip red' : 'hint'}">${words.due} ${draw.plainDay(due)}</span>${snoozedUntil && status === 'snoozed' ? html` <span class="hint">${words.snoozed} ${draw.plainDay(snoozedUntil)}</span>` : ''}</p>`;
}

/** What can be said of a task without opening it, and the way to its page. @param from where to go back to */
export function pressesOf(
  draw: BoardDrawing,
  line: Parameters<typeof pressIdOf>[0],
  { about = null, from = '' }: { readonly about?: string | null; readonly from?: '' | '?from=today' } = {},
): Html {
  const { open, other } = draw.texts;
  const path = `${PATHS.task(line.courseId, line.task)}${from}`;
  const kind = kindOf(line.task);
  const told = [draw.task(line.task), about].filter((each) => each !== null).join(', ');
  const atOnce = formsAtOnce(kind);
  const label = atOnce.length === 0 ? open[firstFormOf(kind)] : other;
  return html`<div class="row noprint">${atOnce.map((each) => form(path, each, pressIdOf(line), button(open[each], 'second', told)))}<a class="button second" href="${path}" aria-label="${label}: ${told}">${label}</a></div>`;
}
