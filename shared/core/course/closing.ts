import { addDays, type CivilDate } from '../time/civil-date.ts';
import { localDateOf } from '../time/instant.ts';
import type { Course } from './course.ts';

type Closing = NonNullable<Course['closed']>;

/** Whether the date of a closing lies further ahead of when it was told than clocks differ: a slip of the pen. */
export const isClosedAhead = ({ date, at }: Closing, timeZone: string): boolean =>
  date > addDays(localDateOf(at, timeZone), 1);

/** The day from which is counted what follows a closing; of one with a date to come the day on which it was told. */
export const closingDay = (closing: Closing, timeZone: string): CivilDate =>
  isClosedAhead(closing, timeZone) ? localDateOf(closing.at, timeZone) : closing.date;

/** Whether a course was closed as planned: all was done, or the patient got what he came for. */
export const isGoodEnd = ({ closed }: Pick<Course, 'closed'>): boolean =>
  closed?.reason === 'completed' || closed?.reason === 'goals-reached';
