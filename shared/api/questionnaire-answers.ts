import type { CourseEvent } from '../core/events/events.ts';
import type { EventIssue } from '../core/events/parse-event.ts';
import type { Plan } from '../core/plan.ts';
import { protocolsOf } from '../core/protocols/index.ts';
import type { Questionnaire, VisitName } from '../core/protocols/protocol.ts';
import { planLoaded } from '../course/plan-loaded.ts';
import type { LoadedCourse } from '../ports/course-store.ts';
import { OurError } from '../ports/our-error.ts';
import { ANSWER_ID, type Answered, answerEvents, readAnswered } from './answered.ts';
import { problem, taken } from './problem.ts';
import type { ApiTools } from './tools.ts';

/** A course has some dozen questionnaires; more calls than this are somebody's mistake. */
const MOST_ANSWERS = 200;

/** A course takes no more answers from form providers. */
class TooManyAnswersError extends OurError {
  override readonly name = 'TooManyAnswersError';
}

const refused = (issues: readonly EventIssue[]) => problem(400, 'the body is not as expected', issues);

/**
 * One answer for whatever cannot be found, so that it tells nothing of who is or was a patient. Not 410 for an erased
 * course: by Standard Webhooks that ends the calls about all others, too.
 */
const nothingMeant = () => problem(404, 'expected the token, or the course and visit, of an invitation');

/** Takes a provider's word that questionnaires were answered. @param callId the same however often the call comes */
export async function takeAnswer(tools: ApiTools, callId: string, body: string): Promise<Response> {
  const { clinic, record, count, failed, now } = tools;
  const read = readAnswered(body, protocolsOf(clinic));
  if (!read.ok) return refused(read.issues);
  const meant = await meantBy(read.value, tools);
  if (!meant) return nothingMeant();
  const { answeredAt } = read.value;
  const made = answerEvents({ ...meant, answeredAt, callId, now: now(), timeZone: clinic.timeZone });
  if (!made.ok) return refused(made.issues);
  const full = isTooMuch(meant.course, made.value);
  const reasons = full ? ['full'] : await heard(record, meant.courseId, made.value);
  if (reasons.includes('erased')) return nothingMeant();
  if (reasons.includes('full')) {
    failed(new TooManyAnswersError(`course ${meant.courseId} takes no more answers`));
    return problem(409, 'this course takes no more answers');
  }
  // What is left is a conflict: a call that was heard before, when its time was not told. The first one counts.
  count('AnswersTold');
  return taken();
}

/** Why events were refused. */
async function heard(
  record: ApiTools['record'],
  courseId: string,
  events: readonly CourseEvent[],
): Promise<readonly string[]> {
  if (events.length === 0) return [];
  const { refused } = await record(courseId, events);
  return refused.map(({ reason }) => reason);
}

function isTooMuch({ events }: LoadedCourse, incoming: readonly CourseEvent[]): boolean {
  const known = events.map(({ event }) => event.eventId).filter((id) => id.startsWith(ANSWER_ID));
  return known.length >= MOST_ANSWERS && incoming.some(({ eventId }) => !known.includes(eventId));
}

/** What a call is about. */
type Meant = {
  readonly courseId: string;
  readonly visit: VisitName;
  readonly questionnaires: readonly Questionnaire[];
  readonly course: LoadedCourse;
};

/** @returns null when there is no such course or visit, or the token is no invitation of this clinic's */
async function meantBy(answered: Answered, tools: ApiTools): Promise<Meant | null> {
  const { clinic, links, store, now } = tools;
  const named = 'token' in answered ? await links.open(answered.token) : { purpose: 'answer', ...answered };
  if (named?.purpose !== 'answer') return null;
  const { courseId } = named;
  const course = await store.load(courseId);
  if (!course.head) return null;
  const plan = planLoaded(courseId, course, [], clinic, now());
  const visit = 'visit' in named ? named.visit : plan.protocol?.visits[named.visitNumber - 1]?.visit;
  if (!visit) return null;
  const { questionnaire } = answered;
  const questionnaires = questionnaire ? [questionnaire] : askedAt(plan, visit);
  return { courseId, visit, questionnaires, course };
}

const askedAt = ({ visits }: Plan, visit: VisitName): readonly Questionnaire[] =>
  visits.find((each) => each.visit === visit)?.questionnaires ?? [];
