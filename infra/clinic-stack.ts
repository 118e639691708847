import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { Clinic } from '../shared/clinic.ts';
import { ClinicFunction, FUNCTION_TIMEOUT, type FunctionName } from './constructs/clinic-function.ts';
import { CourseBus } from './constructs/course-bus.ts';
import { CourseTable } from './constructs/course-table.ts';
import { ClinicEmail } from './constructs/email-identity.ts';
import { type Reach, statementsOf } from './constructs/permissions.ts';
import { QueueWithDeadLetters } from './constructs/queue-with-dead-letters.ts';
import { WakeSchedules } from './constructs/wake-schedules.ts';
import { runtimeSettings } from './runtime-settings.ts';

export type ClinicStackProps = StackProps & {
  readonly clinic: Clinic;
  /** False leaves the functions' code out of the template. */
  readonly bundle: boolean;
};

/** Everything of one clinic, in the order in which an event meets it. */
export class ClinicStack extends Stack {
  constructor(scope: Construct, id: string, { clinic, bundle, ...props }: ClinicStackProps) {
    super(scope, id, props);
    // Armed schedules, senders and operators know resources by these names: they never change.
    const name = `course-reminders-${clinic.clinicId}`;
    const isProtected = clinic.stage === 'production';
    const key = clinic.encryptionKey === 'customer-managed' ? this.createKey(name, isProtected) : undefined;
    const queue = (kind: string) =>
      new QueueWithDeadLetters(this, `${kind}-queue`, {
        queueName: `${name}-${kind}`,
        functionTimeout: FUNCTION_TIMEOUT,
        key,
      });

    // The clinic's system puts events on the bus; they wait in a queue.
    const events = queue('events');
    const { bus } = new CourseBus(this, 'Bus', {
      busName: name,
      senderAccounts: clinic.senderAccounts,
      events,
      key,
    });

    // A course is its events, its head and its messages in the table.
    const { table, wakesIndexArn, worklistIndexArn } = new CourseTable(this, 'Courses', {
      tableName: name,
      isProtected,
      key,
    });

    // Each course has one wake ahead; the digest and the sweep repeat.
    const wakes = queue('wakes');
    const digests = queue('digests');
    const sweeps = queue('sweeps');
    const schedules = new WakeSchedules(this, 'Wakes', {
      groupName: name,
      timeZone: clinic.timeZone,
      digestTime: clinic.digestTime,
      wakes,
      digests,
      sweeps,
      key,
    });

    // What is due is sent, and SES reports what became of it.
    const emails = queue('emails');
    const email = new ClinicEmail(this, 'Email', {
      configurationSetName: name,
      domain: senderDomain(clinic),
      reports: emails,
    });

    const reach: Reach = {
      tableArn: table.tableArn,
      wakesIndexArn,
      worklistIndexArn,
      anyWakeArn: schedules.anyScheduleArn,
      schedulerRoleArn: schedules.role.roleArn,
      identityArn: email.identity.emailIdentityArn,
      configurationSetArn: email.configurationSetArn,
      senderAddress: clinic.sender.address,
    };
    const common = {
      CLINIC: JSON.stringify(runtimeSettings(clinic)),
      TABLE_NAME: table.tableName,
      POWERTOOLS_SERVICE_NAME: name,
      POWERTOOLS_METRICS_NAMESPACE: 'CourseReminders',
      NODE_OPTIONS: '--enable-source-maps',
    };
    const arming = {
      SCHEDULE_GROUP: schedules.group.ref,
      WAKE_QUEUE_ARN: wakes.queue.queueArn,
      WAKE_DEAD_LETTER_QUEUE_ARN: wakes.deadLetters.queueArn,
      SCHEDULER_ROLE_ARN: schedules.role.roleArn,
    };
    const sending = { CONFIGURATION_SET: email.configurationSet.configurationSetName };
    const reader = (
      kind: FunctionName,
      source: QueueWithDeadLetters,
      environment: Record<string, string>,
      maxConcurrency = 2,
    ) =>
      new ClinicFunction(this, kind, {
        name: kind,
        clinicId: clinic.clinicId,
        functionName: `${name}-${kind}`,
        environment: { ...common, ...environment },
        statements: statementsOf(kind, reach),
        queue: source.queue,
        maxConcurrency,
        key,
        bundle,
      });
    reader('record-event', events, arming, 5);
    reader('wake-course', wakes, { ...arming, ...sending }, 5);
    reader('track-email', emails, arming);
    reader('send-digest', digests, sending);
    reader('sweep', sweeps, arming);
    void bus;
  }

  private createKey(name: string, isProtected: boolean): Key {
    return new Key(this, 'Key', {
      alias: name,
      description: 'Courses, queued events and their archive',
      enableKeyRotation: true,
      removalPolicy: isProtected ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }
}

const senderDomain = (clinic: Clinic): string => clinic.sender.address.split('@')[1] ?? '';
