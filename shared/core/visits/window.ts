import { isEntryVisit, isSameDay, type Offset, type Timing } from '../protocols/protocol.ts';
import type { Calendar } from '../time/calendar.ts';
import { addDays, addMonths, addWeeks, type CivilDate, earlier, later } from '../time/civil-date.ts';
import { amountWords } from '../words/amounts.ts';
import type { Words } from '../words/words.ts';

/** The day `offset` after a day. */
export function plusOffset(date: CivilDate, offset: Offset): CivilDate {
  if ('days' in offset) return addDays(date, offset.days);
  if ('weeks' in offset) return addWeeks(date, offset.weeks);
  return addMonths(date, offset.months);
}

/** An offset as people read it: `4 weeks`, `4 uger`. */
export function offsetWords(offset: Offset): Words {
  if ('days' in offset) return amountWords(offset.days, 'days');
  if ('weeks' in offset) return amountWords(offset.weeks, 'weeks');
  return amountWords(offset.months, 'months');
}

/** Days on which a visit counts as on time, and the open day to aim for. */
export type DateWindow = {
  readonly earliest: CivilDate;
  readonly target: CivilDate;
  readonly latest: CivilDate;
  /** False when the window holds no open day: the target is then the nominal day itself. */
  readonly hasOpenDay: boolean;
};

/**
 * The window around the nominal day.
 * @param lastDay the last weekday that the cap allows; null without a cap
 */
export function windowAround(
  nominal: CivilDate,
  anchorDate: CivilDate,
  timing: Timing,
  calendar: Calendar,
  lastDay: CivilDate | null,
): DateWindow {
  const [from, to] = edges(nominal, anchorDate, timing, calendar);
  const mayLieOnAnchor = isEntryVisit(timing) || isSameDay(timing);
  const earliest = mayLieOnAnchor ? from : later(from, addDays(anchorDate, 1));
  const latest = lastDay ? earlier(to, lastDay) : to;
  return { earliest, latest, ...target(nominal, earliest, latest, calendar) };
}

function edges(
  nominal: CivilDate,
  anchorDate: CivilDate,
  { window }: Timing,
  calendar: Calendar,
): [CivilDate, CivilDate] {
  switch (window.kind) {
    case 'weekdays':
      return [calendar.plusWeekdays(nominal, -window.count), calendar.plusWeekdays(nominal, window.count)];
    case 'days':
      return [addDays(nominal, -window.count), addDays(nominal, window.count)];
    case 'from-anchor':
      return [anchorDate, addDays(anchorDate, window.days)];
    default:
      return window satisfies never;
  }
}

/** The first open day from the nominal day on; if none, the last one before it; if none, the nominal day. */
function target(nominal: CivilDate, earliest: CivilDate, latest: CivilDate, calendar: Calendar) {
  const after = calendar.openDayOnOrAfter(nominal);
  if (after && after <= latest) return { target: after, hasOpenDay: true };
  const before = calendar.openDayOnOrBefore(earlier(nominal, latest));
  if (before && before >= earliest) return { target: before, hasOpenDay: true };
  return { target: nominal, hasOpenDay: false };
}

/** The window of a follow-up whose nominal day lies after the cap: its last days, pulled forward. */
export function cappedWindow(
  lastDay: CivilDate,
  anchorDate: CivilDate,
  windowDays: number,
  calendar: Calendar,
): DateWindow {
  const earliest = later(addDays(lastDay, -windowDays), addDays(anchorDate, 1));
  const open = calendar.openDayOnOrBefore(lastDay);
  const hasOpenDay = open !== null && open >= earliest;
  return { earliest, latest: lastDay, target: hasOpenDay ? open : lastDay, hasOpenDay };
}
