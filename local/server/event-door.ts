import type { EventType } from '../../shared/core/events/events.ts';
import type { ParsedEvent } from '../../shared/core/events/parse-event.ts';
import { jsonOf } from '../../shared/course/inbox.ts';
import { textOf } from '../files/lines.ts';
import { type EventFields, fieldsOf, readEventForm } from '../page/event-form.ts';
import type { Notice } from '../page/frame.ts';
import type { ClinicSession } from './session.ts';

/** Takes an envelope as JSON in UTF-8. */
export async function takeJson(session: ClinicSession, body: Uint8Array): Promise<ParsedEvent> {
  const text = textOf(body);
  if (text === null) return refused('expected UTF-8');
  const json = jsonOf(text);
  return json === undefined ? refused('expected JSON') : session.send(json);
}

const refused = (message: string): ParsedEvent => ({
  ok: false,
  eventId: null,
  issues: [{ path: '', message }],
});

/** What became of a form: the course's page tells of what was taken, or shows again what was typed. */
export type FormOutcome =
  | { readonly courseId: string; readonly taken: EventType }
  | { readonly courseId: string; readonly notice: Notice; readonly typed: EventFields };

/** Takes an event from the form of a course's page. The id comes with the form: what is sent twice is one event. */
export async function takeForm(
  session: ClinicSession,
  form: Readonly<Record<string, unknown>>,
): Promise<FormOutcome> {
  const courseId = String(form['courseId']);
  const read = readEventForm(form);
  const typed = fieldsOf(form);
  if ('message' in read) return { courseId, typed, notice: { tone: 'error', text: read.message } };
  const parsed = await session.send(read.envelope);
  if (parsed.ok) return { courseId, taken: parsed.event.type };
  return {
    courseId,
    typed,
    notice: { tone: 'error', text: 'The event was refused.', issues: parsed.issues },
  };
}
