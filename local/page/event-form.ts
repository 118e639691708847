import { html, raw } from 'hono/html';
import type { Instant } from '../../shared/core/time/instant.ts';
import type { EventExamples } from '../words/event-examples.ts';
import type { Html } from './markup.ts';
import { PATHS } from './paths.ts';

type FormData = {
  /** The course that the event is about; null: it is typed as well. */
  readonly courseId: string | null;
  /** For each type of event, data that would make sense. */
  readonly examples: EventExamples;
  /** The type that the form is about at first. */
  readonly eventType: string;
  readonly now: Instant;
  /** The page that holds the form. */
  readonly path: string;
  /** Names the event that the form will send. */
  readonly eventId: string;
  /** What was typed before, when that was refused. */
  readonly typed?: EventFields | undefined;
};

/** What is typed into the form. */
export type EventFields = {
  readonly courseId: string;
  readonly type: string;
  readonly occurredAt: string;
  readonly data: string;
};

/** A form that sends an event, with an example of every type. Without scripts, "Fill in" loads the page with another one. */
export function eventForm({ courseId, examples, now, path, eventType, eventId, typed }: FormData): Html {
  const types = Object.keys(examples);
  const chosen = types.find((type) => type === (typed?.type ?? eventType)) ?? 'visit.booked';
  return html`<form class="fields" method="post" action="${PATHS.events}" autocomplete="off">
<input type="hidden" name="back" value="${path}"><input type="hidden" name="eventId" value="${eventId}">
${courseId === null ? html`<label>Course <input name="courseId" value="${typed?.courseId ?? ''}" size="12" required></label>` : html`<input type="hidden" name="courseId" value="${courseId}">`}
<div class="row"><label>Type <select name="type" id="event-type">${types.map((type) => html`<option${type === chosen ? raw(' selected') : ''}>${type}</option>`)}</select></label>
<noscript><button formmethod="get" formaction="${path}#send" formnovalidate>Fill in</button></noscript>
<label>Occurred at <input name="occurredAt" value="${typed?.occurredAt ?? now}" size="26" required></label></div>
<label>Data, as JSON <textarea name="data" id="event-data" rows="6" spellcheck="false">${typed?.data ?? jsonOf(examples, chosen)}</textarea></label>
<div><button class="main">Send the event</button></div>
</form>
<script type="application/json" id="event-examples">${raw(scriptSafe(JSON.stringify(examples)))}</script>`;
}

const jsonOf = (examples: EventExamples, type: string): string =>
  JSON.stringify(new Map<string, object>(Object.entries(examples)).get(type) ?? {}, null, 2);

/** JSON that cannot end the script element around it. */
const scriptSafe = (json: string): string => json.replaceAll('<', '\\u003c');

/** What a form holds, to be shown again. */
export const fieldsOf = (form: Readonly<Record<string, unknown>>): EventFields => ({
  courseId: String(form['courseId'] ?? ''),
  type: String(form['type'] ?? ''),
  occurredAt: String(form['occurredAt'] ?? ''),
  data: String(form['data'] ?? '{}'),
});

/** What a form about an event says: an envelope, or why it is none. */
export function readEventForm(
  form: Readonly<Record<string, unknown>>,
): { readonly envelope: object } | { readonly message: string } {
  const { eventId, type, courseId, occurredAt, data } = form;
  try {
    return { envelope: { eventId, type, courseId, occurredAt, data: JSON.parse(String(data ?? '{}')) } };
  } catch {
    return { message: 'The data is no valid JSON.' };
  }
}
