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

/** What a sender put on the clinic's bus: the detail of an EventBridge event. */
export function readSentEvent(body: string, context: Omit<ParseContext, 'from'>): ParsedEvent {
  if (jsonOf(body) === undefined)
    return { ok: false, eventId: null, issues: [{ path: '', message: 'expected JSON' }] };
  return parseEvent(detailOf(body), { ...context, from: 'sender' });
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
