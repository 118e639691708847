import { type Instant, toInstant } from '../../../shared/core/time/instant.ts';
import type { AlarmModel } from '../base/stack-model.ts';
import type { Metrics } from './metrics.ts';

/** An alarm that begins to sound, or ends. */
export type AlarmChange = { readonly alarm: string; readonly at: Instant; readonly state: 'ALARM' | 'OK' };

/**
 * What alarms would have done in a run: each is looked at when one of its periods ends, from the first on for which there
 * are enough periods. All begin silent.
 * @param span epoch milliseconds from the start of the run until now
 */
export function alarmChanges(
  alarms: readonly AlarmModel[],
  metrics: Metrics,
  span: { readonly from: number; readonly to: number },
): AlarmChange[] {
  return alarms
    .flatMap((alarm) => changesOf(alarm, metrics, span))
    .sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1));
}

function changesOf(alarm: AlarmModel, metrics: Metrics, span: { from: number; to: number }): AlarmChange[] {
  const period = alarm.periodSeconds * 1000;
  const changes: AlarmChange[] = [];
  let recent: (boolean | null)[] = [];
  let state: AlarmChange['state'] = 'OK';
  for (let from = Math.ceil(span.from / period) * period; from + period <= span.to; from += period) {
    const value = metrics.statistic(alarm.metric, alarm.statistic, { from, to: from + period });
    recent = [...recent, value === null ? null : isBreaching(alarm, value)].slice(-alarm.periods);
    if (recent.length < alarm.periods) continue;
    const next = stateOf(alarm, recent, state);
    if (next !== state) changes.push({ alarm: alarm.name, at: toInstant(from + period), state: next });
    state = next;
  }
  return changes;
}

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
