import { Duration } from 'aws-cdk-lib';
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  LogQueryWidget,
  Metric,
  Stats,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { QUEUE_NAMES } from '../../shared/names.ts';
import { ownMetric, reputationMetric } from './alarms.ts';
import type { Watched } from './watches.ts';

const THIRD = 8;
const WHOLE = 24;

export type ClinicDashboardProps = Watched & {
  readonly clinicName: string;
  readonly alarms: readonly Alarm[];
};

/** One page that answers: is anything wrong, what came in, what waits, what went out. */
export class ClinicDashboard extends Construct {
  readonly dashboard: Dashboard;

  constructor(scope: Construct, id: string, props: ClinicDashboardProps) {
    super(scope, id);
    this.dashboard = new Dashboard(this, 'Dashboard', {
      dashboardName: props.name,
      defaultInterval: Duration.days(7),
      widgets: [heading(props), flow(props), health(props), emails(props), requests(props), problems(props)],
    });
  }
}

const graph = (title: string, metrics: IMetric[]): GraphWidget =>
  new GraphWidget({ title, left: metrics, width: THIRD, leftYAxis: { min: 0 }, liveData: true });

function heading({ clinicName, alarms }: ClinicDashboardProps): IWidget[] {
  const markdown = [
    `# ${clinicName}`,
    'Events come in, wait in a queue, and are folded into courses. Each course has one wake ahead; when it',
    'comes, what is due is sent. Red alarms e-mail the operator. Dead letters are kept for 14 days.',
  ].join('\n');
  return [
    new TextWidget({ markdown, width: THIRD, height: 6 }),
    new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: WHOLE - THIRD, height: 6 }),
  ];
}

function flow({ name, ruleName, queues }: ClinicDashboardProps): IWidget[] {
  return [
    graph('Events taken in', [matched('events', { EventBusName: name, RuleName: ruleName })]),
    graph(
      'Messages waiting',
      QUEUE_NAMES.map((queue) =>
        queues[queue].queue.metricApproximateNumberOfMessagesVisible({ label: queue }),
      ),
    ),
    graph(
      'Dead letters',
      QUEUE_NAMES.map((queue) =>
        queues[queue].deadLetters.metricApproximateNumberOfMessagesVisible({ label: queue }),
      ),
    ),
  ];
}

function health({ name, functions }: ClinicDashboardProps): IWidget[] {
  const each = (metric: (fn: Watched['functions']['sweep']['function'], label: string) => IMetric) =>
    Object.entries(functions).map(([label, { function: fn }]) => metric(fn, label));
  return [
    graph(
      'Runs',
      each((fn, label) => fn.metricInvocations({ label })),
    ),
    graph(
      'Errors',
      each((fn, label) => fn.metricErrors({ label })),
    ),
    graph(
      'Found by the sweep',
      ['OverdueWakes', 'MissingSchedules', 'OutdatedPlans'].map((metric) =>
        ownMetric(name, metric, Duration.hours(1)),
      ),
    ),
  ];
}

function emails({ name, emailRuleName }: ClinicDashboardProps): IWidget[] {
  return [
    graph('Reports on e-mails, e-mails put off or refused', [
      matched('reports', { RuleName: emailRuleName }),
      ownMetric(name, 'PutOffMinutes', Duration.hours(1)).with({
        statistic: Stats.SAMPLE_COUNT,
        label: 'put off',
      }),
      ownMetric(name, 'EmailsRefused', Duration.hours(1)).with({ statistic: Stats.SUM, label: 'refused' }),
    ]),
    graph('Share of bounces', [reputationMetric(name, 'BounceRate')]),
    graph('Share of complaints', [reputationMetric(name, 'ComplaintRate')]),
  ];
}

function requests({ name, front: { stage } }: ClinicDashboardProps): IWidget[] {
  const hour = Duration.hours(1);
  const sum = { statistic: Stats.SUM, period: hour };
  const own = (metric: string, label: string) => ownMetric(name, metric, hour).with({ ...sum, label });
  return [
    graph('Pages asked for, calls of form providers, events by the API', [
      stage.metricCount({ ...sum, label: 'all' }),
      own('AnswersTold', 'answers told'),
      own('EventsTaken', 'events taken'),
    ]),
    graph('Refused, or failed', [
      stage.metricClientError({ ...sum, label: 'nothing there, or too much at once' }),
      stage.metricServerError({ ...sum, label: 'failed' }),
      own('UnsignedCalls', 'calls without a good signature'),
      own('TokensRefused', 'calls without a good token'),
      own('EventsRefused', 'events refused by the API'),
    ]),
    graph('Milliseconds until an answer came', [stage.metricLatency({ statistic: 'p95', period: hour })]),
  ];
}

function problems({ functions }: ClinicDashboardProps): IWidget[] {
  return [
    new LogQueryWidget({
      title: 'Latest warnings and errors',
      logGroupNames: Object.values(functions).map(({ logGroup }) => logGroup.logGroupName),
      queryLines: [
        'fields @timestamp, @log, level, message',
        'filter level in ["WARN", "ERROR", "CRITICAL"]',
        'sort @timestamp desc',
        'limit 50',
      ],
      width: WHOLE,
    }),
  ];
}

const matched = (label: string, dimensionsMap: Record<string, string>): Metric =>
  new Metric({
    namespace: 'AWS/Events',
    metricName: 'MatchedEvents',
    dimensionsMap,
    statistic: Stats.SUM,
    label,
    period: Duration.hours(1),
  });
