import { type Instant, toInstant } from '../../../shared/core/time/instant.ts';
import type { AlarmModel } from '../base/stack-model.ts';
import type { Metrics } from './metrics.ts';

/** An alarm that begins to sound, or ends. */
export type AlarmChange = { readonly alarm: string; readonly at: Instant; readonly state: 'ALARM' | 'OK' };

/** How far an alarm has been looked at. */
type Watched = {
  readonly alarm: AlarmModel;
  /** Epoch milliseconds at which the next period begins. */
  next: number;
  /** The last periods, each breaching, not breaching or without data. */
  recent: readonly (boolean | null)[];
  state: AlarmChange['state'];
};

/**
 * What alarms do in a run: each is looked at when one of its periods ends, from the first on for which there are enough
 * periods. All begin silent. Every period is looked at once: what was published of it is all there when it ends.
 */
export class AlarmWatch {
  readonly #metrics: Metrics;
  readonly #watched: readonly Watched[];
  readonly #changes: AlarmChange[] = [];

  /** @param from epoch milliseconds of the start of the run */
  constructor(alarms: readonly AlarmModel[], metrics: Metrics, from: number) {
    this.#metrics = metrics;
    this.#watched = alarms.map((alarm) => {
      const period = alarm.periodSeconds * 1000;
      return { alarm, next: Math.ceil(from / period) * period, recent: [], state: 'OK' };
    });
  }

  /** Which alarms began to sound and ended so far, in order. @param now epoch milliseconds, never before those given earlier */
  changesUntil(now: number): AlarmChange[] {
    this.#changes.push(...this.#watched.flatMap((watched) => this.#goOn(watched, now)).sort(byTime));
    return [...this.#changes];
  }

  #goOn(watched: Watched, now: number): AlarmChange[] {
    const { alarm } = watched;
    const period = alarm.periodSeconds * 1000;
    const changes: AlarmChange[] = [];
    for (; watched.next + period <= now; watched.next += period) {
      const to = watched.next + period;
      const value = this.#metrics.statistic(alarm.metric, alarm.statistic, { from: watched.next, to });
      const breaches = value === null ? null : isBreaching(alarm, value);
      watched.recent = [...watched.recent, breaches].slice(-alarm.periods);
      if (watched.recent.length < alarm.periods) continue;
      const next = stateOf(alarm, watched.recent, watched.state);
      if (next !== watched.state) changes.push({ alarm: alarm.name, at: toInstant(to), state: next });
      watched.state = next;
    }
    return changes;
  }
}

const byTime = (a: AlarmChange, b: AlarmChange): number => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1);

/** The state by the last periods, each breaching, not breaching or without data. */
function stateOf(
  { missing }: AlarmModel,
  recent: readonly (boolean | null)[],
  before: AlarmChange['state'],
): AlarmChange['state'] {
  if (missing === 'ignore' && recent.includes(null)) return before;
  return recent.every((breaches) => breaches ?? missing === 'breaching') ? 'ALARM' : 'OK';
}

function isBreaching({ comparison, threshold }: AlarmModel, value: number): boolean {
  switch (comparison) {
    case 'GreaterThanOrEqualToThreshold':
      return value >= threshold;
    case 'GreaterThanThreshold':
      return value > threshold;
    case 'LessThanThreshold':
      return value < threshold;
    case 'LessThanOrEqualToThreshold':
      return value <= threshold;
    default:
      return comparison satisfies never;
  }
}
