import { countSessions, trainingOf } from './course/sessions.ts';
import type { Plan } from './plan.ts';
import type { PlannedReminder } from './reminders/listed.ts';
import type { Task } from './tasks/task.ts';
import type { PlannedVisit } from './visits/planned-visit.ts';

/** One course as `plan --json` and `simulate --json` print it: a contract that other programs read. */
export type CourseJson = ReturnType<typeof courseToJson>;

/** The plan of a course in its published shape. */
export function courseToJson(plan: Plan) {
  const { course, protocol, cap, visits, tasks, reminders, notices, nextWakeAt } = plan;
  return {
    courseId: course.courseId,
    protocol: protocol?.protocol ?? null,
    entry: protocol ? course.entry : null,
    status: plan.status === 'erased' ? 'unknown' : plan.status,
    capDate: cap?.date ?? null,
    capProvisional: cap !== null && cap.from !== 'referral',
    visits: visits.map((visit) => visitToJson(visit, plan)),
    sessions: countSessions(course),
    training: trainingOf(course, protocol),
    tasks: tasks.flatMap(taskToJson),
    reminders: reminders.map(reminderToJson),
    notices: notices.map(({ en }) => en),
    noticesDa: notices.map(({ da }) => da),
    nextWakeAt,
  };
}

function visitToJson(
  { visit, definition, status, anchor, nominal, window, ...rest }: PlannedVisit,
  { course }: Plan,
) {
  const code = definition.serviceCodes[course.entry];
  return {
    visit,
    serviceCodes: code ? [code] : [],
    status,
    anchor: { visit: anchor.visit, date: anchor.date, basis: anchor.basis },
    nominal,
    earliest: window?.earliest ?? null,
    target: window?.target ?? null,
    latest: window?.latest ?? null,
    strict: rest.timing.strict,
    cappedBy: rest.cappedBy?.from ?? null,
    bookedAt: rest.facts.booking?.startsAt ?? null,
    heldOn: rest.heldOn,
    why: rest.why.en,
    whyDa: rest.why.da,
  };
}

const taskToJson = ({ task, visit, due, status }: Task) =>
  status === 'done' || status === 'dismissed' ? [] : [{ task, visit, due, status }];

const reminderToJson = ({ key, visit, kind, sendAt, expiresAt, status, note }: PlannedReminder) => ({
  key,
  visit,
  kind,
  sendAt,
  expiresAt,
  status,
  note,
});
