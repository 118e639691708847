import { setFlagsFromString } from 'node:v8';
import { runInThisContext } from 'node:vm';
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

const CLIENTS = [
  ['the table', createDocumentClient],
  ['the schedules', createSchedulerClient],
  ['the e-mails', createSesClient],
  ['the dead letters', createSqsClient],
] as const;

test.each(CLIENTS)('that of %s does not', (_, create) => {
  expect(isLogged(create())).toBe(false);
});

/** Whether V8 keeps an object in a fixed shape, which only V8 itself can tell. */
const hasFixedShape = ((): ((value: object) => boolean) => {
  setFlagsFromString('--allow-natives-syntax');
  const ask = runInThisContext('(value) => %HasFastProperties(value)') as (value: object) => boolean;
  // It is compiled when it is asked first.
  ask({});
  setFlagsFromString('--no-allow-natives-syntax');
  return ask;
})();

test('the settings of a client of the SDK are slow to read', () => {
  expect(hasFixedShape(new DynamoDBClient({ region: 'eu-north-1' }).config)).toBe(false);
});

test.each(CLIENTS)('those of that of %s are not', (_, create) => {
  expect(hasFixedShape(create().config)).toBe(true);
});
