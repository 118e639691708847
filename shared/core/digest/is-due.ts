import { addDays } from '../time/civil-date.ts';
import type { DigestDay } from './digest-day.ts';
import type { LastMail, Standing } from './standing.ts';

type Line = { readonly isNew: boolean };

/** Whether a therapist hears today: something is new, or all was said a while ago and some of it is still overdue. */
export function isDigestDue(
  tasks: readonly (Line & Pick<Standing, 'section'>)[],
  notices: readonly Line[],
  last: LastMail | null,
  { today, calendar }: DigestDay,
  repeatAfterWeekdays: number,
): boolean {
  if ([...tasks, ...notices].some(({ isNew }) => isNew)) return true;
  const isOverdue = tasks.some(({ section }) => section === 'overdue');
  return isOverdue && last !== null && today >= calendar.plusWeekdays(last.day, repeatAfterWeekdays);
}

/** Whether the manager hears: something arrived, or what is known was said long ago. */
export const isManagerDigestDue = (
  lines: readonly Line[],
  last: LastMail | null,
  { today }: DigestDay,
  repeatAfterDays: number,
): boolean =>
  lines.some(({ isNew }) => isNew) ||
  (lines.length > 0 && last !== null && today >= addDays(last.day, repeatAfterDays));
