import type { ParsedEvent } from '../../shared/core/events/parse-event.ts';
import { jsonOf } from '../../shared/course/inbox.ts';
import { textOf } from '../files/lines.ts';
import { readEventForm } from '../page/event-form.ts';
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

/** Takes an event from the form of a course's page. @returns the course, and what became of the event, to be told there */
export async function takeForm(
  session: ClinicSession,
  form: Readonly<Record<string, unknown>>,
): Promise<{ courseId: string; notice: Notice }> {
  const courseId = String(form['courseId']);
  const read = readEventForm(form, `page-${crypto.randomUUID()}`);
  if ('message' in read) return { courseId, notice: { tone: 'error', text: read.message } };
  return { courseId, notice: noticeOf(await session.send(read.envelope)) };
}

const noticeOf = (parsed: ParsedEvent): Notice =>
  parsed.ok
    ? { tone: 'done', text: `${parsed.event.type} was taken.` }
    : { tone: 'error', text: 'The event was refused.', issues: parsed.issues };
