import { html } from 'hono/html';
import { momentInWords } from '../words/dates-in-words.ts';
import type { StepReport, TaskChange } from '../words/step-report.ts';
import { amount, taskTitle } from '../words/words.ts';
import { capital, type Html } from './markup.ts';
import { PATHS } from './paths.ts';

/** What a step to the end does, nobody reads to its end. */
const MOST_LISTED = 25;

/** What the last step of the clock did: how much in a line, and by a press what it was, with links. */
export function stepCard(report: StepReport, timeZone: string): Html {
  const { from, to, events, emails, tasks } = report;
  return html`<details class="notice step"><summary>The last step, ${momentInWords(from, timeZone)} to ${momentInWords(to, timeZone)}: ${inShort(report)}.</summary>
<div class="two">${listOf(
    'Events',
    events,
    ({ courseId, count }) => html`${courseLink(courseId)} ${count > 1 ? `(${count})` : ''}`,
  )}${listOf(
    'E-mails',
    emails,
    ({ messageId, subject, to: address }) =>
      html`<a href="${PATHS.email(messageId)}">${subject}</a> <span class="small">${address}</span>`,
  )}${listOf(
    'Tasks',
    tasks,
    ({ courseId, task, change }) =>
      html`${courseLink(courseId)} ${capital(taskTitle(task))} <span class="small">${change}</span>`,
  )}</div></details>`;
}

function inShort({ events, emails, tasks }: StepReport): string {
  const told = events.reduce((sum, { count }) => sum + count, 0);
  const changed = (change: TaskChange['change']) => tasks.filter((task) => task.change === change).length;
  const parts = [
    told > 0 ? amount(told, 'event') : '',
    emails.length > 0 ? amount(emails.length, 'e-mail') : '',
    ...(['opened', 'became overdue', 'closed'] as const).map((change) =>
      changed(change) > 0 ? `${amount(changed(change), 'task')} ${change}` : '',
    ),
  ].filter((part) => part !== '');
  return parts.length > 0 ? parts.join(', ') : 'nothing happened';
}

const courseLink = (courseId: string): Html => html`<a href="${PATHS.course(courseId)}">${courseId}</a>`;

const listOf = <T>(title: string, all: readonly T[], itemOf: (each: T) => Html): Html =>
  all.length === 0
    ? html``
    : html`<div><p class="small">${title}</p><ul class="plain">${all.slice(0, MOST_LISTED).map((each) => html`<li>${itemOf(each)}</li>`)}</ul>${all.length > MOST_LISTED ? html`<p class="small">and ${all.length - MOST_LISTED} more</p>` : ''}</div>`;
