import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { QUEUE_NAMES } from '../../shared/names.ts';
import { ownMetric, reputationMetric, type Watch } from './alarms.ts';
import { type ClinicFunction, FUNCTION_NAMES, type FunctionName } from './clinic-function.ts';
import type { ClinicQueues } from './clinic-queues.ts';
import type { ClinicFront } from './front.ts';

/** From here on SES reviews an account; sending is paused at about twice the bounces and five times the complaints. */
const BOUNCE_RATE = 0.05;
const COMPLAINT_RATE = 0.001;
/** SQS leaves a message out of its age once it was received three times: one that fails is last seen at 12 minutes. */
const OLDEST_MESSAGE_SECONDS = 10 * 60;
/** An everyday throttling is over sooner. */
const PUT_OFF_MINUTES = 60;

const minutes5 = { period: Duration.minutes(5) };
/** What fails is tried every six minutes: an alarm on it that looks more often would sound and end in turns. */
const minutes15 = { period: Duration.minutes(15) };

export type Watched = {
  /** Name of the bus, the schedule group, the configuration set and the service of the metrics. */
  readonly name: string;
  readonly ruleName: string;
  /** The rule that takes SES's reports. */
  readonly emailRuleName: string;
  /** Open days without an event that are too many. */
  readonly silentOpenDays: number;
  readonly queues: ClinicQueues;
  readonly functions: Readonly<Record<FunctionName, ClinicFunction>>;
  readonly front: ClinicFront;
  /** Of a bus with a key of the clinic's own. */
  readonly busDeadLetters: Queue | undefined;
};

/** Everything the operator of one clinic must hear of. */
export const watchesOf = (watched: Watched): Watch[] => [
  ...queueWatches(watched),
  ...functionWatches(watched),
  ...pageWatches(watched),
  ...wakeWatches(watched),
  ...lossWatches(watched),
  ...courseWatches(watched),
  ...emailWatches(watched),
];

const lettersIn = (queue: Queue): Metric =>
  queue.metricApproximateNumberOfMessagesVisible({ ...minutes5, statistic: Stats.MAXIMUM });

/** Of a sweep that waits its silence tells. */
export const WATCHED_FOR_AGE = QUEUE_NAMES.filter((name) => name !== 'sweeps');

function queueWatches({ queues }: Watched): Watch[] {
  return [
    ...QUEUE_NAMES.map((name) => ({
      name: `${name}-dead-letters`,
      description: `Messages of "${name}" could not be handled or delivered: the redrive command tells why.`,
      metric: lettersIn(queues[name].deadLetters),
      threshold: 1,
    })),
    ...WATCHED_FOR_AGE.map((name) => ({
      name: `${name}-oldest-message`,
      description: `Messages of "${name}" wait for more than 10 minutes: they fail, or are throttled.`,
      metric: queues[name].queue.metricApproximateAgeOfOldestMessage({
        ...minutes5,
        statistic: Stats.MAXIMUM,
      }),
      threshold: OLDEST_MESSAGE_SECONDS,
    })),
  ];
}

/** Of functions behind pages each error is one of the HTTP API, too. */
export const WATCHED_FOR_ERRORS = FUNCTION_NAMES.filter(
  (name) => name !== 'patient-pages' && name !== 'api' && name !== 'staff-pages',
);

function functionWatches({ functions }: Watched): Watch[] {
  return [
    ...WATCHED_FOR_ERRORS.map((name) => ({
      name: `${name}-errors`,
      description: `${name} stopped with an error. Its messages are tried again; the log says why.`,
      metric: functions[name].function.metricErrors(minutes15),
      threshold: 1,
    })),
    {
      name: 'functions-throttled',
      description:
        'Functions are throttled: the limit of concurrent executions of the account, which all its functions share, is too low.',
      // Of all functions together: what throttles one of them, may throttle any.
      metric: new Metric({
        namespace: 'AWS/Lambda',
        metricName: 'Throttles',
        statistic: Stats.SUM,
        ...minutes5,
      }),
      threshold: 1,
    },
  ];
}

function pageWatches({ front }: Watched): Watch[] {
  return [
    {
      name: 'pages-failed',
      description:
        'Somebody opened a link or called the API, and got an error. The log of patient-pages, staff-pages or api says why, or that of the requests.',
      metric: front.stage.metricServerError({ ...minutes15, statistic: Stats.SUM }),
      threshold: 1,
    },
  ];
}

