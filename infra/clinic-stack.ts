import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { Clinic } from '../shared/clinic.ts';
import { resourceName } from '../shared/names.ts';
import { injectedInto } from './clinics/protocol-module.ts';
import { OperatorAlarms } from './constructs/alarms.ts';
import { ClinicFunctions } from './constructs/clinic-functions.ts';
import { ClinicQueues } from './constructs/clinic-queues.ts';
import { CourseBus } from './constructs/course-bus.ts';
import { CourseTable } from './constructs/course-table.ts';
import { ClinicDashboard } from './constructs/dashboard.ts';
import { ClinicEmail } from './constructs/email-identity.ts';
import { environmentsOf } from './constructs/environments.ts';
import { ClinicFront } from './constructs/front.ts';
import { tellOperator } from './constructs/outputs.ts';
import { letRulesUse } from './constructs/rule-target.ts';
import { StaffSignIn } from './constructs/staff-sign-in.ts';
import { WakeSchedules } from './constructs/wake-schedules.ts';
import { type Watched, watchesOf } from './constructs/watches.ts';

export type ClinicStackProps = StackProps & {
  readonly clinic: Clinic;
  /** False leaves the functions' code out of the template. */
  readonly bundle: boolean;
};

/** Everything of one clinic, in the order in which an event meets it. */
export class ClinicStack extends Stack {
  constructor(scope: Construct, id: string, { clinic, bundle, ...props }: ClinicStackProps) {
    super(scope, id, props);
    const name = resourceName(clinic);
    const isProtected = clinic.stage === 'production';
    const key =
      clinic.encryptionKey === 'customer-managed' ? this.createKey('Key', name, isProtected) : undefined;

    // The clinic's system puts an event on the bus; it waits in a queue.
    const queues = new ClinicQueues(this, 'Queues', { prefix: name, key });
    if (key) letRulesUse(key);
    const bus = new CourseBus(this, 'Bus', {
      busName: name,
      senderAccounts: clinic.senderAccounts,
      events: queues.events,
      key,
    });

    // record-event adds it to its course in the table.
    const courses = new CourseTable(this, 'Courses', { tableName: name, isProtected, key });

    // The course has one wake ahead, which comes back through a queue; digest and sweep repeat.
    const schedules = new WakeSchedules(this, 'Schedules', {
      groupName: name,
      timeZone: clinic.timeZone,
      digestTime: clinic.digestTime,
      queues,
      key,
    });

    // wake-course sends what is due; what became of it comes back through a queue too.
    const email = new ClinicEmail(this, 'Email', {
      configurationSetName: name,
      senderAddress: clinic.sender.address,
      mailFromSubdomain: clinic.mailFromSubdomain,
      hasIdentity: clinic.senderIdentity === 'existing',
      reports: queues.emails,
    });

    // E-mails have links to pages, which people reach by their browsers.
    const front = new ClinicFront(this, 'Front', {
      clinicId: clinic.clinicId,
      name,
      domain: clinic.pagesDomain,
    });

    // Staff sign in before they see the board.
    const signIn =
      clinic.board &&
      new StaffSignIn(this, 'SignIn', {
        name,
        board: clinic.board,
        pagesUrl: front.url,
        senderAddress: clinic.sender.address,
        senderIdentityArn: email.domainIdentityArn,
      });

    // One function reads each queue or answers for pages, told and allowed no more than it needs.
    const functions = new ClinicFunctions(this, 'Functions', {
      clinicId: clinic.clinicId,
      prefix: name,
      environments: environmentsOf({
        clinic,
        serviceName: name,
        courses,
        queues,
        schedules,
        email,
        front,
        signIn,
      }),
      reach: { courses, schedules, email, queues },
      queues,
      key,
      inject: injectedInto(clinic),
      bundle,
    });

    front.serve(functions.byName, { hasBoard: clinic.board !== undefined });

    // A human hears of what goes wrong, and sees the rest on one page.
    const { ruleName, deadLetters: busDeadLetters } = bus;
    const watched = {
      name,
      ruleName,
      emailRuleName: email.ruleName,
      silentOpenDays: clinic.silentOpenDays,
      queues,
      functions: functions.byName,
      front,
      busDeadLetters,
    };
    const dashboard = this.observe(clinic, watched, key);
    tellOperator(this, { bus, courses, queues, email, front, dashboard });
  }

  private observe(clinic: Clinic, watched: Watched, key: Key | undefined): ClinicDashboard | undefined {
    const { alarms } = new OperatorAlarms(this, 'Alarms', {
      prefix: watched.name,
      operatorEmail: clinic.operatorEmail,
      key,
      watches: watchesOf(watched),
    });
    if (!clinic.dashboard) return undefined;
    return new ClinicDashboard(this, 'Dashboard', { ...watched, clinicName: clinic.name, alarms });
  }

  private createKey(id: string, alias: string, isProtected: boolean): Key {
    return new Key(this, id, {
      alias,
      enableKeyRotation: true,
      removalPolicy: isProtected ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }
}
