import { type ReminderKind, readKey } from '../../../shared/core/ids/reminder-key.ts';
import type { PlannedReminder } from '../../../shared/core/reminders/listed.ts';
import { MISSED, readHistory } from '../../../shared/core/reminders/log.ts';
import { invitationKey } from '../../../shared/core/reminders/questionnaires.ts';
import { inDayHours } from '../../../shared/core/reminders/timing.ts';
import { calendarOf } from '../../../shared/core/settings/clinic-calendar.ts';
import { earlier } from '../../../shared/core/time/civil-date.ts';
import { addMinutes, type Instant, localDateOf, toInstant } from '../../../shared/core/time/instant.ts';
import { planLoaded } from '../../../shared/course/plan-loaded.ts';
import type { Run } from '../play/run.ts';
import type { SentEmail } from '../play/sent-log.ts';
import type { Fault } from '../stories/fault.ts';
import { arrivalOf, type FaultStory } from '../stories/story.ts';
import { type Owed, owedIn } from './owed.ts';
import { delayBy, patienceWith } from './patience.ts';
import { isWanted } from './wanted.ts';

/** What the undisturbed run sent or accounted for and this one did neither, one sentence each. */
export function lostIn(story: FaultStory, undisturbed: Run, run: Run): string[] {
  return [
    ...lostEvents(story, undisturbed, run),
    ...lostDigests(story, undisturbed, run),
    ...owedIn(undisturbed)
      .filter((owed) => !isAccounted(owed, run) && wouldStillGo(owed, story, run) && !isMoot(owed, run))
      .map(({ courseId, key, at }) => `${courseId} ${key}, which went at ${at}`),
  ];
}

function lostEvents({ events }: FaultStory, undisturbed: Run, run: Run): string[] {
  const has = ({ courses }: Run, { courseId, eventId }: FaultStory['events'][number]) =>
    courses.get(courseId)?.events.some(({ event }) => event.eventId === eventId) === true;
  const isDead = ({ eventId }: FaultStory['events'][number]) =>
    run.deadLetters.some((body) => body.includes(`"${eventId}"`));
  // An erasure that came ahead of its time, from after the story, takes all of a course's events along.
  const isErased = ({ courseId }: FaultStory['events'][number]) =>
    run.courses.get(courseId)?.head?.status === 'erased' &&
    events.some((event) => event.courseId === courseId && event.type === 'course.erased');
  return events
    .filter((event) => has(undisturbed, event) && !has(run, event) && !isDead(event) && !isErased(event))
    .filter(({ courseId }) => run.courses.has(courseId))
    .map(({ courseId, eventId }) => `${courseId} event ${eventId}`);
}

/** A digest may wait or change its day when facts do; a mere crash or refusal changes none. */
function lostDigests(story: FaultStory, undisturbed: Run, run: Run): string[] {
  const isMild = (fault: Fault) => fault.kind === 'call' && fault.what !== 'rejected';
  const mild = run.fired.filter(isMild).length;
  if (run.fired.length > mild || mild > 2 || story.faults?.length) return [];
  const sent = new Set(run.sent.flatMap(({ keys }) => keys));
  // What is told while a digest is put off may be all that it would have said.
  const isOvertaken = ({ at }: SentEmail) => {
    const until = addMinutes(at, delayBy(run) / 60);
    return story.events.map(arrivalOf).some((came) => toInstant(came) > at && toInstant(came) <= until);
  };
  return undisturbed.sent
    .filter((email) => email.courseId === '' && !isOvertaken(email))
    .flatMap(({ keys }) => keys.filter((key) => !sent.has(key)));
}

