import http, { type RequestOptions } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { DynamoDBClient, GetItemCommand, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CallMessage, HttpAnswer } from '../../../local/cloud/lambda/protocol.ts';
import { type Incoming, Requests } from '../../../local/cloud/lambda/requests.ts';

const ENDPOINT = 'http://127.0.0.1:9';
const { request } = http;

type Sent = Pick<CallMessage, 'call' | 'connection' | 'request'>;
let sent: Sent[];
let requests: Requests;
let answerWith: (call: Sent) => HttpAnswer | Promise<HttpAnswer>;

beforeEach(() => {
  sent = [];
  answerWith = () => ({ status: 200, headers: {}, body: '{"TableNames":["å"]}' });
  requests = new Requests(ENDPOINT);
  const send = async (call: Sent) => {
    sent.push(call);
    requests.answer(call.call, await answerWith(call));
  };
  const taken = (options: RequestOptions, heard: (response: Incoming) => void) =>
    requests.request(options, heard, send);
  http.request = taken as never;
  syncBuiltinESMExports();
});
afterEach(() => {
  http.request = request;
  syncBuiltinESMExports();
});

const clientOf = (settings: object = {}) =>
  new DynamoDBClient({
    endpoint: ENDPOINT,
    region: 'eu-north-1',
    credentials: { accessKeyId: 'F', secretAccessKey: 'x' },
    maxAttempts: 1,
    ...settings,
  });

test('what an SDK client asks arrives signed and whole, and it gets the answer', async () => {
  const { TableNames } = await clientOf().send(new ListTablesCommand({ ExclusiveStartTableName: 'ær' }));
  expect(TableNames).toEqual(['å']);
  expect(sent).toMatchObject([
    {
      request: {
        method: 'POST',
        url: '/',
        headers: {
          host: '127.0.0.1:9',
          'x-amz-target': 'DynamoDB_20120810.ListTables',
          'amz-sdk-request': 'attempt=1; max=1',
          authorization: expect.stringContaining('Credential=F/'),
        },
        body: '{"ExclusiveStartTableName":"ær"}',
      },
    },
  ]);
});

test('an error of a service is the error of the client', async () => {
  answerWith = () => ({
    status: 400,
    headers: {},
    body: '{"__type":"ThrottlingException","message":"slow"}',
  });
  await expect(clientOf().send(new ListTablesCommand({}))).rejects.toMatchObject({
    name: 'ThrottlingException',
    message: 'slow',
  });
});

test('a connection that breaks is one to the client, which tries again when it may', async () => {
  answerWith = () => 'reset';
  await expect(clientOf().send(new ListTablesCommand({}))).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(sent).toHaveLength(1);
  await expect(clientOf({ maxAttempts: 2 }).send(new ListTablesCommand({}))).rejects.toThrow();
  expect(sent).toHaveLength(3);
});

test('an answer that does not come in time costs the client its patience; a late one is not heard', async () => {
  const { promise: late, resolve: release } = Promise.withResolvers<HttpAnswer>();
  answerWith = () => late;
  const requestHandler = { requestTimeout: 20, throwOnRequestTimeout: true };
  const asked = clientOf({ requestHandler }).send(new ListTablesCommand({}));
  await expect(asked).rejects.toMatchObject({ name: 'TimeoutError' });
  release({ status: 200, headers: {}, body: '{}' });
  await late;
});

test('a client keeps its connections: one call after another goes through the same, two at once through two', async () => {
  const [client, other] = [clientOf(), clientOf()];
  const ask = (by = client) => by.send(new ListTablesCommand({}));
  await ask();
  await ask();
  await Promise.all([ask(), ask()]);
  await ask(other);
  const [first, second, third, fourth, fifth] = sent.map(({ connection }) => connection);
  expect([second, third]).toEqual([first, first]);
  expect(new Set([first, fourth, fifth]).size).toBe(3);
});

test('through a broken connection nothing goes any more', async () => {
  const client = clientOf();
  answerWith = () => 'reset';
  await client.send(new ListTablesCommand({})).catch(() => undefined);
  answerWith = () => ({ status: 200, headers: {}, body: '{}' });
  await client.send(new ListTablesCommand({}));
  expect(new Set(sent.map(({ connection }) => connection)).size).toBe(2);
});

test('what is asked of another address goes there', async () => {
  const elsewhere = clientOf({ endpoint: 'http://127.0.0.1:1' });
  const Key = { pk: { S: 'x' } };
  await expect(elsewhere.send(new GetItemCommand({ TableName: 'abc', Key }))).rejects.toMatchObject({
    code: 'ECONNREFUSED',
  });
  expect(sent).toEqual([]);
});
