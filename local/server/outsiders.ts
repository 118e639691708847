import type { ClinicSession } from './session.ts';

const WRITES = [
  'dynamodb.BatchWriteItem',
  'dynamodb.DeleteItem',
  'dynamodb.PutItem',
  'dynamodb.TransactWriteItems',
  'dynamodb.UpdateItem',
  'events.PutEvents',
  'scheduler.CreateSchedule',
  'scheduler.DeleteSchedule',
  'scheduler.UpdateSchedule',
  'ses.SendEmail',
  'sqs.DeleteMessage',
  'sqs.SendMessage',
];

/** Lets calls that come from outside, such as the AWS command line's, have their effect at once. */
export function settleForOutsiders(session: ClinicSession): void {
  session.clinicCloud.cloud.intercept({
    after({ service, operation, invocation }, response) {
      const isOutsider = invocation === undefined;
      // After the answer is on its way: settling calls this very endpoint.
      if (isOutsider && WRITES.includes(`${service}.${operation}`)) setImmediate(() => void session.settle());
      return response;
    },
  });
}
