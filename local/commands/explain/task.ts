import { type CourseTask, readTask, type TaskName } from '../../../shared/core/ids/task-id.ts';
import { isEntryVisit, isSameDay } from '../../../shared/core/protocols/protocol.ts';
import type { Task } from '../../../shared/core/tasks/tasks.ts';
import type { PlannedVisit } from '../../../shared/core/visits/planned-visit.ts';
import { dayInWords } from '../../words/dates-in-words.ts';
import { amount, taskTitle, visitTitle } from '../../words/words.ts';
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
  const opens =
    anchor.visit === 'enrolment'
      ? 'with the enrolment'
      : `when the ${visitTitle(anchor.visit)} was ${anchor.held ? 'held' : 'waived'}`;
  switch (kind) {
    case 'book':
      return { opens, due: bookDue(visit, settings.tasks), closes: 'the visit is booked, held or waived' };
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
        due: 'the weekday after the visit',
        closes: 'every questionnaire is answered, or the task is completed',
      };
    case 'review-booking':
      return {
        opens: 'when the visit was booked outside its window or after the cap',
        due: 'soon after it was booked',
        closes: 'the visit is moved inside, cleared or held, or the task is completed',
      };
    case 'review-window':
      return {
        opens: 'when no open day was left in what remains of the window',
        due: 'soon after that, before the window begins',
        closes: 'the visit is booked, held or waived, or the task is completed',
      };
    case 'call-patient':
      return {
        opens: 'when a reminder came due that could not be e-mailed',
        due: `${amount(settings.tasks.callPatientWeekdays, 'weekday')} after that`,
        closes: 'the patient has booked or answered, or the task is completed',
      };
    case 'assess':
      return {
        opens: 'when the visit was held',
        due: `${amount(settings.tasks.assessWeekdays, 'weekday')} after the visit`,
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
    case 'call-back':
      return {
        opens: 'when the patient asked to be called',
        due: 'the same day, or the next weekday when it was late',
        closes: completed,
      };
    case 'close-course':
      return {
        opens: 'when every visit was settled, or nothing was heard for a long time',
        due: 'some weekdays after that',
        closes: 'the course is closed, or something new is heard of a visit',
      };
    default:
      return kind satisfies never;
  }
}
