import { createHash } from 'node:crypto';
import * as z from 'zod';
import { holdsCpr } from '../core/events/cpr.ts';
import { type CourseEvent, dateTime, identifier } from '../core/events/events.ts';
import { expected } from '../core/events/expected.ts';
import { type EventIssue, parseEvent } from '../core/events/parse-event.ts';
import {
  type Protocol,
  QUESTIONNAIRES,
  type Questionnaire,
  type VisitName,
} from '../core/protocols/protocol.ts';
import { visitName } from '../core/protocols/protocol-schema.ts';
import { type Instant, localDateOf } from '../core/time/instant.ts';

const questionnaire = z.enum(QUESTIONNAIRES);
const answeredAt = dateTime.nullish();
const courseId = identifier.refine((text) => !holdsCpr(text), 'expected no civil registration number (CPR)');

/** By the token of the patient's link. Without a questionnaire: all that the visit asks for. */
export const byToken = z.object({ token: z.string(), questionnaire: questionnaire.nullish(), answeredAt });
/** By what the clinic's system calls it. */
export const byCourse = z.object({ courseId, visit: visitName, questionnaire, answeredAt });

/** What a form provider says was answered. Whatever else it sends, answers above all, is not read. */
export type Answered = z.output<typeof byToken> | z.output<typeof byCourse>;

type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly EventIssue[] };

/** Reads a body. Tells where it is wrong and what was expected, never what stood there. */
export function readAnswered(body: string, protocols: readonly Protocol[]): Read<Answered> {
  const json = objectIn(body);
  if (!json) return { ok: false, issues: [{ path: '', message: 'expected a JSON object' }] };
  const isByCourse = 'courseId' in json && (!('token' in json) || json.token === null);
  const schema = isByCourse ? byCourse : byToken;
  const parsed = schema.safeParse(json, { error: expected });
  if (parsed.success) return ofAVisit(parsed.data, protocols);
  const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  return { ok: false, issues };
}

/** A visit that no protocol of the clinic has is refused as one that is misspelt. */
function ofAVisit(value: Answered, protocols: readonly Protocol[]): Read<Answered> {
  const visits = protocols.flatMap((protocol) => protocol.visits.map(({ visit }) => visit));
  if (!('visit' in value) || visits.includes(value.visit)) return { ok: true, value };
  return { ok: false, issues: [{ path: 'visit', message: `expected one of ${visits.join(', ')}` }] };
}

function objectIn(body: string): object | null {
  try {
    const json: unknown = JSON.parse(body);
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? json : null;
  } catch {
    return null;
  }
}

/** Begins the ids of events that were made of a provider's calls. */
export const ANSWER_ID = 'answer-';

export type AnswerContext = {
  readonly courseId: string;
  readonly visit: VisitName;
  readonly questionnaires: readonly Questionnaire[];
  readonly answeredAt: Instant | null | undefined;
  /** Which call it is, however often it comes. */
  readonly callId: string;
  readonly now: Instant;
  readonly timeZone: string;
};

/** A call as events, under ids that are those of the call: the first that comes under an id counts. */
export function answerEvents(context: AnswerContext): Read<readonly CourseEvent[]> {
  const { courseId, visit, questionnaires, callId, now, timeZone } = context;
  const occurredAt = context.answeredAt ?? now;
  const id = ANSWER_ID + createHash('sha256').update(callId).digest('base64url').slice(0, 22);
  const parsed = questionnaires.map((each) => {
    const data = { visit, questionnaire: each, answeredOn: localDateOf(occurredAt, timeZone) };
    const event = { eventId: `${id}-${each}`, type: 'questionnaire.answered', courseId, occurredAt, data };
    return parseEvent(event, { now, timeZone, protocols: null, from: 'sender' });
  });
  const [refused] = parsed.filter((each) => !each.ok);
  if (refused) return { ok: false, issues: refused.issues.map(asSent) };
  return { ok: true, value: parsed.flatMap((each) => (each.ok ? [each.event] : [])) };
}

/** When it happened has another name in a call. */
const asSent = ({ path, message }: EventIssue): EventIssue => ({
  path: path === 'occurredAt' ? 'answeredAt' : path,
  message,
});
