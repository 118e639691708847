import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { createSqsClient } from '../../shared/aws/dead-letter-queue.ts';
import { createSchedulerClient } from '../../shared/aws/schedules.ts';
import { createSesClient } from '../../shared/aws/ses-mailer.ts';
import { createDocumentClient } from '../../shared/aws/table.ts';

const isLogged = ({ middlewareStack }: { middlewareStack: { identify(): string[] } }) =>
  middlewareStack.identify().some((step) => step.startsWith('loggerMiddleware'));

test('a client of the SDK puts its calls into words', () => {
  expect(isLogged(new DynamoDBClient({ region: 'eu-north-1' }))).toBe(true);
});

test.each([
  ['the table', createDocumentClient],
  ['the schedules', createSchedulerClient],
  ['the e-mails', createSesClient],
  ['the dead letters', createSqsClient],
])('that of %s does not', (_, create) => {
  expect(isLogged(create())).toBe(false);
});
