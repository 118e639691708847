import { kindOf } from '../../core/ids/task-id.ts';
import { addDays, type CivilDate, isoDay } from '../../core/time/civil-date.ts';
import { endOfDay, localDateOf, startOfDay } from '../../core/time/instant.ts';
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

/** The week of a day, from Monday on. */
export function weekOf({ today, timeZone }: CaseDay) {
  const from = addDays(today, 1 - isoDay(today));
  const to = addDays(from, 6);
  return { from, to, startsAt: startOfDay(from, timeZone), endsAt: endOfDay(to, timeZone) };
}

/** Whether a visit is booked for a week, or is best held in it, or a task is due in it. */
export function isInWeek(
  { tasks, visits }: ListedLine,
  { from, to, startsAt, endsAt }: ReturnType<typeof weekOf>,
): boolean {
  const isSoon = ({ status, window, bookedAt }: CaseVisit) =>
    status === 'booked'
      ? bookedAt !== null && startsAt <= bookedAt && bookedAt < endsAt
      : status === 'planned' && window !== null && from <= window.target && window.target <= to;
  return tasks.some(({ due }) => from <= due && due <= to) || visits.some(isSoon);
}
