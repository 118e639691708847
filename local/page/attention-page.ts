import { html } from 'hono/html';
import type { Instant } from '../../shared/core/time/instant.ts';
import { whatToDo } from '../redrive/advice.ts';
import { LONGEST_REASON } from '../redrive/reason.ts';
import type { Work, WorkedLetter } from '../redrive/redrive-clinic.ts';
import { momentInWords } from '../words/dates-in-words.ts';
import { amount } from '../words/words.ts';
import { type Frame, pageOf } from './frame.ts';
import { capital, chip, type Html } from './markup.ts';
import { PATHS } from './paths.ts';

/** An alarm that sounds, and what its description says to do. */
export type ShownAlarm = { readonly name: string; readonly description: string; readonly since: Instant };

/** What a function said that went wrong. Ids and reasons, nothing personal. */
export type ShownError = {
  /** The last time. */
  readonly at: Instant;
  readonly times: number;
  readonly function: string;
  readonly message: string;
  /** The name of the error and its reason, as far as they are known. */
  readonly why: string;
  readonly courseId: string | null;
};

export type AttentionData = Frame & {
  readonly alarms: readonly ShownAlarm[];
  readonly work: Work;
  readonly errors: readonly ShownError[];
  /** The letter whose discarding was refused, and the reason that was typed. */
  readonly typed?: { readonly letterId: string; readonly reason: string } | undefined;
};

/** What somebody has to look after: alarms that sound, messages that could not be handled, errors of the functions. */
export function attentionPage(data: AttentionData): string {
  const { alarms, work, errors, clinic } = data;
  const body = html`<h1>Needs attention</h1>
<p class="lead">What an operator of a deployed clinic would be told.</p>
<section class="card"><h2>Alarms that sound</h2>${alarmTable(alarms, clinic.timeZone)}</section>
<section class="card"><h2>Dead letters</h2>${letterTable(work, data)}</section>
<section class="card"><h2>Last errors of the functions</h2>${errorTable(errors, clinic.timeZone)}</section>`;
  return pageOf({ ...data, title: 'Needs attention', path: PATHS.attention, current: 'attention', body });
}

const alarmTable = (alarms: readonly ShownAlarm[], timeZone: string): Html =>
  alarms.length === 0
    ? html`<p class="small">No alarm sounds.</p>`
    : html`<table class="stack"><thead><tr><th scope="col">Since</th><th scope="col">Alarm</th><th scope="col">What it says</th></tr></thead><tbody>
${alarms.map(({ name, description, since }) => html`<tr><td class="when">${momentInWords(since, timeZone)}</td><th scope="row">${name}</th><td>${description}</td></tr>`)}</tbody></table>`;

function letterTable({ letters, unseen }: Work, data: AttentionData): Html {
  if (letters.length === 0 && unseen === 0) return html`<p class="small">Every message was handled.</p>`;
  const helped = letters.filter(({ diagnosis }) => diagnosis.advice === 'redrive').length;
  return html`<table class="stack"><thead><tr><th scope="col">Sent</th><th scope="col">Queue</th><th scope="col">About</th><th scope="col">Why it is here, and what to do</th><th scope="col">Do it</th></tr></thead><tbody>
${letters.map((letter) => letterRow(letter, data))}</tbody></table>
${helped > 0 ? html`<form method="post" action="${PATHS.attention}"><input type="hidden" name="letter" value="all"><button name="action" value="redrive">Redrive all that would be handled now (${helped})</button></form>` : ''}
${unseen > 0 ? html`<p class="small">${amount(unseen, 'more letter')} somebody else is looking at.</p>` : ''}`;
}

function letterRow(letter: WorkedLetter, { clinic, typed }: AttentionData): Html {
  const { letterId, queue, firstSentAt, receives, diagnosis } = letter;
  const reason = typed?.letterId === letterId ? typed.reason : '';
  return html`<tr><td class="when">${momentInWords(firstSentAt, clinic.timeZone)}</td>
<td data-label="Queue">${queue} <span class="small">received ${amount(receives, 'time')}</span></td>
<td>${aboutOf(letter)}</td>
<td>${capital(diagnosis.reason)}. ${chip(diagnosis.advice === 'redrive' ? 'green' : 'amber', whatToDo(diagnosis))}<br><span class="small">${letterId}</span></td>
<td><form class="fields" method="post" action="${PATHS.attention}"><input type="hidden" name="letter" value="${letterId}">
<div><button name="action" value="redrive" aria-label="Redrive ${letterId}">Redrive</button></div>
<div class="row"><label><span class="unseen">Reason to discard ${letterId}</span><input name="reason" value="${reason}" maxlength="${LONGEST_REASON}" placeholder="reason, nothing personal"></label>
<button name="action" value="discard" aria-label="Discard ${letterId}">Discard</button></div></form></td></tr>`;
}

const aboutOf = ({ type, eventId, courseId }: WorkedLetter): Html =>
  html`${[type, eventId].filter(Boolean).join(' ')} ${courseId ? courseLink(courseId) : ''}`;

const courseLink = (courseId: string): Html => html`<a href="${PATHS.course(courseId)}">${courseId}</a>`;

const errorTable = (errors: readonly ShownError[], timeZone: string): Html =>
  errors.length === 0
    ? html`<p class="small">No function has told of an error since this program was started.</p>`
    : html`<table class="stack"><thead><tr><th scope="col">When</th><th scope="col">Function</th><th scope="col">What</th><th scope="col">Course</th></tr></thead><tbody>
${errors.map(
  (error) => html`<tr><td class="when">${momentInWords(error.at, timeZone)}</td><td>${error.function}</td>
<td>${capital(error.message)}${error.times > 1 ? ` (${error.times} times)` : ''}${error.why ? html` <span class="small">${error.why}</span>` : ''}</td>
<td>${error.courseId ? courseLink(error.courseId) : ''}</td></tr>`,
)}</tbody></table>`;
