import { inDayHours } from '../../../shared/core/reminders/timing.ts';
import { addMinutes, type Instant } from '../../../shared/core/time/instant.ts';
import type { Run } from '../play/run.ts';
import type { Fault } from '../stories/fault.ts';

const MINUTE = 60;
/** A handler that crashed is started again after 6 minutes, a claim is settled after 15, a sweep comes every hour. */
const REPAIR = 95 * MINUTE;
const HOUR = 60 * MINUTE;
/** So long nothing goes that comes due. */
const RESTORE = 6 * HOUR;
export const DAY = 24 * HOUR;

/** By how many seconds the faults of a run together may hold something up. */
export const delayBy = ({ fired }: Pick<Run, 'fired'>): number =>
  [...new Set(fired)].map(delayOfOne).reduce((sum, seconds) => sum + seconds, 0);

/** Until when something must have gone that goes at an instant when nothing is wrong: e-mails of other days may lie ahead of it. */
export const patienceWith = ({ at }: { readonly at: Instant }, run: Pick<Run, 'fired' | 'clinic'>): Instant =>
  inDayHours(addMinutes(at, (delayBy(run) + DAY) / 60), run.clinic);

function delayOfOne(fault: Fault): number {
  switch (fault.kind) {
    case 'call':
      return REPAIR * (fault.times ?? 1);
    case 'delivery':
      return (fault.times ?? 1) * (REPAIR + Math.max(0, ...fault.after));
    case 'early':
      return 2 * MINUTE;
    case 'meanwhile':
    case 'restart':
      return 20 * MINUTE;
    case 'outage':
      return fault.hours * HOUR + REPAIR;
    case 'restore':
      return RESTORE + REPAIR;
    default:
      return fault satisfies never;
  }
}
