import { type CourseTask, readTask, type TaskName } from '../../shared/core/ids/task-id.ts';
import { isEntryVisit, isSameDay } from '../../shared/core/protocols/protocol.ts';
import type { Task } from '../../shared/core/tasks/task.ts';
import type { PlannedVisit } from '../../shared/core/visits/planned-visit.ts';
import { dayInWords } from '../words/dates-in-words.ts';
import { amount, taskTitle, visitTitle } from '../words/words.ts';
import type { ExplainFacts } from './facts.ts';

type Rule = { readonly opens: string; readonly due: string; readonly closes: string };

function explainTask(task: Task, facts: ExplainFacts): string {
  const { opens, due, closes } = ruleOf(readTask(task.task), facts);
  const until =
    task.status === 'snoozed' && task.snoozedUntil ? ` until ${dayInWords(task.snoozedUntil)}` : '';
  const state = task.status === 'open' ? '' : `${task.status}${until}, `;
  return `${taskTitle(task.task)}: ${state}due ${dayInWords(task.due)}, ${due}. Opened ${opens}; closes when ${closes}.`;
}

/** The sentences about several tasks; those that are over are only named. */
export function explainTasks(tasks: readonly Task[], facts: ExplainFacts): string[] {
  const over = ['done', 'dismissed'] as const;
  return [
    ...tasks
      .filter(({ status }) => status !== 'done' && status !== 'dismissed')
      .map((task) => explainTask(task, facts)),
    ...over.flatMap((state) => {
      const names = tasks.filter(({ status }) => status === state).map(({ task }) => taskTitle(task));
      return names.length > 0 ? [`${state}: ${names.join('; ')}.`] : [];
    }),
  ];
}

function ruleOf(name: TaskName, facts: ExplainFacts): Rule {
  if (!('visit' in name)) return courseRule(name.kind, facts);
  const visit = facts.plan.visits.find((each) => each.visit === name.visit);
  if (!visit) throw new Error(`the plan has a task about ${name.visit}, and no such visit`);
  return visitRule(name.kind, visit, facts);
}

type TaskOfVisit = Extract<TaskName, { visit: unknown }>['kind'];

function visitRule(kind: TaskOfVisit, visit: PlannedVisit, { settings }: ExplainFacts): Rule {
  const { anchor } = visit;
  const { tasks } = settings;
  const opens =
    anchor.visit === 'enrolment'
      ? 'with the enrolment'
      : `when the ${visitTitle(anchor.visit)} was ${anchor.held ? 'held' : 'waived'}`;
  switch (kind) {
    case 'book':
      return { opens, due: bookDue(visit, tasks), closes: 'the visit is booked, held or waived' };
    case 'hold':
      return {
        opens,
        due: visit.bookedOn ? 'the weekday after the booked day' : 'the last day of the window',
        closes: 'the visit is held or waived',
      };
    case 'answer':
      return {
        opens: 'when the visit was booked',
        due: 'the weekday before the booked day',
        closes: 'every questionnaire is answered, or the visit is held',
      };
    case 'record-answers':
      return {
        opens: 'when the visit was held with a questionnaire unanswered',
        due: `${amount(tasks.recordAnswersWeekdays, 'weekday')} after the visit`,
        closes: 'every questionnaire is answered, or the task is completed',
      };
    case 'review-booking':
      return {
        opens: 'when the visit was booked outside its window or after the cap',
        due: `${amount(tasks.reviewBookingWeekdays, 'weekday')} after the booking was made`,
        closes: 'the visit is moved inside, cleared or held, or the task is completed',
      };
    case 'review-window':
      return {
        opens: 'when no open day was left in what remains of the window',
        due: `${amount(tasks.reviewWindowWeekdays, 'weekday')} after that, and before the window if it can be`,
        closes: 'the visit is booked, held or waived, or the task is completed',
      };
    case 'call-patient':
      return {
        opens:
          'when a reminder could not be e-mailed, or not for hours, or a time that the patient was told was called off',
        due: `${amount(tasks.callPatientWeekdays, 'weekday')} after that`,
        closes: 'the patient has booked or answered, the time has come, or the task is completed',
      };
    case 'assess':
      return {
        opens: 'when the visit was held',
        due: `${amount(tasks.assessWeekdays, 'weekday')} after the visit`,
        closes: 'it is recorded',
      };
    default:
      return kind satisfies never;
  }
}

function bookDue({ timing }: PlannedVisit, tasks: ExplainFacts['settings']['tasks']): string {
  if (isEntryVisit(timing)) return `${amount(tasks.bookEntryVisitDays, 'day')} after the enrolment`;
  if (isSameDay(timing))
    return `${amount(tasks.bookSameDayVisitWeekdays, 'weekday')} after the visit before it`;
  if (timing.strict)
    return `${amount(tasks.bookStrictVisitWeekdays, 'weekday')} after the visit that it is counted from`;
  return 'the first day of the window, or the weekday before it';
}

function courseRule(kind: CourseTask, { plan, settings }: ExplainFacts): Rule {
  const closing = plan.protocol ? visitTitle(plan.protocol.closingVisit) : 'last visit';
  const isHeld = plan.visits.some(({ visit, heldOn }) => visit === plan.protocol?.closingVisit && heldOn);
  const completed = 'the task is completed';
  switch (kind) {
    case 'discharge-letter':
      return {
        opens: isHeld ? `when the ${closing} was held` : 'when the course was closed',
        due: `${amount(settings.tasks.dischargeLetterWeekdays, 'weekday')} after that`,
        closes: completed,
      };
    case 'call-back':
      return {
        opens: 'when the patient asked to be called',
        due: `the same day if that was before ${settings.tasks.callBackBefore} on a weekday, else the next weekday`,
        closes: `${completed}, or the time that the patient cannot come to is moved or cleared`,
      };
    case 'close-course':
      return {
        opens: 'when nothing was left to do, or nothing was heard for long after the last window',
        due: `${amount(settings.tasks.closeCourseWeekdays, 'weekday')} after that`,
        closes: 'the course is closed, or something is recorded about a visit',
      };
    case 'review-follow-ups':
      return {
        opens: 'when a follow-up lost its room before the cap',
        due: `${amount(settings.tasks.reviewFollowUpsWeekdays, 'weekday')} after that`,
        closes: `${completed}, or the follow-up is booked or waived`,
      };
    case 'confirm-referral-date':
      return {
        opens: 'with the enrolment',
        due: `${amount(settings.tasks.confirmReferralWeekdays, 'weekday')} after the enrolment`,
        closes: `a referral date is known, or ${completed}`,
      };
    default:
      return kind satisfies never;
  }
}