function wakeWatches({ name, functions }: Watched): Watch[] {
  return [
    {
      name: 'overdue-wakes',
      description: 'The sweep found courses whose wake is overdue. It has woken them; see why they were not.',
      metric: ownMetric(name, 'OverdueWakes', Duration.hours(1)),
      threshold: 1,
    },
    {
      name: 'missing-schedules',
      description: 'The sweep found wakes whose schedule was gone. It has armed them; see who deleted them.',
      metric: ownMetric(name, 'MissingSchedules', Duration.hours(1)),
      threshold: 1,
    },
    {
      name: 'sweep-silent',
      description: 'The hourly sweep has not run for three hours: what is lost would go unnoticed.',
      metric: functions.sweep.function.metricInvocations({ period: Duration.hours(1) }),
      threshold: 1,
      below: true,
      periods: 3,
      silence: 'bad',
    },
  ];
}

function courseWatches({ name, silentOpenDays }: Watched): Watch[] {
  return [
    {
      name: 'events-silent',
      description: `No event has come for ${silentOpenDays} open days while courses are open: see whether the clinic’s system still sends, and to the right bus.`,
      metric: ownMetric(name, 'SilentDays', Duration.hours(1)),
      threshold: silentOpenDays,
      silence: 'as before',
    },
    {
      name: 'unknown-courses',
      description:
        'Courses have had events but no enrolment for a day, and the clinic has no manager to tell: the log of send-digest names them.',
      metric: ownMetric(name, 'UnknownCourses', Duration.hours(1)),
      threshold: 1,
    },
  ];
}

function lossWatches({ name, ruleName, emailRuleName, busDeadLetters }: Watched): Watch[] {
  const sum = { statistic: Stats.SUM, ...minutes5 };
  return [
    ...(busDeadLetters
      ? [
          {
            name: 'bus-dead-letters',
            description:
              'The bus could not encrypt or decrypt events with the clinic’s key: mend its policy.',
            metric: lettersIn(busDeadLetters),
            threshold: 1,
          },
        ]
      : []),
    {
      name: 'events-lost',
      description: 'Events reached neither their queue nor its dead letters: replay them from the archive.',
      metric: new Metric({
        namespace: 'AWS/Events',
        metricName: 'InvocationsFailedToBeSentToDlq',
        dimensionsMap: { EventBusName: name, RuleName: ruleName },
        ...sum,
      }),
      threshold: 1,
    },
    {
      name: 'reports-lost',
      description:
        'Reports of SES reached neither their queue nor its dead letters: bounces went unheard. See the policy of the queue.',
      metric: new Metric({
        namespace: 'AWS/Events',
        metricName: 'InvocationsFailedToBeSentToDlq',
        dimensionsMap: { RuleName: emailRuleName },
        ...sum,
      }),
      threshold: 1,
    },
    {
      name: 'wakes-lost',
      description:
        'Wakes reached neither their queue nor its dead letters: the sweep will find their courses.',
      metric: new Metric({
        namespace: 'AWS/Scheduler',
        metricName: 'InvocationsFailedToBeSentToDeadLetterCount',
        dimensionsMap: { ScheduleGroup: name },
        ...sum,
      }),
      threshold: 1,
    },
  ];
}

function emailWatches({ name }: Watched): Watch[] {
  return [
    {
      name: 'emails-put-off',
      description:
        'SES has not taken an e-mail for an hour: no permission, sending paused, an identity that is not verified, or a quota. It is tried again.',
      metric: ownMetric(name, 'PutOffMinutes', Duration.hours(1)),
      threshold: PUT_OFF_MINUTES,
    },
    {
      name: 'emails-refused',
      description:
        'SES refuses e-mails for good: an address, the domain of the sender, or the account. The log says why.',
      metric: ownMetric(name, 'EmailsRefused', Duration.hours(1)).with({ statistic: Stats.SUM }),
      threshold: 1,
    },
    {
      name: 'reports-silent',
      description:
        'SES says nothing of e-mails that went over an hour ago, and of bounces nobody hears: see its event destination and the rule of its reports.',
      metric: ownMetric(name, 'UnheardReports', Duration.hours(6)).with({ statistic: Stats.MINIMUM }),
      threshold: 1,
      silence: 'as before',
    },
    {
      name: 'manager-unreachable',
      description:
        'Mails to the clinic’s manager bounce or are reported as spam: correct managerEmail (or replyTo) in its file.',
      metric: ownMetric(name, 'ManagerUnreachable', Duration.hours(1)).with({ statistic: Stats.SUM }),
      threshold: 1,
    },
    {
      name: 'bounce-rate',
      description: 'At least 5 % of the e-mails bounce: SES reviews the account. Check the addresses.',
      metric: reputationMetric(name, 'BounceRate'),
      threshold: BOUNCE_RATE,
    },
    {
      name: 'complaint-rate',
      description: 'At least 0.1 % of the e-mails are reported as spam: SES reviews the account.',
      metric: reputationMetric(name, 'ComplaintRate'),
      threshold: COMPLAINT_RATE,
    },
  ];
}
