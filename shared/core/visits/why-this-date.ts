import {
  isSameDay,
  type Offset,
  type Timing,
  type VisitDefinition,
  type VisitName,
} from '../protocols/protocol.ts';
import type { Calendar } from '../time/calendar.ts';
import type { CivilDate } from '../time/civil-date.ts';
import type { Cap } from './cap.ts';
import type { Anchor } from './visits.ts';
import type { DateWindow } from './window.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2026-01-05` as people read it: `5 Jan 2026`. */
export function readable(date: CivilDate): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${day} ${MONTHS[(month ?? 1) - 1]} ${year}`;
}

type Dated = {
  readonly definition: VisitDefinition;
  readonly timing: Timing;
  readonly anchor: Anchor;
  readonly nominal: CivilDate;
  /** Null when there is no room for the visit. */
  readonly window: DateWindow | null;
  /** The cap, when it takes the place of the nominal day. */
  readonly cap: Cap | null;
  readonly previousIsInfeasible: boolean;
};

/** One sentence that tells a therapist where a visit's date comes from. */
export function whyDate(visit: Dated, titleOf: (visit: VisitName) => string, calendar: Calendar): string {
  const { timing, anchor, nominal, window, cap } = visit;
  const name = anchor.visit === 'enrolment' ? 'enrolment' : titleOf(anchor.visit);
  const basis = { held: 'held ', booked: 'booked for ', projected: 'expected ', enrolment: '' }[anchor.basis];
  const from = `the ${name} (${basis}${readable(anchor.date)})`;
  const counted = isSameDay(timing) ? `The day of ${from}` : `${amount(timing.offset)} after ${from}`;
  if (cap) {
    const months = `the 12 months from ${cap.from} (${readable(cap.countedFrom)})`;
    if (window) {
      return `${counted} would be ${readable(nominal)}; ${months} end first, so ${readable(window.target)}.`;
    }
    return `${counted} would be ${readable(nominal)}; ${months} end first, on ${readable(cap.date)}, ${noRoom(visit, titleOf)}.`;
  }
  return `${counted} is ${readable(nominal)}${moved(nominal, window, calendar)}.`;
}

function noRoom(
  { definition: { followUp }, previousIsInfeasible }: Dated,
  titleOf: (visit: VisitName) => string,
) {
  if (!followUp) return 'which leaves no room for it';
  const previous = titleOf(followUp.after);
  if (previousIsInfeasible) return `and the ${previous} has no room either`;
  return `which is less than ${followUp.atLeastDays} days after the ${previous}, so there is no room for it`;
}

function moved(nominal: CivilDate, window: DateWindow | null, calendar: Calendar): string {
  const reason = calendar.closedBecause(nominal);
  if (!window || !reason) return '';
  const day = { weekend: 'a weekend day', holiday: 'a holiday', closure: "in the clinic's closed period" }[
    reason
  ];
  if (!window.hasOpenDay) return `, ${day}, and the window holds no open day`;
  return `, ${day}, so ${readable(window.target)}`;
}

function amount(offset: Offset): string {
  const [[unit, count] = ['days', 0]] = Object.entries(offset);
  return `${count} ${count === 1 ? unit.slice(0, -1) : unit}`;
}
