import { html } from 'hono/html';
import type { CourseJson } from '../../shared/core/course-json.ts';
import { largeTimeline } from '../../shared/web/course/drawing.ts';
import { legendOf, SPRITE } from '../../shared/web/course/marks.ts';
import { COURSE_WORDS } from '../../shared/web/course/words.ts';
import type { StoredExplanation } from '../explain/explain-loaded.ts';
import { dayInWords, daysInWords, momentInWords } from '../words/dates-in-words.ts';
import type { EmailJson } from '../words/email-json.ts';
import { eventExamples } from '../words/event-examples.ts';
import { timelineOfJson } from '../words/timeline.ts';
import {
  entryTitle,
  noteOf,
  protocolTitle,
  reminderTitle,
  sessionsTitle,
  taskTitle,
  visitTitle,
} from '../words/words.ts';
import { emailTable } from './email-list.ts';
import { type EventFields, eventForm } from './event-form.ts';
import { eventList, type ListedEvent } from './event-list.ts';
import { explanationCard } from './explanation-card.ts';
import { type Frame, pageOf } from './frame.ts';
import { capital, chip, type Html } from './markup.ts';
import { PATHS } from './paths.ts';
import { statusChip } from './status-chip.ts';

export type CourseData = Frame & {
  readonly course: CourseJson;
  readonly explanation: StoredExplanation;
  /** Any e-mails; those of this course are shown. */
  readonly emails: readonly EmailJson[];
  /** What was told of it. */
  readonly events: readonly ListedEvent[];
  /** The type of event to fill the form with, as the query string says. */
  readonly eventType?: string | undefined;
  /** Names the event that the form will send. */
  readonly eventId: string;
  /** What was typed into the form before, when that was refused. */
  readonly typed?: EventFields | undefined;
};

/** One course: its timeline, visits, reminders, tasks, why they are so, e-mails, its events, and a form to send one. */
export function coursePage(data: CourseData): string {
  const { course, emails, clinic, now } = data;
  const { courseId } = course;
  const timeline = timelineOfJson(course, now, clinic.timeZone);
  const own = emails.filter(({ courseIds }) => courseIds.includes(courseId));
  const body = html`${SPRITE}<p class="crumb"><a href="${PATHS.board}">Courses</a></p>
<h1>${courseId} ${chip(course.status === 'open' ? 'green' : '', course.status)}</h1>
<p class="lead">${headline(course, clinic.timeZone)}</p>
${course.notices.length > 0 ? html`<div class="notice"><ul>${course.notices.map((notice) => html`<li>${notice}</li>`)}</ul></div>` : ''}
${
  timeline
    ? html`<section class="card" aria-label="Timeline"><div class="large" tabindex="0" role="group" aria-label="Timeline, scrolls sideways">${largeTimeline({ id: 'course', timeline, scale: timeline, title: `Timeline of ${courseId}`, words: COURSE_WORDS.en })}</div>${legendOf(COURSE_WORDS.en)}</section>`
    : ''
}
${course.visits.length > 0 ? html`<section class="card"><h2>Visits</h2>${visitTable(course, clinic.timeZone)}</section>` : ''}
<div class="two"><section class="card"><h2>Reminders to the patient</h2>${reminderTable(course, clinic.timeZone)}</section>
<div><section class="card"><h2>Tasks of the therapist</h2>${taskTable(course)}</section>
<section class="card" id="send"><h2>Send an event</h2>${formOf(data)}</section></div></div>
${explanationCard(data.explanation)}
<section class="card"><h2>E-mails about this course</h2>${emailTable(own, clinic.timeZone)}</section>
<section class="card"><h2>What was told</h2>${eventList({ courseId, events: data.events, now, timeZone: clinic.timeZone })}</section>`;
  return pageOf({ ...data, title: courseId, path: PATHS.course(courseId), current: 'courses', body });
}

const formOf = ({ course, now, clinic, eventType, ...form }: CourseData): Html =>
  eventForm({
    ...form,
    courseId: course.courseId,
    now,
    examples: eventExamples(course, now, clinic.timeZone),
    eventType: eventType ?? 'visit.booked',
    path: PATHS.course(course.courseId),
  });

function headline(course: CourseJson, timeZone: string): string {
  const { protocol, entry, capDate, capProvisional, nextWakeAt } = course;
  const parts = [
    capital(protocolTitle(protocol)),
    entryTitle(entry),
    capDate
      ? `follow-ups by ${dayInWords(capDate)}${capProvisional ? ' (provisional: no referral date)' : ''}`
      : '',
    sessionsTitle(course),
    nextWakeAt ? `next wake ${momentInWords(nextWakeAt, timeZone)}` : '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

const visitTable = ({ visits }: CourseJson, timeZone: string): Html =>
  html`<table class="stack"><thead><tr><th scope="col">Visit</th><th scope="col">Status</th><th scope="col">When</th><th scope="col">Window</th><th scope="col">Target</th><th scope="col">Why</th></tr></thead><tbody>
${visits.map(
  (
    visit,
  ) => html`<tr><th scope="row">${capital(visitTitle(visit.visit))} <span class="small">${visit.serviceCodes.join(', ')}</span></th>
<td>${statusChip(visit.status)}</td>
<td class="when">${visit.heldOn ? dayInWords(visit.heldOn) : visit.bookedAt ? momentInWords(visit.bookedAt, timeZone) : ''}</td>
<td class="when" data-label="Window">${visit.earliest && visit.latest ? daysInWords(visit.earliest, visit.latest) : ''}</td>
<td class="when" data-label="Target">${visit.target ? dayInWords(visit.target) : ''}</td>
<td class="small">${visit.why}</td></tr>`,
)}</tbody></table>`;

const reminderTable = ({ reminders }: CourseJson, timeZone: string): Html =>
  reminders.length === 0
    ? html`<p class="small">None has come due, and none is planned.</p>`
    : html`<table class="stack brief"><thead><tr><th scope="col">When</th><th scope="col">Status</th><th scope="col">Reminder</th></tr></thead><tbody>
${reminders.map(
  (
    reminder,
  ) => html`<tr><td class="when">${momentInWords(reminder.sendAt, timeZone)}</td><td>${statusChip(reminder.status)}</td>
<td>${capital(reminderTitle(reminder))}<br><span class="small">${[visitTitle(reminder.visit), noteOf(reminder)].filter(Boolean).join(', ')}</span></td></tr>`,
)}</tbody></table>`;

const taskTable = ({ tasks }: CourseJson): Html =>
  tasks.length === 0
    ? html`<p class="small">Nothing is owed.</p>`
    : html`<table class="stack brief"><thead><tr><th scope="col">Due</th><th scope="col">Status</th><th scope="col">Task</th></tr></thead><tbody>
${tasks.map(({ task, due, status }) => html`<tr><td class="when">${dayInWords(due)}</td><td>${statusChip(status)}</td><td>${capital(taskTitle(task))}</td></tr>`)}</tbody></table>`;
