import type { Template } from '../../infra/synthesize.ts';
import { runsOf } from './bill.ts';
import type { Usage } from './meter.ts';
import { PRICES } from './prices.ts';

const HOURS_A_MONTH = 730;
/** For each queue that a function reads Lambda keeps five connections, each of which asks three times a minute. */
const POLLS_A_MONTH = 5 * 3 * 60 * HOURS_A_MONTH;
/** Hours of a month in which something is put into the metrics that tell in health, too: mornings; whenever courses are looked at. */
const METRIC_HOURS = { SilentDays: 22, UnheardReports: 22 * 11 };

/** USD a month, by what they are paid for. */
export type FixedCost = Readonly<
  Record<'alarms' | 'polling' | 'metrics' | 'sweeps' | 'dashboards' | 'keys' | 'secrets', number>
>;

/**
 * What a clinic costs each month before it has a course, by its template and by what a sweep uses. All else that is in a
 * template costs nothing as long as nobody uses it.
 * @param usage of a time in which the sweep ran
 */
export function fixedCost({ Resources }: Template, usage: Usage): FixedCost {
  const count = (type: string) => Object.values(Resources).filter(({ Type }) => Type === type).length;
  const sweep = runsOf('sweep', usage);
  const sweeps = usage.functions['sweep']?.invocations ?? 1;
  const ofAllSweeps = sweep.sqs + sweep.lambda + sweep.dynamoDb + sweep.logs;
  const metricHours = Object.values(METRIC_HOURS).reduce((sum, hours) => sum + hours, 0);
  return {
    alarms: count('AWS::CloudWatch::Alarm') * PRICES.alarmMonth,
    polling: count('AWS::Lambda::EventSourceMapping') * POLLS_A_MONTH * PRICES.queueRequest,
    metrics: (metricHours / HOURS_A_MONTH) * PRICES.metricMonth,
    sweeps: HOURS_A_MONTH * (ofAllSweeps / sweeps + PRICES.scheduledInvocation),
    dashboards: count('AWS::CloudWatch::Dashboard') * PRICES.dashboardMonth,
    keys: count('AWS::KMS::Key') * PRICES.keyMonth,
    secrets: count('AWS::SecretsManager::Secret') * PRICES.secretMonth,
  };
}