/** Sent or still to go, or missed for good reason, or undeliverable with a task for the therapist. */
function isAccounted({ courseId, key, at }: Owed, run: Run): boolean {
  if (run.sent.some(({ keys }) => keys.includes(`${courseId} ${key}`))) return true;
  const course = run.courses.get(courseId);
  if (!course) return false;
  // What became of it was erased with the course.
  if (course.head?.status === 'erased') return run.tried.has(`${courseId} ${key}`);
  const { clinic } = run;
  const plan = planLoaded(courseId, course, [], clinic, run.endedAt);
  const said = readHistory(course.messages, plan.course.bouncedMessages).get(key);
  if (said?.state === 'missed')
    return said.reason === MISSED.barred || said.reminder.expiresAt <= patienceWith({ at }, run);
  // What does not go after a restore is noted with the next wake.
  const isSettled = ({ sendAt, note }: PlannedReminder) => sendAt > run.endedAt || note === MISSED.barred;
  if (plan.reminders.some((each) => each.key === key && isSettled(each))) return true;
  if (said?.state !== 'failed' && said?.state !== 'undeliverable') return false;
  return (
    plan.course.closed !== null ||
    plan.course.enrolment === null ||
    plan.tasks.some(({ task }) => task === `call-patient:${readKey(key).visit}`)
  );
}

/**
 * A nudge goes only to patients whom an invitation has reached on an earlier day; what was forgotten is neither followed
 * by one nor set right.
 */
function isMoot({ courseId, key, at }: Owed, run: Run): boolean {
  const { sent, clinic, restored } = run;
  const name = readKey(key);
  const { visit } = name;
  if (restored.length > 0 && FOLLOWS.includes(name.kind)) return true;
  if (name.kind !== 'nudge') return false;
  const invited = sent.find(({ keys }) => keys.includes(`${courseId} ${invitationKey(visit)}`));
  // Its own day, though another e-mail of that day may have put it off.
  const dueOn = calendarOf(clinic).plusWeekdays(name.bookedOn, -clinic.reminders.nudge.weekdaysBefore);
  const day = earlier(dueOn, localDateOf(at, clinic.timeZone));
  if (!invited || localDateOf(invited.at, clinic.timeZone) >= day) return true;
  const course = run.courses.get(courseId);
  if (!course) return false;
  const { bouncedMessages } = planLoaded(courseId, course, [], clinic, run.endedAt).course;
  return readHistory(course.messages, bouncedMessages).get(invitationKey(visit))?.state !== 'sent';
}

/** What follows something that was sent. */
const FOLLOWS: readonly ReminderKind[] = ['nudge', 'changed', 'cancelled'];

/** Whether it was still wanted when all that went wrong can have held it up no longer. */
function wouldStillGo(owed: Owed, story: FaultStory, run: Run): boolean {
  const { courseId, key, at } = owed;
  const known = earlier(addMinutes(at, delayBy(run) / 60), run.endedAt);
  const messages = run.courses.get(courseId)?.messages ?? [];
  const expiresAt = messages
    .flatMap(({ reminders }) => reminders)
    .find((each) => each.key === key)?.expiresAt;
  const now = inDayHours(known, run.clinic);
  const heardAt = [heardAfterOutage(owed, story, run), deployedWithin(at, now, run)].sort().at(-1) ?? '';
  const moments = [now, at, ...(expiresAt ? [addMinutes(expiresAt, -1)] : [])].filter(
    (each) => each <= now && each >= heardAt,
  );
  return moments.some((moment) => isWanted(owed, moment, known, story, run));
}

/** When other settings came into force while it waited; an empty text when none did. */
const deployedWithin = (at: Instant, until: Instant, { inForce }: Run): Instant | '' =>
  inForce.map(({ from }) => from).findLast((from) => from > at && from <= until) ?? '';

/** What came while nothing ran was not known before that was over; an empty text when nothing came then. */
function heardAfterOutage({ courseId, at }: Owed, { events }: FaultStory, { fired }: Run): Instant | '' {
  const ends = fired.flatMap((fault) => {
    if (fault.kind !== 'outage') return [];
    const end = addMinutes(fault.at, fault.hours * 60);
    const isMissed = (came: Instant) => came >= fault.at && came < end && came <= at;
    const own = events.filter((event) => event.courseId === courseId);
    return own.some((event) => isMissed(toInstant(arrivalOf(event)))) ? [end] : [];
  });
  return ends.sort().at(-1) ?? '';
}
