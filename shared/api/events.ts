import type * as z from 'zod';
import type { CourseEvent } from '../core/events/events.ts';
import { type ParsedEvent, parseEvent } from '../core/events/parse-event.ts';
import { protocolsOf } from '../core/protocols/index.ts';
import type { Refusal } from '../course/intake.ts';
import { OurError } from '../ports/our-error.ts';
import type { eventResults } from './answers.ts';
import { answerOf, json, problem, problemOf } from './problem.ts';
import type { ApiTools } from './tools.ts';

/** So many events a request may bring. */
export const MOST_EVENTS = 100;
/** Of so many courses at once; each takes some calls, one after the other. */
const AT_ONCE = 5;

type EventResults = z.output<typeof eventResults>;
type EventResult = EventResults['results'][number];

/** A course takes no more events but those that stop something. */
class FullCourseError extends OurError {
  override readonly name = 'FullCourseError';
}

const WHY_REFUSED: Readonly<Record<Refusal['reason'], string>> = {
  conflict: 'this eventId stands for an event with other content',
  erased: 'the course was erased and takes no more events',
  full: 'the course has as many events as it may have',
};

const FAILED = problemOf(503, 'this could not be taken just now; send it again');

/** Takes one event, or a list of them: they have had their effect when the answer is there. */
export async function takeEvents(tools: ApiTools, body: unknown): Promise<Response> {
  if (!Array.isArray(body)) {
    const [result] = await resultsOf(tools, [body]);
    return result && 'problem' in result
      ? answerOf(result.problem)
      : json({ results: result ? [result] : [] } satisfies EventResults);
  }
  const events: readonly unknown[] = body;
  if (events.length === 0 || events.length > MOST_EVENTS)
    return problem(422, `expected 1 to ${MOST_EVENTS} events`);
  const results = await resultsOf(tools, events);
  // Whoever looks at the status alone sends all of it again, which is harmless.
  if (results.some(({ status }) => status === 'failed'))
    return answerOf({
      ...problemOf(503, 'some events could not be taken just now; send them again'),
      results,
    });
  return json(
    { results } satisfies EventResults,
    results.some(({ status }) => status === 'refused') ? 207 : 200,
  );
}

async function resultsOf(tools: ApiTools, sent: readonly unknown[]): Promise<readonly EventResult[]> {
  const { clinic, now } = tools;
  const protocols = protocolsOf(clinic);
  const parsed = sent.map((each) =>
    parseEvent(each, { now: now(), timeZone: clinic.timeZone, protocols, from: 'sender' }),
  );
  const courses = [
    ...Map.groupBy(
      parsed.flatMap((each) => (each.ok ? [each.event] : [])),
      ({ courseId }) => courseId,
    ),
  ];
  const outcomes = new Map<CourseEvent, EventResult>();
  const work = async () => {
    for (let next = courses.pop(); next; next = courses.pop())
      for (const [event, result] of await recorded(tools, ...next)) outcomes.set(event, result);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const results = parsed.map((each) => resultOf(each, outcomes));
  tools.count('EventsTaken', results.filter(({ status }) => status === 'taken').length);
  tools.count('EventsRefused', results.filter(({ status }) => status === 'refused').length);
  return results;
}

function resultOf(parsed: ParsedEvent, outcomes: ReadonlyMap<CourseEvent, EventResult>): EventResult {
  if (parsed.ok)
    return outcomes.get(parsed.event) ?? { eventId: parsed.event.eventId, status: 'failed', problem: FAILED };
  const { eventId, issues } = parsed;
  return { eventId, status: 'refused', problem: problemOf(422, 'the event is not as expected', issues) };
}

/** What became of the events of one course. What goes wrong with it keeps no other course from its events. */
async function recorded(
  { record, failed }: ApiTools,
  courseId: string,
  events: readonly CourseEvent[],
): Promise<readonly (readonly [CourseEvent, EventResult])[]> {
  try {
    const { refused } = await record(courseId, events);
    // Not by its id: another content under the same id may be in the request, and was taken.
    const reasons = new Map(refused.map(({ event, reason }) => [event, reason]));
    if (refused.some(({ reason }) => reason === 'full'))
      failed(new FullCourseError(`course ${courseId} takes only events that stop something`));
    return events.map((event) => [event, outcomeOf(event, reasons.get(event))]);
  } catch (error) {
    failed(error);
    return [];
  }
}

function outcomeOf({ eventId }: CourseEvent, reason: Refusal['reason'] | undefined): EventResult {
  if (!reason) return { eventId, status: 'taken' };
  return { eventId, status: 'refused', problem: problemOf(409, WHY_REFUSED[reason]) };
}
