import { scheduleName } from '../../../shared/aws/schedules.ts';
import type { Clinic } from '../../../shared/clinic.ts';
import { pseudonymized } from '../../../shared/core/events/pseudonymize.ts';
import { isCallMail } from '../../../shared/core/reminders/call-mails.ts';
import { inDayHours } from '../../../shared/core/reminders/timing.ts';
import { later } from '../../../shared/core/time/civil-date.ts';
import { addMinutes, ceilToMinute, type Instant } from '../../../shared/core/time/instant.ts';
import { readWake } from '../../../shared/course/inbox.ts';
import type { LoadedCourse } from '../../../shared/ports/course-store.ts';
import type { ClinicCloud } from '../../clinic/clinic-cloud.ts';
import type { DeadLetter } from '../../cloud/index.ts';
import type { StoryEvent } from '../stories/story.ts';

/** What is left when everything has had time to end well. */
export type EndState = {
  readonly courses: ReadonlyMap<string, LoadedCourse>;
  /** What waits for something that will not come, one sentence each. */
  readonly stuck: readonly string[];
  /** Bodies of messages that nobody could handle. */
  readonly deadLetters: readonly string[];
};

/** Longer than a message may take to fail for good. */
const QUEUED_MINUTES = 40;
/** So far ahead the last of the hourly sweeps has armed every wake. */
const SWEPT_MINUTES = 5;

/** Reads what is left of a story, and looks for what is stuck. @param clinic with the settings in force */
export async function endStateOf(
  clinicCloud: ClinicCloud,
  events: readonly StoryEvent[],
  clinic: Clinic,
): Promise<EndState> {
  const { cloud, stackName } = clinicCloud;
  const now = cloud.clock.now();
  const ids = new Set([...events.map(({ courseId }) => courseId), ...(await clinicCloud.courseIds())]);
  const deadLetters = cloud.deadLetters().filter(({ queue }) => queue.startsWith(`${stackName}-`));
  const circumstances = { armed: armedIn(clinicCloud), givenUp: givenUpIn(deadLetters), now, clinic };
  const courses = new Map<string, LoadedCourse>();
  const stuck: string[] = [];
  for (const courseId of ids) {
    try {
      const course = await clinicCloud.courses.load(courseId);
      courses.set(courseId, course);
      stuck.push(...stuckIn(course, courseId, circumstances).map((what) => `${courseId}: ${what}`));
    } catch (error) {
      stuck.push(`${courseId}: it cannot be read: ${error instanceof Error ? error.message : error}`);
    }
  }
  return {
    courses,
    stuck: [...stuck, ...(await queuedFor(clinicCloud, deadLetters, now))],
    deadLetters: deadLetters.map(({ queue, body }) => `${queue}: ${body}`),
  };
}

function armedIn({ cloud, stackName }: ClinicCloud): ReadonlySet<string> {
  const schedules = cloud.schedules().filter(({ group }) => group === stackName);
  return new Set(schedules.map(({ name }) => name));
}

/** The courses of which a wake is a dead letter. */
function givenUpIn(deadLetters: readonly DeadLetter[]): ReadonlySet<string> {
  const wakes = deadLetters.filter(({ queue }) => queue.endsWith('-wakes-dead-letters'));
  return new Set(wakes.flatMap(({ body }) => readWake(body)?.courseId ?? []));
}

type Circumstances = {
  /** The names of the schedules that there are. */
  readonly armed: ReadonlySet<string>;
  /** The courses of which a wake was given up, perhaps before it could arm the next one. */
  readonly givenUp: ReadonlySet<string>;
  readonly now: Instant;
  readonly clinic: Clinic;
};

/** What waits in a course for something that will not come, one sentence each. */
export function stuckIn(
  { head, events, messages }: LoadedCourse,
  courseId: string,
  circumstances: Circumstances,
): string[] {
  const { now, clinic } = circumstances;
  const open = messages.flatMap((message) => {
    const about = { id: message.messageId, isForPatient: !isCallMail(message) };
    if (message.status === 'claimed') return [{ ...about, at: message.leaseUntil }];
    return message.status === 'released' ? [{ ...about, at: message.retryAt }] : [];
  });
  // By night a patient's e-mail waits for the wake of the morning; a mail to the clinic goes at any hour.
  const wokenAt = head?.nextWakeAt ?? null;
  const isNight = inDayHours(now, clinic) > now;
  const sleeps = isNight && wokenAt !== null && wokenAt <= inDayHours(now, clinic);
  const overdue = open
    .filter(({ at, isForPatient }) => at < now && !(sleeps && isForPatient))
    .map(({ id, at }) => `message ${id} is open since ${at}`);
  const counted = head?.status === 'erased' ? 0 : (head?.events ?? 0) + (head?.messages ?? 0);
  if (counted !== events.length + messages.length) overdue.push('its head counts other items than there are');
  const kept = head?.purged && head.status !== 'erased' ? events.filter(isPersonal) : [];
  overdue.push(...kept.map(({ event }) => `${event.eventId} is not forgotten`));
  const unwoken = unwokenIn(head, courseId, circumstances);
  return unwoken === null ? overdue : [...overdue, unwoken];
}

/** What is wrong with the next wake of a course; null when it will come. */
function unwokenIn(
  head: LoadedCourse['head'],
  courseId: string,
  { armed, givenUp, now }: Circumstances,
): string | null {
  const wakeAt = head?.nextWakeAt;
  if (!wakeAt) return null;
  if (wakeAt < now) return `it should have been woken at ${wakeAt}`;
  // What a wake that was given up did not arm, the sweep arms in the hour before.
  const willBe = givenUp.has(courseId) && wakeAt > addMinutes(now, SWEPT_MINUTES);
  return willBe || isArmed(courseId, wakeAt, armed) ? null : `no wake is armed for ${wakeAt}`;
}

function isArmed(courseId: string, wakeAt: Instant, armed: ReadonlySet<string>): boolean {
  const minutes = [0, 1, 2].map((more) => addMinutes(ceilToMinute(wakeAt), more));
  return minutes.some((at) => armed.has(scheduleName(courseId, at)));
}

/** Whether the next wake of a course is armed, if one is to come, while the clinic is at work. */
export async function isArmedNow(clinicCloud: ClinicCloud, courseId: string): Promise<boolean> {
  const { cloud, courses } = clinicCloud;
  const { head } = await courses.load(courseId);
  if (!head?.nextWakeAt) return true;
  return isArmed(courseId, later(head.nextWakeAt, cloud.clock.now()), armedIn(clinicCloud));
}

const isPersonal = ({ event }: LoadedCourse['events'][number]) =>
  JSON.stringify(pseudonymized(event)) !== JSON.stringify(event);

/** Messages that have been in a queue too long. */
async function queuedFor(
  { cloud, stackName }: ClinicCloud,
  deadLetters: readonly { readonly messageId: string }[],
  now: Instant,
): Promise<string[]> {
  const dead = new Set(deadLetters.map(({ messageId }) => messageId));
  const oldest = Date.parse(addMinutes(now, -QUEUED_MINUTES));
  const { queues } = await cloud.dump();
  return Object.entries(queues.messages).flatMap(([arn, messages]) => {
    const queue = arn.slice(arn.lastIndexOf(':') + 1);
    if (!queue.startsWith(`${stackName}-`)) return [];
    return messages
      .filter(({ messageId, sentAt }) => sentAt < oldest && !dead.has(messageId))
      .map(({ body }) => `a message stays in ${queue}: ${body}`);
  });
}
