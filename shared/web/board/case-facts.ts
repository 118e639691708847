import { kindOf } from '../../core/ids/task-id.ts';
import { addDays, type CivilDate, isoDay } from '../../core/time/civil-date.ts';
import { localDateOf } from '../../core/time/instant.ts';
import type { CaseVisit, ListedLine } from '../../ports/caseload.ts';
import type { HeadTask } from '../../ports/head.ts';

/** The day on which a list is looked at. */
export type CaseDay = { readonly today: CivilDate; readonly timeZone: string };

/** Whether a course goes on, or keeps follow-ups that are still to come. */
export const isRunning = ({ status, endsOn }: ListedLine, { today }: CaseDay): boolean =>
  status === 'open' || status === 'unknown' || (endsOn !== null && endsOn >= today);

/** The tasks that nobody has put off until after today, by whether they are late. */
export function tasksOn({ tasks }: ListedLine, { today }: CaseDay) {
  const open = tasks.filter(({ snoozedUntil }) => snoozedUntil === null || snoozedUntil <= today);
  return {
    overdue: open.filter(({ due }) => due < today),
    due: open.filter(({ due }) => due === today),
  };
}

/** Whether somebody is to call the patient: because the patient asks for it, or no e-mail gets through. */
export const isToCall = ({ tasks }: { readonly tasks: readonly HeadTask[] }): boolean =>
  tasks.some(({ task }) => kindOf(task) === 'call-back' || kindOf(task) === 'call-patient');

/** The first visit that is neither held nor given up. */
export const nextVisit = ({ visits }: ListedLine): CaseVisit | null =>
  visits.find(({ status }) => status === 'booked' || status === 'planned') ?? null;

export const bookedOn = ({ bookedAt }: CaseVisit, { timeZone }: CaseDay): CivilDate | null =>
  bookedAt && localDateOf(bookedAt, timeZone);

/** Whether a visit is booked for this week, or is best held in it, or a task is due in it. */
export function isThisWeek(line: ListedLine, day: CaseDay): boolean {
  const monday = addDays(day.today, 1 - isoDay(day.today));
  const isWithin = (date: CivilDate | null) => date !== null && monday <= date && date <= addDays(monday, 6);
  const isSoon = ({ status, window }: CaseVisit) => status === 'planned' && isWithin(window?.target ?? null);
  return (
    line.tasks.some(({ due }) => isWithin(due)) ||
    line.visits.some(
      (visit) => isSoon(visit) || (visit.status === 'booked' && isWithin(bookedOn(visit, day))),
    )
  );
}
