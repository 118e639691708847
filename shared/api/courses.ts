import type * as z from 'zod';
import { courseToJson } from '../core/course-json.ts';
import { isId } from '../core/events/events.ts';
import { audienceOf, type Message, momentOf } from '../core/reminders/log.ts';
import { planLoaded } from '../course/plan-loaded.ts';
import type { course } from './answers.ts';
import { json, problem } from './problem.ts';
import type { ApiTools } from './tools.ts';

type CourseAnswer = z.output<typeof course>;

/** One answer for a course that never was, and one that was erased. */
const noCourse = () => problem(404, 'there is no such course');

/** A course as it stands now: its plan, why, and what was sent. Nobody's name. */
export async function showCourse({ clinic, store, now }: ApiTools, courseId: string): Promise<Response> {
  if (!isId(courseId)) return noCourse();
  const loaded = await store.load(courseId);
  if (!loaded.head || loaded.head.status === 'erased') return noCourse();
  const asOf = now();
  const plan = planLoaded(courseId, loaded, [], clinic, asOf);
  const answer: CourseAnswer = {
    ...courseToJson(plan),
    patientId: loaded.head.patient?.patientId ?? null,
    therapistId: loaded.head.therapist?.therapistId ?? null,
    asOf,
    messages: loaded.messages.map(messageToJson),
  };
  return json(answer);
}

function messageToJson(message: Message): CourseAnswer['messages'][number] {
  const dropped = 'dropped' in message ? message.dropped : [];
  return {
    messageId: message.messageId,
    audience: audienceOf(message),
    status: message.status,
    at: momentOf(message),
    reminders: message.reminders.map(({ key }) => key).filter((key) => !dropped.includes(key)),
    delivery: message.status === 'sent' ? (message.delivery?.outcome ?? null) : null,
    reason: 'reason' in message ? message.reason : null,
  };
}
