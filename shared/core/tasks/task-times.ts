import { addDays } from '../time/civil-date.ts';
import { type Instant, startOfDay } from '../time/instant.ts';
import type { PlannedVisit } from '../visits/planned-visit.ts';
import { callsAreMootAt, callsComeUpAt } from './calls.ts';
import { silentTooLongFrom } from './course-tasks.ts';
import { closedSince } from './reviews.ts';
import type { TaskContext } from './task.ts';

/** Instants at which the passing of time alone opens or ends a task. */
export function tasksChangeAt(visits: readonly PlannedVisit[], context: TaskContext): Instant[] {
  if (context.course.closed?.reason === 'deceased') return [];
  const { calendar, settings, course } = context;
  const days = [
    ...visits.flatMap((visit) => {
      const isOpen = visit.status === 'planned' && visit.window !== null;
      const since = isOpen ? closedSince(visit, calendar) : null;
      return since && visit.window ? [since, addDays(visit.window.latest, 1)] : [];
    }),
    ...(course.closed ? [] : [silentTooLongFrom(visits, context)].flatMap((day) => day ?? [])),
  ];
  return [
    ...days.map((day) => startOfDay(day, settings.timeZone)),
    ...visits.flatMap((visit) => [...callsAreMootAt(visit, context), ...callsComeUpAt(visit, context)]),
  ];
}
