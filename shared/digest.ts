import type { DigestEntry, DigestStore, Recipient, WorklistCourse } from './aws/digest-store.ts';
import type { Mailer } from './aws/mailer.ts';
import type { Clinic } from './clinic.ts';
import type { Calendar } from './core/calendar.ts';
import { addDays, type CivilDate } from './core/civil-date.ts';
import {
  type DigestLog,
  digestKey,
  isDigestDue,
  isFirstOpenDayOfWeek,
  isOverdue,
  type WorklistTask,
} from './core/digest.ts';
import { addMinutes, epochMillis, type Instant, localDateOf } from './core/instant.ts';
import { calendarOf } from './core/plan.ts';
import { type DigestTask, type Email, renderManagerDigest, renderTherapistDigest } from './mail/index.ts';

export type DigestTools = {
  readonly store: DigestStore;
  readonly mailer: Mailer;
  readonly clinic: Clinic;
  readonly now: () => Instant;
};

/** Some digest could not be sent now; what was sent is noted, so trying again sends only the rest. */
export class DigestNotSentError extends Error {
  override readonly name = 'DigestNotSentError';
}

/** Shorter than the queue's visibility timeout: a redelivered request finds its own claim run out. */
const LEASE_MINUTES = 5;
const MAX_ATTEMPTS = 3;
/** A digest older than this is as good as none. */
const MEMORY_DAYS = 120;

/** One e-mail that may be due today. */
type Digest = {
  readonly recipient: Recipient;
  readonly to: string;
  readonly tasks: readonly OverdueTask[];
  readonly isDue: (log: DigestLog) => boolean;
  readonly render: (log: DigestLog) => Email;
};
type OverdueTask = WorklistTask & { readonly course: WorklistCourse };

/**
 * Sends today's digests: to each therapist with overdue tasks and, on the first open day of the week, to the
 * manager. Does nothing on a day that is not open. Calling it again on the same day sends nothing twice.
 * @throws DigestNotSentError when some could not be sent
 */
export async function sendDigests(tools: DigestTools): Promise<{ sent: number }> {
  const { clinic, store, now } = tools;
  const today = localDateOf(now(), clinic.timeZone);
  const calendar = calendarOf(clinic);
  if (!calendar.isOpenDay(today)) return { sent: 0 };
  const overdue = (await store.worklist(today)).flatMap((course) => overdueTasks(course, today));
  const digests = [
    ...therapistDigests(overdue, today, calendar, clinic),
    ...managerDigest(overdue, today, calendar, clinic),
  ];
  let sent = 0;
  const failed: unknown[] = [];
  for (const digest of digests) {
    try {
      sent += (await sendDigest(tools, digest, today)) ? 1 : 0;
    } catch (error) {
      failed.push(error);
    }
  }
  if (failed.length > 0) {
    throw new DigestNotSentError(`${failed.length} of ${digests.length} digests were not sent`, {
      cause: failed[0],
    });
  }
  return { sent };
}

function overdueTasks(course: WorklistCourse, today: CivilDate): OverdueTask[] {
  const { courseId, head } = course;
  return head.tasks
    .map(({ task, due, snoozedUntil }) => ({ courseId, task, due, snoozedUntil, course }))
    .filter((task) => isOverdue(task, today));
}

function therapistDigests(
  overdue: readonly OverdueTask[],
  today: CivilDate,
  calendar: Calendar,
  clinic: Clinic,
): Digest[] {
  const byTherapist = Map.groupBy(overdue, ({ course }) => course.head.therapist?.therapistId ?? '');
  return [...byTherapist].flatMap(([therapistId, tasks]): Digest[] => {
    const therapist = newestTherapist(tasks);
    if (!therapist) return [];
    return [
      {
        recipient: `THERAPIST#${therapistId}`,
        to: therapist.email,
        tasks,
        isDue: (log) => isDigestDue(tasks, log, today, calendar, clinic.digest.repeatAfterWeekdays),
        render: (log) => {
          const listed = tasks.map((task) => digestTask(task, log, today, calendar));
          return renderTherapistDigest(clinic, { therapistName: therapist.name, today, tasks: listed });
        },
      },
    ];
  });
}

