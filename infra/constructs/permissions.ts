import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { FunctionName } from './clinic-function.ts';
import type { ClinicQueues } from './clinic-queues.ts';
import type { CourseTable } from './course-table.ts';
import type { ClinicEmail } from './email-identity.ts';
import type { WakeSchedules } from './wake-schedules.ts';

/** What the functions of one clinic may reach: its own resources and no other clinic's. */
export type Reach = {
  readonly courses: CourseTable;
  readonly schedules: WakeSchedules;
  readonly email: ClinicEmail;
  readonly queues: ClinicQueues;
};

export type Permission = {
  readonly sid: string;
  readonly action: string;
  readonly on: (reach: Reach) => readonly string[];
  /** Why its resources end in a wildcard. */
  readonly wildcardReason?: string;
  readonly if?: (reach: Reach) => { readonly StringEquals: Readonly<Record<string, string>> };
};

const onTable = (reach: Reach) => [reach.courses.table.tableArn];

const loadCourse: Permission = { sid: 'LoadCourse', action: 'dynamodb:Query', on: onTable };
const reReadHead: Permission = { sid: 'ReReadHead', action: 'dynamodb:GetItem', on: onTable };
const reReadHeads: Permission = { sid: 'ReReadHeads', action: 'dynamodb:BatchGetItem', on: onTable };
const readDigestLog: Permission = { sid: 'ReadDigestLog', action: 'dynamodb:Query', on: onTable };
// A transaction is authorized as the single writes in it.
const putItems: Permission = { sid: 'PutItems', action: 'dynamodb:PutItem', on: onTable };
const updateItems: Permission = { sid: 'UpdateItems', action: 'dynamodb:UpdateItem', on: onTable };
const forgetItems: Permission = { sid: 'ForgetItems', action: 'dynamodb:DeleteItem', on: onTable };
const findWakes: Permission = {
  sid: 'FindWakes',
  action: 'dynamodb:Query',
  on: (reach) => [reach.courses.wakesIndexArn],
};
const findOutdatedPlans: Permission = {
  sid: 'FindOutdatedPlans',
  action: 'dynamodb:Query',
  on: (reach) => [reach.courses.plansIndexArn],
};
const readWorklist: Permission = {
  sid: 'ReadWorklist',
  action: 'dynamodb:Query',
  on: (reach) => [reach.courses.worklistIndexArn],
};
const armWake: Permission = {
  sid: 'ArmWake',
  action: 'scheduler:CreateSchedule',
  on: (reach) => [reach.schedules.anyWakeArn],
  wildcardReason:
    'A schedule is named after its course and minute when it is created; the group is the clinic’s own.',
};
const passWakeRole: Permission = {
  sid: 'PassWakeRole',
  action: 'iam:PassRole',
  on: (reach) => [reach.schedules.role.roleArn],
  if: () => ({ StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } }),
};
const sendEmail: Permission = {
  sid: 'SendEmail',
  action: 'ses:SendEmail',
  on: (reach) => [...reach.email.identityArns, reach.email.configurationSetArn],
  if: (reach) => ({ StringEquals: { 'ses:FromAddress': reach.email.senderAddress } }),
};
// SES assembles an e-mail with an attachment itself, and is known to check this name for what it calls raw.
const sendAttachment: Permission = { ...sendEmail, sid: 'SendAttachment', action: 'ses:SendRawEmail' };

// What no retry can mend is left for the operator at once.
const leaveRefused = (queue: 'events' | 'emails'): Permission => ({
  sid: 'LeaveRefused',
  action: 'sqs:SendMessage',
  on: (reach) => [reach.queues[queue].deadLetters.queueArn],
});

// An erasure that was interrupted is finished by whoever meets the course: all of them may forget items.
const advance = [loadCourse, putItems, forgetItems, armWake, passWakeRole];

/** Everything each function may do, statement by statement. Queues, logs and keys are granted where they are built. */
export const PERMISSIONS: Readonly<Record<FunctionName, readonly Permission[]>> = {
  'record-event': [...advance, leaveRefused('events')],
  'wake-course': [...advance, updateItems, reReadHead, sendEmail, sendAttachment],
  'track-email': [...advance, updateItems, sendEmail, leaveRefused('emails')],
  'send-digest': [readWorklist, readDigestLog, putItems, sendEmail],
  sweep: [...advance, findWakes, findOutdatedPlans],
  'patient-pages': advance,
  api: [...advance, readWorklist],
  'staff-pages': [...advance, readWorklist, reReadHeads],
};

/** The statements of one function, each with an id of its own so that none is merged with another. */
export function statementsOf(name: FunctionName, reach: Reach): PolicyStatement[] {
  return PERMISSIONS[name].map(
    (permission) =>
      new PolicyStatement({
        sid: permission.sid,
        actions: [permission.action],
        resources: [...permission.on(reach)],
        ...(permission.if ? { conditions: permission.if(reach) } : {}),
      }),
  );
}
