import { Duration, Stack } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  Metric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

/** Something that the operator must hear of. */
export type Watch = {
  /** Ends the alarm's name: `events-dead-letters`. */
  readonly name: string;
  /** What it means and what to do, for whoever reads the alarm's e-mail. */
  readonly description: string;
  readonly metric: IMetric;
  /** Sounds at this value or above; with `below`, under it. */
  readonly threshold: number;
  readonly below?: boolean;
  /** Periods in a row; default 1. */
  readonly periods?: number;
  /** What silence of the metric means; nothing to tell of unless said otherwise. */
  readonly silence?: 'bad' | 'as before';
};

export type OperatorAlarmsProps = {
  readonly prefix: string;
  readonly operatorEmail: string;
  /** The clinic's own, if it has one. Without, the topic is not encrypted: what alarms say holds nothing personal. */
  readonly key: IKey | undefined;
  readonly watches: readonly Watch[];
};

const MISSING = {
  good: TreatMissingData.NOT_BREACHING,
  bad: TreatMissingData.BREACHING,
  'as before': TreatMissingData.IGNORE,
} as const;

/** Alarms that e-mail the operator, once when something goes wrong and once when it is well again. */
export class OperatorAlarms extends Construct {
  readonly topic: Topic;
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: OperatorAlarmsProps) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', {
      topicName: `${props.prefix}-alarms`,
      displayName: 'Course Reminders',
      ...(props.key && { masterKey: props.key }),
      enforceSSL: true,
    });
    this.topic.addSubscription(new EmailSubscription(props.operatorEmail));
    this.admitCloudWatch(props);
    this.alarms = props.watches.map((watch) => this.alarm(props.prefix, watch));
  }

  private alarm(prefix: string, watch: Watch): Alarm {
    const alarm = new Alarm(this, watch.name, {
      alarmName: `${prefix}-${watch.name}`,
      alarmDescription: watch.description,
      metric: watch.metric,
      threshold: watch.threshold,
      comparisonOperator: watch.below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: watch.periods ?? 1,
      treatMissingData: MISSING[watch.silence ?? 'good'],
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    alarm.addOkAction(new SnsAction(this.topic));
    return alarm;
  }

  /** A topic with a policy of its own admits nobody by default, and an encrypted one needs the key as well. */
  private admitCloudWatch({ key }: OperatorAlarmsProps): void {
    const cloudWatch = new ServicePrincipal('cloudwatch.amazonaws.com');
    const conditions = { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } };
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsPublish',
        principals: [cloudWatch],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions,
      }),
    );
    key?.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsUseKey',
        principals: [cloudWatch],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions,
      }),
    );
  }
}

/** A metric that the functions publish themselves. */
export const ownMetric = (service: string, metricName: string, period: Duration): Metric =>
  new Metric({
    namespace: 'CourseReminders',
    metricName,
    dimensionsMap: { service },
    statistic: Stats.MAXIMUM,
    period,
  });

/** A share of the clinic's e-mails, 0 to 1, as SES counts it. */
export const reputationMetric = (configurationSet: string, kind: 'BounceRate' | 'ComplaintRate'): Metric =>
  new Metric({
    namespace: 'AWS/SES',
    metricName: `Reputation.${kind}`,
    dimensionsMap: { 'ses:configuration-set': configurationSet },
    statistic: Stats.AVERAGE,
    period: Duration.hours(1),
  });
