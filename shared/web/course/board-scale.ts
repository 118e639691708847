import { addMonths, type CivilDate, earlier, later } from '../../core/time/civil-date.ts';
import type { Scale, Timeline } from './timeline.ts';

const MONTHS_BEFORE_TODAY = 7;
const MONTHS_SHOWN = 15;

/** The axis that the timelines of a board share: what there is, but at most some months around today. */
export function boardScale(timelines: readonly Timeline[], today: CivilDate): Scale {
  const first = timelines.map(({ from }) => from).reduce(earlier, today);
  const last = timelines.map(({ to }) => to).reduce(later, today);
  const from = later(first, addMonths(today, -MONTHS_BEFORE_TODAY));
  const to = earlier(last, addMonths(from, MONTHS_SHOWN));
  return { from: later(first, earlier(from, addMonths(to, -MONTHS_SHOWN))), to };
}
