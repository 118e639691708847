import { html } from 'hono/html';
import { type CourseEvent, SENDER_EVENT_TYPES } from '../../shared/core/events/events.ts';
import type { Instant } from '../../shared/core/time/instant.ts';
import { momentInWords } from '../words/dates-in-words.ts';
import { chip, type Html } from './markup.ts';
import { PATHS } from './paths.ts';

/** An event of a course, and the id that its retraction would have. */
export type ListedEvent = { readonly event: CourseEvent; readonly retractionId: string };

const senderTypes: readonly string[] = SENDER_EVENT_TYPES;

type ListData = {
  readonly courseId: string;
  readonly events: readonly ListedEvent[];
  readonly now: Instant;
  readonly timeZone: string;
};

/** What was told of a course, the latest first: each with its data, a copy for the form, and its retraction. */
export function eventList({ courseId, events, now, timeZone }: ListData): Html {
  if (events.length === 0) return html`<p class="small">Nothing was told.</p>`;
  const retracted = new Set(
    events.flatMap(({ event }) => (event.type === 'event.retracted' ? [event.data.eventId] : [])),
  );
  const latestFirst = events.toSorted((a, b) => (a.event.occurredAt > b.event.occurredAt ? -1 : 1));
  return html`<table class="stack brief"><thead><tr><th scope="col">Occurred</th><th scope="col">Event</th><th scope="col">What to do</th></tr></thead><tbody>
${latestFirst.map(({ event, retractionId }) => {
  const isRetracted = retracted.has(event.eventId);
  return html`<tr><td class="when">${momentInWords(event.occurredAt, timeZone)}</td>
<td><details><summary>${event.type}${isRetracted ? html` ${chip('amber', 'retracted')}` : ''}</summary><p class="small">${event.eventId}</p><pre>${JSON.stringify(event.data, null, 2)}</pre></details></td>
<td>${senderTypes.includes(event.type) ? html`<a href="${PATHS.course(courseId)}?copy=${event.eventId}#send" aria-label="Copy ${event.type} into the form">Copy</a>` : ''}
${mayBeRetracted(event) && !isRetracted ? retraction(event, { courseId, retractionId, now }) : ''}</td></tr>`;
})}</tbody></table>`;
}

/** A retraction and an erasure stand; what the system itself noted is not for people to take back. */
const mayBeRetracted = ({ type }: CourseEvent): boolean =>
  senderTypes.includes(type) && type !== 'event.retracted' && type !== 'course.erased';

const retraction = (
  { eventId, type }: CourseEvent,
  { courseId, retractionId, now }: { courseId: string; retractionId: string; now: Instant },
): Html =>
  html`<form class="inline" method="post" action="${PATHS.events}"><input type="hidden" name="courseId" value="${courseId}"><input type="hidden" name="eventId" value="${retractionId}"><input type="hidden" name="type" value="event.retracted"><input type="hidden" name="occurredAt" value="${now}"><input type="hidden" name="data" value="${JSON.stringify({ eventId, reason: 'entered by mistake' })}"><button aria-label="Retract ${type}">Retract</button></form>`;
