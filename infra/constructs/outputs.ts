import { CfnOutput, type Stack } from 'aws-cdk-lib';
import { QUEUE_NAMES } from '../../shared/names.ts';
import type { ClinicQueues } from './clinic-queues.ts';
import type { CourseBus } from './course-bus.ts';
import type { CourseTable } from './course-table.ts';
import type { ClinicDashboard } from './dashboard.ts';
import type { ClinicEmail } from './email-identity.ts';
import type { ClinicFront } from './front.ts';

export type Told = {
  readonly bus: CourseBus;
  readonly courses: CourseTable;
  readonly queues: ClinicQueues;
  readonly email: ClinicEmail;
  readonly front: ClinicFront;
  /** Absent when the clinic has none. */
  readonly dashboard: ClinicDashboard | undefined;
};

/** What whoever deployed the stack needs next: where to send events, which DNS records to make, where to look. */
export function tellOperator(stack: Stack, { bus, courses, queues, email, front, dashboard }: Told): void {
  const tell = (id: string, value: string, description: string) =>
    new CfnOutput(stack, id, { value, description });
  const { region } = stack;
  tell('BusName', bus.bus.eventBusName, 'EventBusName for PutEvents');
  tell('BusArn', bus.bus.eventBusArn, 'EventBusName for PutEvents from another account');
  tell('TableName', courses.table.tableName, 'The courses');
  for (const [id, record] of Object.entries(email.dnsRecords)) tell(id, record, 'DNS record to create');
  tell('PagesUrl', front.url, 'The pages behind the links in e-mails');
  if (front.domain) {
    const { name, regionalDomainName } = front.domain;
    tell('PagesRecord', `${name} CNAME ${regionalDomainName}`, 'DNS record to create');
  }
  for (const name of QUEUE_NAMES) {
    const id = name.charAt(0).toUpperCase() + name.slice(1);
    tell(`${id}QueueUrl`, queues[name].queue.queueUrl, `Waiting ${name}`);
    tell(`${id}DeadLettersUrl`, queues[name].deadLetters.queueUrl, `Failed ${name}`);
  }
  if (bus.deadLetters) {
    tell('BusDeadLettersUrl', bus.deadLetters.queueUrl, 'Events that the bus could not encrypt or decrypt');
  }
  if (!dashboard) return;
  const page = dashboard.dashboard.dashboardName;
  tell(
    'DashboardUrl',
    `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards/dashboard/${page}`,
    'Is anything wrong, what came in, what waits, what went out',
  );
}
