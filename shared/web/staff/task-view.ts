import type { Clinic } from '../../clinic.ts';
import { openCalls } from '../../core/course/calls.ts';
import type { CallReason } from '../../core/events/events.ts';
import { readTask, type TaskId, type TaskKind, visitOfTask } from '../../core/ids/task-id.ts';
import type { Plan } from '../../core/plan.ts';
import { protocolsOf } from '../../core/protocols/index.ts';
import type { Assessment, Questionnaire, VisitName } from '../../core/protocols/protocol.ts';
import { serviceCodesOf } from '../../core/protocols/service-codes.ts';
import { unanswered } from '../../core/reminders/questionnaires.ts';
import type { Task } from '../../core/tasks/task.ts';
import type { CivilDate } from '../../core/time/civil-date.ts';
import { type Instant, localDateOf } from '../../core/time/instant.ts';
import { type PlannedVisit, startsAt } from '../../core/visits/planned-visit.ts';
import { initialsOf } from '../../course/initials.ts';
import type { StaffPatient } from '../../mail/index.ts';
import { timelineOfPlan } from '../course/plan-timeline.ts';
import type { Timeline } from '../course/timeline.ts';

/** What can be said of a task besides that it waits, or is not needed. */
export type TaskForm =
  | 'done'
  | 'reached'
  | 'not-reached'
  | 'booked'
  | 'held'
  | 'missed'
  | 'cleared'
  | 'answered'
  | 'recorded'
  | 'referral'
  | 'closed';

/** The visit that is talked of, as its forms need it. */
export type VisitView = {
  readonly visit: VisitName;
  readonly startsAt: Instant | null;
  readonly bookedOn: CivilDate | null;
  readonly heldOn: CivilDate | null;
  /** The days on which it is in time. */
  readonly window: { readonly earliest: CivilDate; readonly latest: CivilDate } | null;
  readonly serviceCode: string;
  readonly unanswered: readonly Questionnaire[];
};

/** One task of a course, with what can be said of it now. */
export type TaskView = {
  readonly courseId: string;
  readonly task: TaskId;
  readonly patient: Pick<StaffPatient, 'patientId' | 'initials'>;
  /** `gone`: the course asks for it no longer. */
  readonly status: Task['status'] | 'gone';
  readonly due: CivilDate | null;
  readonly snoozedUntil: CivilDate | null;
  readonly today: CivilDate;
  readonly visit: VisitView | null;
  readonly assessment: Assessment | null;
  /** Why the patient asks to be called. */
  readonly calls: readonly CallReason[];
  /** None once nothing is to be done. */
  readonly forms: readonly TaskForm[];
  readonly events: number;
  /** The course that it belongs to; null while that has no visits. */
  readonly timeline: Timeline | null;
};

/** What is said of each kind of task. What has its own facts is done by them alone. */
const FORMS: Readonly<Record<TaskKind, readonly [ListForm, ...TaskForm[]]>> = {
  book: ['booked'],
  hold: ['held', 'missed', 'booked', 'cleared'],
  answer: ['answered'],
  'record-answers': ['answered'],
  'review-booking': ['done', 'booked', 'cleared'],
  'review-window': ['booked', 'done'],
  assess: ['recorded'],
  'call-patient': ['reached', 'not-reached', 'booked', 'cleared'],
  'call-back': ['reached', 'not-reached', 'booked', 'cleared'],
  'discharge-letter': ['done'],
  'review-follow-ups': ['done'],
  'confirm-referral-date': ['referral', 'done'],
  'close-course': ['closed'],
};

/** What can be said at once, without typing anything. */
const AT_ONCE = ['done', 'reached', 'not-reached'] as const;
type AtOnce = (typeof AT_ONCE)[number];
const isAtOnce = (form: TaskForm): form is AtOnce => AT_ONCE.some((each) => each === form);

/** What a list says of a kind of task. */
export type ListForm = Exclude<TaskForm, 'missed' | 'cleared'>;

/** What a list offers of a task without opening it, if that is the usual thing to say of it. */
export function formsAtOnce(kind: TaskKind): readonly AtOnce[] {
  const [first] = FORMS[kind];
  return isAtOnce(first) ? FORMS[kind].filter(isAtOnce) : [];
}

/** The form that comes first on the page of a task; a list leads to it if it cannot be said at once. */
export const firstFormOf = (kind: TaskKind): ListForm => FORMS[kind][0];

/** A task as the course now has it; null for a course without a patient: it was erased, forgotten or never enrolled. */
export function taskView(
  plan: Plan,
  task: TaskId,
  events: number,
  clinic: Clinic,
  now: Instant,
): TaskView | null {
  const { course, tasks } = plan;
  if (!course.patient || plan.status === 'erased') return null;
  const today = localDateOf(now, clinic.timeZone);
  const name = readTask(task);
  const found = tasks.find((each) => each.task === task);
  const status = found?.status ?? 'gone';
  const isOpen = status === 'open' || status === 'overdue' || status === 'snoozed';
  const calls = name.kind === 'call-back' ? openCalls(course) : [];
  const about = visitOfTask(task) ?? calls.find(({ visit }) => visit !== null)?.visit;
  const planned = plan.visits.find(({ visit }) => visit === about);
  const visit = planned ? visitView(planned, plan, clinic) : null;
  return {
    courseId: course.courseId,
    task,
    patient: { patientId: course.patient.patientId, initials: initialsOf(course.patient.name) },
    status,
    due: found?.due ?? null,
    snoozedUntil: status === 'snoozed' ? (found?.snoozedUntil ?? null) : null,
    today,
    visit,
    assessment: name.kind === 'assess' ? name.assessment : null,
    calls: calls.map(({ reason }) => reason),
    forms: isOpen ? FORMS[name.kind].filter((form) => isPossible(form, visit, today)) : [],
    events,
    timeline: timelineOfPlan(plan, now, clinic.timeZone),
  };
}

function visitView(planned: PlannedVisit, { course }: Plan, clinic: Clinic): VisitView {
  const { visit, bookedOn, heldOn, window, definition } = planned;
  return {
    visit,
    startsAt: startsAt(planned),
    bookedOn,
    heldOn,
    window: window && { earliest: window.earliest, latest: window.latest },
    serviceCode: definition.serviceCodes[course.entry] ?? serviceCodesOf(visit, protocolsOf(clinic))[0] ?? '',
    unanswered: unanswered(planned, clinic),
  };
}

function isPossible(form: TaskForm, visit: VisitView | null, today: CivilDate): boolean {
  switch (form) {
    case 'done':
    case 'reached':
    case 'not-reached':
    case 'referral':
    case 'closed':
    case 'recorded':
      return true;
    case 'booked':
      return visit !== null && visit.heldOn === null;
    case 'held':
      return visit !== null && visit.heldOn === null && (visit.bookedOn === null || visit.bookedOn <= today);
    case 'missed':
      return visit?.bookedOn != null && visit.bookedOn <= today;
    case 'cleared':
      return visit?.startsAt != null && visit.heldOn === null;
    case 'answered':
      return visit !== null && visit.unanswered.length > 0;
    default:
      return form satisfies never;
  }
}
