import { expect, test } from 'vitest';
import type { AlarmModel } from '../../../local/cloud/base/stack-model.ts';
import { AlarmWatch } from '../../../local/cloud/cloudwatch/alarms.ts';
import { embeddedMetrics } from '../../../local/cloud/cloudwatch/embedded-metrics.ts';
import { Metrics } from '../../../local/cloud/cloudwatch/metrics.ts';

const MINUTE = 60_000;
const metric = { namespace: 'Own', name: 'Found', dimensions: { service: 'clinic' } };
const alarm: AlarmModel = {
  name: 'found',
  description: '',
  metric,
  statistic: 'Sum',
  periodSeconds: 300,
  periods: 1,
  threshold: 2,
  comparison: 'GreaterThanOrEqualToThreshold',
  missing: 'notBreaching',
};

/** What an alarm does in an hour in which values are published at these minutes: `15 ALARM`. */
function changesWith(
  changes: Partial<AlarmModel>,
  values: readonly (readonly [minute: number, value: number])[],
) {
  const metrics = new Metrics();
  for (const [minute, value] of values) metrics.put(metric, minute * MINUTE, value);
  return new AlarmWatch([{ ...alarm, ...changes }], metrics, 0)
    .changesUntil(60 * MINUTE)
    .map(({ at, state }) => `${Date.parse(at) / MINUTE} ${state}`);
}

test('a sum reaches the threshold within one period, not over the edge of two', () => {
  expect(
    changesWith({}, [
      [11, 1],
      [14, 1],
    ]),
  ).toEqual(['15 ALARM', '20 OK']);
  expect(
    changesWith({}, [
      [14, 1],
      [15, 1],
    ]),
  ).toEqual([]);
});

test('several periods have to breach in a row', () => {
  expect(
    changesWith({ periods: 2 }, [
      [1, 2],
      [11, 2],
      [16, 2],
    ]),
  ).toEqual(['20 ALARM', '25 OK']);
});

test('silence is bad, harmless or no news, as the alarm says', () => {
  const silent = { statistic: 'SampleCount', comparison: 'LessThanThreshold', threshold: 1 } as const;
  expect(
    changesWith({ ...silent, missing: 'breaching', periods: 3 }, [
      [1, 0],
      [30, 0],
    ]),
  ).toEqual(['20 ALARM', '35 OK', '50 ALARM']);
  expect(
    changesWith({ missing: 'ignore' }, [
      [1, 2],
      [31, 0],
    ]),
  ).toEqual(['5 ALARM', '35 OK']);
});

test('the age of a queue grows while nothing happens, and is what it was at the end of a look', () => {
  const metrics = new Metrics();
  const age = { namespace: 'AWS/SQS', name: 'ApproximateAgeOfOldestMessage', dimensions: { QueueName: 'q' } };
  metrics.see('q', { at: 0, visible: 0, oldest: null });
  metrics.see('q', { at: 2 * MINUTE, visible: 1, oldest: 2 * MINUTE });
  metrics.see('q', { at: 13 * MINUTE, visible: 0, oldest: null });
  const most = (from: number, to: number) =>
    metrics.statistic(age, 'Maximum', { from: from * MINUTE, to: to * MINUTE });
  expect([most(0, 5), most(5, 10), most(10, 15), most(15, 20)]).toEqual([180, 480, 660, 0]);
});

test('what functions print in the embedded metric format counts, under each set of dimensions; all else is passed over', () => {
  const line = {
    _aws: {
      Timestamp: 0,
      CloudWatchMetrics: [
        { Namespace: 'Own', Dimensions: [['service']], Metrics: [{ Name: 'Found', Unit: 'Count' }] },
      ],
    },
    service: 'clinic',
    Found: [3, 4],
  };
  expect(embeddedMetrics(`a line\n${JSON.stringify(line)}\n`)).toEqual([
    { metric, value: 3 },
    { metric, value: 4 },
  ]);
  expect(embeddedMetrics('{"message":"none"}')).toEqual([]);
});

test('who asks on the way hears the same, as far as it has come', () => {
  const metrics = new Metrics();
  const others = [alarm, { ...alarm, name: 'missed', missing: 'breaching' as const, periods: 2 }];
  const watch = new AlarmWatch(others, metrics, 0);
  for (let minute = 0; minute < 120; minute += 1) {
    if (minute % 37 < 3) metrics.put(metric, minute * MINUTE, 2);
    const soFar = watch.changesUntil(minute * MINUTE);
    const atOnce = new AlarmWatch(others, metrics, 0).changesUntil(minute * MINUTE);
    expect(soFar).toEqual(atOnce);
  }
  expect(watch.changesUntil(120 * MINUTE).length).toBeGreaterThan(4);
});