/** A therapist's name and address by the course that heard of them last. */
function newestTherapist(tasks: readonly OverdueTask[]) {
  const heads = tasks.map(({ course }) => course.head);
  return heads.reduce((a, b) => (b.lastReceivedAt > a.lastReceivedAt ? b : a)).therapist;
}

function managerDigest(
  overdue: readonly OverdueTask[],
  today: CivilDate,
  calendar: Calendar,
  clinic: Clinic,
): Digest[] {
  const { managerEmail, digest } = clinic;
  if (!managerEmail || !isFirstOpenDayOfWeek(today, calendar)) return [];
  const tasks = overdue.filter(({ due }) => calendar.weekdaysSince(due, today) > digest.managerAfterWeekdays);
  if (tasks.length === 0) return [];
  return [
    {
      recipient: 'MANAGER',
      to: managerEmail,
      tasks,
      isDue: ({ sentOn }) => sentOn !== today,
      render: (log) =>
        renderManagerDigest(clinic, {
          today,
          tasks: tasks.map((task) => ({
            ...digestTask(task, log, today, calendar),
            therapistName: task.course.head.therapist?.name ?? '',
          })),
        }),
    },
  ];
}

function digestTask(task: OverdueTask, log: DigestLog, today: CivilDate, calendar: Calendar): DigestTask {
  const { patient } = task.course.head;
  return {
    courseId: task.courseId,
    patientId: patient?.patientId ?? '',
    initials: patient?.initials ?? '',
    task: task.task,
    due: task.due,
    weekdaysOverdue: calendar.weekdaysSince(task.due, today),
    isNew: !log.tasks.includes(digestKey(task)),
  };
}

/** Claims, sends and notes one digest. @returns whether it was sent */
async function sendDigest(
  { store, mailer, clinic, now }: DigestTools,
  digest: Digest,
  today: CivilDate,
): Promise<boolean> {
  const entries = await store.entries(digest.recipient, addDays(today, -MEMORY_DAYS));
  const log = digestLog(entries);
  if (!digest.isDue(log)) return false;
  const claim = claimEntry(entries[0], digest, today, now(), clinic.retention.logDays);
  if (!claim) return false;
  if (!(await store.write(digest.recipient, claim))) throw new DigestNotSentError('another handler is at it');
  const outcome = await mailer.send(digest.to, digest.render(log), digestTags(digest.recipient, today));
  const note = (status: DigestEntry['status']) =>
    store.write(digest.recipient, { ...claim, version: claim.version + 1, status });
  switch (outcome.kind) {
    case 'accepted':
      await note('sent');
      return true;
    case 'refused':
      await note('failed');
      return false;
    case 'later':
      await note('released');
      throw new DigestNotSentError(`the provider asks to try later: ${outcome.reason}`);
    case 'unknown':
      throw new DigestNotSentError(`the provider did not answer: ${outcome.reason}`);
    default:
      return outcome satisfies never;
  }
}

function digestLog(entries: readonly DigestEntry[]): DigestLog {
  const last = entries.find(({ status }) => status === 'sent');
  return { sentOn: last?.day ?? null, tasks: last?.tasks ?? [] };
}

/**
 * Today's entry, claimed. Null when it was refused, or after too many attempts of unknown outcome.
 * @throws DigestNotSentError while another handler may still be sending
 */
function claimEntry(
  latest: DigestEntry | undefined,
  { tasks }: Digest,
  today: CivilDate,
  now: Instant,
  keepDays: number,
): DigestEntry | null {
  const entry = latest?.day === today ? latest : null;
  if (entry?.status === 'failed') return null;
  if (entry?.status === 'claimed' && entry.leaseUntil > now)
    throw new DigestNotSentError('its outcome is still open');
  const attempt = entry?.status === 'released' ? entry.attempt : (entry?.attempt ?? 0) + 1;
  if (attempt > MAX_ATTEMPTS) return null;
  return {
    day: today,
    version: (entry?.version ?? 0) + 1,
    status: 'claimed',
    attempt,
    leaseUntil: addMinutes(now, LEASE_MINUTES),
    tasks: tasks.map(digestKey),
    expiresAt: Math.floor(epochMillis(now) / 1000) + keepDays * 86_400,
  };
}

/** Tell which digest an e-mail is; nothing personal. */
const digestTags = (recipient: Recipient, today: CivilDate) => ({
  digest: Buffer.from(recipient).toString('base64url'),
  day: today,
});
