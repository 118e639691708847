import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createServer, get } from 'node:http';
import { createInterface } from 'node:readline/promises';
import { PassThrough } from 'node:stream';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { startDynamo } from '../../../local/cloud/index.ts';
import { exitFor } from '../../../local/terminal/exit.ts';
import { UnableError } from '../../../local/terminal/unable-error.ts';
import { UsageError } from '../../../local/terminal/usage-error.ts';

const CREDENTIALS = { accessKeyId: 'a', secretAccessKey: 's' };
const failureOf = (work: () => unknown): Promise<unknown> =>
  Promise.resolve()
    .then(work)
    .then(
      () => {
        throw new Error('nothing failed');
      },
      (error: unknown) => error,
    );

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

test('wrong use is told from what could not be done', () => {
  expect(exitFor(new UsageError('--port is taken.'))).toEqual({ code: 2, sentence: '--port is taken.' });
  expect(exitFor(new UnableError('The table is not there.'))).toEqual({
    code: 3,
    sentence: 'The table is not there.',
  });
});

test('a local clinic that does not run is one sentence, whoever asked it', async () => {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const client = new DynamoDBClient({
    endpoint,
    region: 'eu-north-1',
    credentials: CREDENTIALS,
    maxAttempts: 1,
  });
  const sentence = `127.0.0.1:${port} does not answer (ECONNREFUSED): does the local clinic run?`;
  const asked = [
    () => client.send(new DescribeTableCommand({ TableName: 't' })),
    () => fetch(endpoint),
    () => once(get(endpoint), 'response'),
  ];
  for (const ask of asked) expect(exitFor(await failureOf(ask))).toEqual({ code: 3, sentence });
});

test('no network is one sentence', () => {
  const error = Object.assign(new Error('getaddrinfo ENOTFOUND'), {
    code: 'ENOTFOUND',
    hostname: 'dynamodb.eu-north-1.amazonaws.com',
  });
  expect(exitFor(error)).toEqual({
    code: 3,
    sentence: 'dynamodb.eu-north-1.amazonaws.com does not answer (ENOTFOUND): is there a network?',
  });
  expect(exitFor(Object.assign(new Error('x'), { name: 'TimeoutError' }))).toEqual({
    code: 3,
    sentence: 'no answer came in time: is there a network?',
  });
});

test('what AWS answers is named, and not what it says', () => {
  const error = Object.assign(new Error('Rate exceeded for a@b.example'), {
    name: 'ThrottlingException',
    $metadata: { httpStatusCode: 400 },
  });
  expect(exitFor(error)).toEqual({
    code: 3,
    sentence: 'AWS answered ThrottlingException: try again, or look at what AWS says of it.',
  });
});

test('a file that cannot be used is one sentence', async () => {
  const error = await failureOf(() => mkdirSync('/dev/null/folder'));
  expect(exitFor(error)).toEqual({ code: 3, sentence: '/dev/null/folder cannot be used (ENOTDIR).' });
});

test('an engine that cannot run is one sentence', async () => {
  const error = await failureOf(() => startDynamo('http://127.0.0.1:1'));
  expect(exitFor(error)).toEqual({ code: 3, sentence: 'No DynamoDB engine answers at http://127.0.0.1:1.' });
});

test('an interrupt at a question counts as an interrupt', async () => {
  const terminal = createInterface({ input: new PassThrough(), output: new PassThrough(), terminal: true });
  const question = failureOf(() => terminal.question('Name: ', { signal: AbortSignal.abort() }));
  expect(exitFor(await question)).toEqual({ code: 130, sentence: 'interrupted.' });
  terminal.close();
});

test('a fault of the program is told with its trace, and never counts as a problem that was found', () => {
  const { code, sentence } = exitFor(new RangeError('the clock does not go back'));
  expect(code).toBe(3);
  expect(sentence).toMatch(
    /^a fault of the program itself; please report it:\nRangeError: the clock does not go back\n.+exit\.test\.ts/,
  );
  expect(exitFor('thrown')).toMatchObject({ code: 3 });
});
