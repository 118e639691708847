import type { Clinic } from '../../clinic.ts';
import { openCalls } from '../../core/course/calls.ts';
import type { CallReason } from '../../core/events/events.ts';
import { type ReminderKind, readKey } from '../../core/ids/reminder-key.ts';
import { readTask } from '../../core/ids/task-id.ts';
import type { VisitName } from '../../core/protocols/protocol.ts';
import type { UnreachableReason } from '../../core/reminders/log.ts';
import type { CivilDate } from '../../core/time/civil-date.ts';
import type { Instant } from '../../core/time/instant.ts';
import { planLoaded } from '../../course/plan-loaded.ts';
import type { CaseLine, CurrentCourse } from '../../ports/caseload.ts';
import type { CourseStore } from '../../ports/course-store.ts';
import type { TodayTask } from './today-view.ts';

/** What is to be said in a call: what an e-mail would have said, or what the patient asked for. */
export type ToSay =
  | { readonly kind: 'book'; readonly visit: VisitName; readonly latest: CivilDate | null }
  | { readonly kind: 'answer'; readonly visit: VisitName }
  | { readonly kind: 'time'; readonly visit: VisitName; readonly at: Instant | null }
  | { readonly kind: 'cancelled'; readonly visit: VisitName; readonly at: Instant }
  | { readonly kind: 'asked'; readonly reason: CallReason };

/** A call with all that whoever makes it needs. */
export type Call = TodayTask & {
  /** How many events the course has: what is pressed is about this state of it. */
  readonly events: number;
  /** Why the patient could not be e-mailed; null when that is not why. */
  readonly because: UnreachableReason | null;
  readonly say: readonly ToSay[];
};

/** Calls as their courses are at this moment. What was done in between is gone. */
export async function callsOf(
  tasks: readonly TodayTask[],
  current: readonly CurrentCourse[],
  {
    store,
    clinic,
    now,
  }: { readonly store: Pick<CourseStore, 'load'>; readonly clinic: Clinic; readonly now: Instant },
): Promise<Call[]> {
  const byId = new Map(current.map((course) => [course.courseId, course]));
  const calls = tasks.map(async (line): Promise<Call[]> => {
    const course = byId.get(line.courseId);
    if (!course?.head.tasks.some(({ task }) => task === line.task)) return [];
    const name = readTask(line.task);
    const base = { ...line, events: course.head.events };
    if (name.kind === 'call-patient')
      return [{ ...base, because: course.line.unreachable, say: toSayOf(name.visit, course.line) }];
    const plan = planLoaded(line.courseId, await store.load(line.courseId), [], clinic, now);
    const reasons = [...new Set(openCalls(plan.course).map(({ reason }) => reason))];
    return [{ ...base, because: null, say: reasons.map((reason) => ({ kind: 'asked', reason })) }];
  });
  return (await Promise.all(calls)).flat();
}

/** What the e-mails about a visit that could not be sent would have said, each once. */
function toSayOf(visit: VisitName, line: CaseLine): readonly ToSay[] {
  const about = line.visits.find((each) => each.visit === visit);
  const lost = line.mails
    .map(({ key, status }) => ({ name: readKey(key), status }))
    .filter(({ name, status }) => name.visit === visit && status === 'undeliverable');
  const usual: ToSay = about?.bookedAt
    ? { kind: 'time', visit, at: about.bookedAt }
    : { kind: 'book', visit, latest: about?.window?.latest ?? null };
  const say = lost.map(({ name }): ToSay => {
    switch (SAYS[name.kind]) {
      case 'book':
        return { kind: 'book', visit, latest: about?.window?.latest ?? null };
      case 'answer':
        return { kind: 'answer', visit };
      case 'cancelled':
        return { kind: 'cancelled', visit, at: 'startsAt' in name ? name.startsAt : ('' as Instant) };
      default:
        return { kind: 'time', visit, at: about?.bookedAt ?? null };
    }
  });
  return say.length === 0 ? [usual] : [...new Map(say.map((each) => [JSON.stringify(each), each])).values()];
}

/** What each kind of e-mail is about. */
const SAYS: Readonly<Record<ReminderKind, Exclude<ToSay['kind'], 'asked'>>> = {
  questionnaires: 'answer',
  nudge: 'answer',
  booking: 'book',
  rebooking: 'book',
  confirmation: 'time',
  appointment: 'time',
  changed: 'time',
  cancelled: 'cancelled',
};
