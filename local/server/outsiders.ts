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

/**
 * Lets what comes from outside have its effect at once: calls such as the AWS command line's, and what is pressed on a page
 * behind an e-mail.
 */
export function settleForOutsiders(session: ClinicSession): void {
  session.clinicCloud.cloud.intercept({
    after({ service, operation, caller, invocation }, response) {
      const isOutsider = invocation === undefined || caller.endsWith('-pages');
      // After the answer is on its way: settling calls this very endpoint.
      if (isOutsider && WRITES.includes(`${service}.${operation}`)) setImmediate(() => void session.settle());
      return response;
    },
  });
}
