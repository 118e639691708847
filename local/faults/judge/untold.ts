import { type ReminderKey, readKey } from '../../../shared/core/ids/reminder-key.ts';
import type { Plan } from '../../../shared/core/plan.ts';
import { readHistory } from '../../../shared/core/reminders/log.ts';
import { addMinutes } from '../../../shared/core/time/instant.ts';
import { planLoaded } from '../../../shared/course/plan-loaded.ts';
import type { Head } from '../../../shared/ports/head.ts';
import type { Behaviour } from '../../cloud/index.ts';
import type { Run } from '../play/run.ts';
import type { SentEmail } from '../play/sent-log.ts';
import type { Fault } from '../stories/fault.ts';
import { keyIn } from './owed.ts';
import { delayBy } from './patience.ts';

const NEVER_ARRIVES: readonly Behaviour[] = ['bounce', 'soft-bounce', 'reject', 'suppressed', 'listed'];

/** Whether an e-mail does not come to the patient. */
export const isLost = ({ behaviour }: Pick<SentEmail, 'behaviour'>): boolean =>
  NEVER_ARRIVES.includes(behaviour);

/** Queues keep what waits for a week. */
const KEPT_HOURS = 7 * 24;

/** Whether a report of what became of an e-mail never came, or waited longer than queues keep it. */
export const hasLostReport = ({ fired }: Pick<Run, 'fired'>): boolean =>
  fired.some((fault) => fault.kind === 'delivery' && fault.to === 'emails' && fault.after.length === 0) ||
  hoursOff(fired) >= KEPT_HOURS;

const hoursOff = (fired: readonly Fault[]) =>
  fired.reduce((sum, fault) => sum + (fault.kind === 'outage' ? fault.hours : 0), 0);

/** Reminders in e-mails that did not arrive, of which no therapist hears, one sentence each. */
export function untoldIn(run: Run): string[] {
  // A report that never comes can tell nobody.
  if (hasLostReport(run)) return [];
  const emails = run.sent.filter((email) => email.courseId !== '' && !isReportForgotten(email, run));
  const lost = [...Map.groupBy(emails, ({ message }) => message).values()].filter((attempts) =>
    attempts.every(isLost),
  );
  return lost.flatMap(([email]) => (email ? untoldOf(email, run) : []));
}

/** The table was brought back to before the e-mail, or to between it and its report: nobody reports a second time. */
const isReportForgotten = ({ at, isForgotten }: SentEmail, run: Run): boolean =>
  isForgotten ||
  run.restored.some(
    (restored) => at < restored.at && addMinutes(at, REPORT_MINUTES + delayBy(run) / 60) > restored.to,
  );

/** How long a report takes when nothing holds it up, at most. */
const REPORT_MINUTES = 1;

function untoldOf({ courseId, message, keys, behaviour }: SentEmail, run: Run): string[] {
  const course = run.courses.get(courseId);
  if (!course?.head || course.head.status === 'erased' || course.head.purged) return [];
  const { head, messages } = course;
  const plan = planLoaded(courseId, course, [], run.clinic, run.endedAt);
  const log = messages.filter(({ messageId }) => message === `${courseId} ${messageId}`);
  const history = readHistory(log, plan.course.bouncedMessages);
  return keys
    .map((named) => keyIn(named, courseId))
    .flatMap((key) => {
      const said = history.get(key);
      if (said?.state === 'sent') return [`${courseId} ${key} counts as sent after a ${behaviour}`];
      return isTold(key, plan, head) ? [] : [`nobody is told that ${courseId} ${key} met a ${behaviour}`];
    });
}

/** Whether the task that the plan asks for is where the digest finds it. */
function isTold(key: ReminderKey, { tasks }: Plan, head: Head): boolean {
  const name = `call-patient:${readKey(key).visit}`;
  const asked = tasks.find(({ task }) => task === name);
  const isOver = !asked || asked.status === 'done' || asked.status === 'dismissed';
  return isOver || head.tasks.some(({ task }) => task === name);
}
