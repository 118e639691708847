import * as z from 'zod';
import { identifier } from '../core/events/events.ts';
import { type ParseContext, type ParsedEvent, parseEvent } from '../core/events/parse-event.ts';
import { type Instant, toInstant } from '../core/time/instant.ts';

/** A wake as a schedule sends it. */
export type Wake = { readonly courseId: string; readonly wakeAt: Instant };

/** Attribute of a message that an operator put back from the dead letters: it may have got halfway before. */
export const REDRIVEN = 'redriven';

const wake = z.object({
  courseId: identifier,
  wakeAt: z.iso.datetime().transform((text) => toInstant(text)),
});

/** The JSON of a message's body; undefined when it is none. */
export function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/**
 * What a sender put on the clinic's bus: the detail of an EventBridge event. The `detail-type` must be its type: who lets
 * somebody send only some types to the bus must be able to rely on it.
 */
export function readSentEvent(body: string, context: Omit<ParseContext, 'from'>): ParsedEvent {
  if (jsonOf(body) === undefined) return refused(null, '', 'expected JSON');
  const parsed = parseEvent(detailOf(body), { ...context, from: 'sender' });
  if (!parsed.ok || typeOf(body) === parsed.event.type) return parsed;
  return refused(parsed.event.eventId, 'detail-type', 'expected the type of the event');
}

const refused = (eventId: string | null, path: string, message: string): ParsedEvent => ({
  ok: false,
  eventId,
  issues: [{ path, message }],
});

/** What an EventBridge event says that it is. */
function typeOf(body: string): unknown {
  const envelope = jsonOf(body);
  return typeof envelope === 'object' && envelope !== null && 'detail-type' in envelope
    ? envelope['detail-type']
    : null;
}

/** The detail of an EventBridge event; null when the body is none. */
export function detailOf(body: string): unknown {
  const envelope = jsonOf(body);
  return typeof envelope === 'object' && envelope !== null && 'detail' in envelope ? envelope.detail : null;
}

/** What EventBridge Scheduler leaves of a wake that it could not send may be the request that would have sent it. */
const request = z.object({ MessageBody: z.string(), QueueUrl: z.string() });

/** A wake, as it was sent or as it could not be sent; null when the body is none. */
export function readWake(body: string): Wake | null {
  const json = jsonOf(body);
  const unsent = request.safeParse(json).data;
  return wake.safeParse(unsent ? jsonOf(unsent.MessageBody) : json).data ?? null;
}
