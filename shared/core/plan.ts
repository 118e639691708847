import { isGoodEnd } from './course/closing.ts';
import type { Course } from './course/course.ts';
import type { CourseNotice } from './course/notice.ts';
import { type EndOfCourse, endOfCourse, retentionFrom } from './end-of-course.ts';
import type { ReminderKey } from './ids/reminder-key.ts';
import { planNotices } from './notices/plan-notices.ts';
import { educationMissedOn } from './notices/session-notices.ts';
import { protocolOf } from './protocols/index.ts';
import type { Protocol } from './protocols/protocol.ts';
import { decideCalls, isCallMail } from './reminders/call-mails.ts';
import { type Decisions, decide, giveUpAll, sendableNow } from './reminders/decide.ts';
import type { DecisionFacts } from './reminders/line-up.ts';
import type { PlannedReminder } from './reminders/listed.ts';
import type { Message } from './reminders/log.ts';
import { wrongTimes } from './reminders/told-times.ts';
import { calendarOf } from './settings/clinic-calendar.ts';
import { settingsOfCourse } from './settings/own-send-time.ts';
import type { CoreSettings } from './settings/settings.ts';
import type { Task } from './tasks/task.ts';
import { tasksChangeAt } from './tasks/task-times.ts';
import { planTasks } from './tasks/tasks.ts';
import { earlier } from './time/civil-date.ts';
import { type Instant, localDateOf, startOfDay } from './time/instant.ts';
import { bookedTimes } from './visits/booked-times.ts';
import { type Cap, capOf } from './visits/cap.ts';
import type { PlannedVisit } from './visits/planned-visit.ts';
import { planVisits } from './visits/visits.ts';

export type CourseStatus = 'unknown' | 'open' | 'closed' | 'completed' | 'erased';

export type PlanInput = {
  readonly course: Course;
  readonly settings: CoreSettings;
  /** The course's log of messages so far. */
  readonly messages: readonly Message[];
  readonly now: Instant;
  /** When the course last received an event. */
  readonly lastReceivedAt: Instant;
  /** Whether contact details have been erased already. */
  readonly purged: boolean;
};

/** What is to happen in a course, why, what is due now, and when to look again. */
export type Plan = {
  readonly course: Course;
  readonly protocol: Protocol | null;
  readonly status: CourseStatus;
  readonly cap: Cap | null;
  readonly visits: readonly PlannedVisit[];
  readonly tasks: readonly Task[];
  readonly reminders: readonly PlannedReminder[];
  /** What a therapist should know. */
  readonly notices: readonly CourseNotice[];
  /** What is due now. */
  readonly decisions: Decisions;
  readonly end: EndOfCourse | null;
  /** Whether contact details are to be erased now. */
  readonly purge: boolean;
  /** The next instant at which the plan has something to do once the decisions are carried out. */
  readonly nextWakeAt: Instant | null;
};

const ERASED: CourseNotice = { kind: 'erased', en: 'The course was erased.', da: 'Forløbet er slettet.' };
const NOT_ENROLLED: CourseNotice = {
  kind: 'not-enrolled',
  en: 'The enrolment has not arrived yet.',
  da: 'Oprettelsen af forløbet er ikke modtaget endnu.',
};

const nothing: Omit<Plan, 'course' | 'status'> = {
  protocol: null,
  cap: null,
  visits: [],
  tasks: [],
  reminders: [],
  notices: [],
  decisions: { messages: [], claims: [] },
  end: null,
  purge: false,
  nextWakeAt: null,
};

/** The plan of a course: a function of its facts, the clinic's settings, the messages so far, and now. */
export function planCourse(given: PlanInput): Plan {
  const input = { ...given, settings: settingsOfCourse(given.settings, given.course.courseId) };
  const { course, settings, now } = input;
  if (course.erased) return { ...nothing, course, status: 'erased', notices: [ERASED] };
  if (!course.enrolment) {
    return unenrolled(input);
  }
  const { timeZone } = settings;
  const today = localDateOf(now, timeZone);
  const protocol = protocolOf(course.enrolment.protocol, course.protocols);
  const calendar = calendarOf(settings);
  const visits = planVisits(protocol, course, settings, calendar);
  const cap = capOf(protocol, course, calendar);
  const messages = input.messages.filter((message) => !isCallMail(message));
  const { history, ...decided } = decide(visits, calendar, { ...input, messages });
  const calls = decideCalls(input);
  const end = endOfCourse(protocol, course, visits, settings);
  const purge = end !== null && !input.purged && end.contactsErasedAt <= now;
  const times = bookedTimes(visits, timeZone);
  const taskContext = {
    protocol,
    course,
    settings,
    calendar,
    cap,
    history,
    times,
    wrongTimes: wrongTimes(history, times, now),
    now,
  };
  const educationMissed = educationMissedOn(protocol, course, visits);
  const wakes = [
    ...decided.wakes,
    ...calls.wakes,
    ...(end && !input.purged ? [end.contactsErasedAt] : []),
    ...tasksChangeAt(visits, taskContext),
    ...(educationMissed ? [startOfDay(educationMissed, timeZone)] : []),
  ].filter((at) => at > now);
  return {
    course,
    protocol,
    status: statusOf(course),
    cap,
    visits,
    tasks: planTasks(visits, taskContext),
    reminders: decided.reminders,
    notices: planNotices({ protocol, course, visits, cap, history, timeZone, today }),
    decisions: {
      messages: [...decided.decisions.messages, ...calls.messages],
      claims: [...decided.decisions.claims, ...calls.claims],
    },
    end,
    purge,
    nextWakeAt: earliest(wakes),
  };
}

const earliest = (instants: readonly Instant[]): Instant | null =>
  instants.length > 0 ? instants.reduce(earlier) : null;

/**
 * A course whose enrolment never comes is forgotten like one that ended when it was last heard of. If the enrolment was
 * taken back, nothing that is still open is wanted any more.
 */
function unenrolled({ course, settings, messages, now, lastReceivedAt, purged }: PlanInput): Plan {
  const end = retentionFrom(localDateOf(lastReceivedAt, settings.timeZone), settings);
  const isOver = end.contactsErasedAt <= now;
  const given = giveUpAll(messages, now, settings);
  const wakes = [...given.wakes, ...(isOver ? [] : [end.contactsErasedAt])];
  return {
    ...nothing,
    course,
    status: 'unknown',
    decisions: { messages: given.messages, claims: [] },
    notices: [...course.notices, NOT_ENROLLED],
    end,
    purge: isOver && !purged,
    nextWakeAt: earliest(wakes),
  };
}

/** Whether something is due now. */
export const hasDecisions = ({ decisions, purge }: Plan): boolean => decisions.messages.length > 0 || purge;

/** The keys of the reminders that may go out at this very moment, by the facts as they are. */
export function sendableKeys(facts: DecisionFacts): ReadonlySet<ReminderKey> {
  const { course } = facts;
  const settings = settingsOfCourse(facts.settings, course.courseId);
  if (course.erased || !course.enrolment) return new Set();
  const calendar = calendarOf(settings);
  const protocol = protocolOf(course.enrolment.protocol, course.protocols);
  const visits = planVisits(protocol, course, settings, calendar);
  const messages = facts.messages.filter((message) => !isCallMail(message));
  return sendableNow(visits, calendar, { ...facts, settings, messages });
}

function statusOf(course: Course): CourseStatus {
  if (!course.closed) return 'open';
  return isGoodEnd(course) ? 'completed' : 'closed';
}
