import { Agent, request } from 'node:http';
import { PassThrough } from 'node:stream';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AwsService } from '../../../local/cloud/base/aws-api.ts';
import type { Interceptor } from '../../../local/cloud/base/calls.ts';
import { VirtualClock } from '../../../local/cloud/base/clock.ts';
import { type Dynamo, startDynamo } from '../../../local/cloud/dynamodb/dynamodb.ts';
import { DynamoProxy } from '../../../local/cloud/dynamodb/proxy.ts';
import { Endpoint } from '../../../local/cloud/endpoint.ts';
import { EventsApi } from '../../../local/cloud/events/api.ts';
import { EventBuses } from '../../../local/cloud/events/bus.ts';
import { type Incoming, Requests } from '../../../local/cloud/lambda/requests.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';
import { signedCall } from './signed-call.ts';

let clock: VirtualClock;
let dynamo: Dynamo;
let proxy: DynamoProxy;
let endpoint: Endpoint;
let interceptors: Interceptor[];
let warnings: string[];
let delivered: { arn: string; event: unknown }[];
let crashed: string[];

beforeEach(async () => {
  dynamo = await startDynamo('dynoxide');
  proxy = new DynamoProxy(dynamo);
  interceptors = [];
  delivered = [];
  warnings = [];
  crashed = [];
  clock = new VirtualClock(toInstant('2027-01-01T10:00:00.500Z'));
  const buses = new EventBuses({
    account: '111122223333',
    region: 'eu-north-1',
    clock,
    deliver: ({ arn }, body) => delivered.push({ arn, event: JSON.parse(body) }),
  });
  buses.addBus('courses');
  const rule = {
    name: 'r',
    arn: 'arn:r',
    busName: 'courses',
    enabled: true,
    pattern: { source: ['clinic'] },
  };
  buses.addRule({ ...rule, targets: [{ arn: 'whole' }, { arn: 'part', inputPath: '$.detail.id' }] });
  buses.addRule({ ...rule, targets: [{ arn: 'constant', input: '{"kind":"tick"}' }] });
  buses.addRule({ ...rule, enabled: false, targets: [{ arn: 'off' }] });
  endpoint = new Endpoint({
    services: new Map<string, AwsService>([
      ['dynamodb', proxy],
      ['events', new EventsApi(buses, clock, (sentence) => warnings.push(sentence))],
    ]),
    clock,
    interceptors,
    callerOf: (accessKeyId) => (accessKeyId === 'AKIDTEST' ? 'tester' : accessKeyId),
    isLive: (invocation) => invocation !== 'dead',
    onCrash: (invocation) => crashed.push(invocation),
  });
  await endpoint.listen();
});

afterEach(async () => {
  await endpoint.stop();
  proxy.close();
  await dynamo.stop();
});

type Answer = {
  FailedEntryCount: number;
  Entries: { EventId?: string; ErrorCode?: string }[];
  __type?: string;
};

const putEvents = (...Entries: unknown[]) =>
  signedCall<Answer>(endpoint.url, 'events', 'AWSEvents.PutEvents', { Entries });
const entry = { EventBusName: 'courses', Source: 'clinic', DetailType: 'd', Detail: '{"id":"C-7"}' };

test.each([
  ['evil.example', 403],
  ['127.0.0.1.evil.example', 403],
  ['127.0.0.1', 200],
  ['localhost', 200],
])(
  'asked under the name %s it answers %i: a page may have its name point to this machine',
  async (name, status) => {
    const answer = await new Promise<number | undefined>((done) => {
      const authorization =
        'AWS4-HMAC-SHA256 Credential=x/20270101/eu-north-1/events/aws4_request, Signature=0';
      const target = 'AWSEvents.PutEvents';
      const headers = {
        host: `${name}:${new URL(endpoint.url).port}`,
        authorization,
        'x-amz-target': target,
      };
      const asked = request(endpoint.url, { method: 'POST', headers }, (response) => {
        response.resume();
        done(response.statusCode);
      });
      asked.end(JSON.stringify({ Entries: [entry] }));
    });
    expect(answer).toBe(status);
  },
);

describe('PutEvents', () => {
  test('hands the event to every matching target as its rule says', async () => {
    const { status, body } = await putEvents({ ...entry, Time: 1_767_225_600, Resources: ['arn'] });
    expect({ status, failed: body.FailedEntryCount }).toEqual({ status: 200, failed: 0 });
    expect(delivered).toEqual([
      {
        arn: 'whole',
        event: {
          version: '0',
          id: body.Entries[0]?.EventId,
          'detail-type': 'd',
          source: 'clinic',
          account: '111122223333',
          time: '2026-01-01T00:00:00Z',
          region: 'eu-north-1',
          resources: ['arn'],
          detail: { id: 'C-7' },
        },
      },
      { arn: 'part', event: 'C-7' },
      { arn: 'constant', event: { kind: 'tick' } },
    ]);
  });

  test('takes the time of the clock when the entry has none', async () => {
    await putEvents(entry);
    expect(delivered[0]?.event).toMatchObject({ time: '2027-01-01T10:00:00Z' });
  });

  test('refuses single entries', async () => {
    const { body } = await putEvents(
      { ...entry, Source: undefined },
      { ...entry, DetailType: '' },
      { ...entry, Detail: undefined },
      { ...entry, Detail: '{"id":' },
      { ...entry, Detail: '[1]' },
      { ...entry, Source: 'aws.ses' },
      { ...entry, EventBusName: 'arn:aws:events:eu-north-1:111122223333:event-bus/courses' },
    );
    expect(body.FailedEntryCount).toBe(6);
    expect(body.Entries.map(({ ErrorCode }) => ErrorCode)).toEqual([
      'InvalidArgument',
      'InvalidArgument',
      'InvalidArgument',
      'MalformedDetail',
      'MalformedDetail',
      'NotAuthorizedForSourceException',
      undefined,
    ]);
  });

  test('takes an event for a bus that does not exist with an id, loses it as AWS does, and warns', async () => {
    const { status, body } = await putEvents({ ...entry, EventBusName: 'cuorses' });
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) }] },
    });
    expect(delivered).toEqual([]);
    expect(warnings).toEqual([
      'An event went to the bus cuorses, which does not exist: AWS would lose it without a word. There are default, courses.',
    ]);
  });

  test.each([
    ['no entry', []],
    ['eleven entries', Array(11).fill(entry)],
    ['more than 1 MB', Array(3).fill({ ...entry, Detail: JSON.stringify({ text: 'x'.repeat(400_000) }) })],
  ])('refuses %s', async (_, entries) => {
    const { status, body } = await putEvents(...entries);
    expect([status, body.__type]).toEqual([400, 'ValidationException']);
    expect(delivered).toEqual([]);
  });

  test('ListEventBuses names the buses', async () => {
    type Buses = { EventBuses: { Name: string }[] };
    const { body } = await signedCall<Buses>(endpoint.url, 'events', 'AWSEvents.ListEventBuses', {});
    expect(body.EventBuses.map(({ Name }) => Name)).toEqual(['default', 'courses']);
  });
});

describe('the endpoint', () => {
  test('tells in every answer where its clock stands', async () => {
    const asked = () => fetch(endpoint.url, { method: 'HEAD' });
    expect((await asked()).headers.get('x-virtual-date')).toBe('2027-01-01T10:00:00.500Z');
    clock.moveTo(toInstant('2027-02-01T10:00:00Z'));
    const { headers } = await asked();
    expect(headers.get('x-virtual-date')).toBe('2027-02-01T10:00:00.000Z');
    expect(headers.get('date')).toBeNull();
  });

  const listTables = (accessKeyId?: string) =>
    signedCall(endpoint.url, 'dynamodb', 'DynamoDB_20120810.ListTables', {}, accessKeyId);

  test('passes DynamoDB calls to the engine and its checksum back', async () => {
    const { status, headers, body } = await listTables();
    expect([status, body]).toEqual([200, { TableNames: [] }]);
    expect(headers.get('x-amz-crc32')).toMatch(/^\d+$/);
  });

  test('serves the SDK, which checks the checksum', async () => {
    const credentials = { accessKeyId: 'AKIDTEST', secretAccessKey: 'x' };
    const client = new DynamoDBClient({ endpoint: endpoint.url, region: 'eu-north-1', credentials });
    expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual([]);
    client.destroy();
  });

  test('counts calls by caller', async () => {
    await putEvents(entry);
    await listTables();
    await listTables('OTHER');
    expect(endpoint.counter.total()).toEqual({ 'dynamodb.ListTables': 2, 'events.PutEvents': 1 });
    expect(endpoint.counter.of('tester')).toEqual({ 'dynamodb.ListTables': 1, 'events.PutEvents': 1 });
    expect(endpoint.counter.of('OTHER')).toEqual({ 'dynamodb.ListTables': 1 });
  });

  test('refuses unsigned calls, unknown services and unknown operations', async () => {
    expect((await fetch(endpoint.url)).status).toBe(403);
    expect((await signedCall(endpoint.url, 's3', 'x', {})).status).toBe(404);
    expect((await signedCall(endpoint.url, 'events', 'AWSEvents.PutRule', {})).status).toBe(404);
    expect(endpoint.counter.total()).toEqual({});
  });

  test('lets interceptors answer, change the answer, or break the connection', async () => {
    const denied = { status: 400, headers: {}, body: '{"__type":"AccessDeniedException"}' };
    interceptors.push({ before: ({ caller }) => (caller === 'OTHER' ? denied : undefined) });
    interceptors.push({ after: (_, answer) => ({ ...answer, status: 299 }) });
    expect((await listTables('OTHER')).body).toEqual({ __type: 'AccessDeniedException' });
    expect((await listTables()).status).toBe(299);
    interceptors.unshift({ after: () => 'drop' });
    await expect(putEvents(entry)).rejects.toThrow();
    expect(delivered).toHaveLength(3);
    interceptors.unshift({ before: () => 'drop' });
    await expect(putEvents(entry)).rejects.toThrow();
    expect(delivered).toHaveLength(3);
  });

  test('ends a crashed invocation and answers nothing that is left of it', async () => {
    const authorization = 'AWS4-HMAC-SHA256 Credential=F/20270101/eu-north-1/events/aws4_request';
    const headers = { authorization, 'x-amz-target': 'AWSEvents.PutEvents' };
    const sent = { method: 'POST', url: '/', headers, body: JSON.stringify({ Entries: [entry] }) };
    const call = (invocation: string) => endpoint.answer(sent, { invocation, connection: {} });
    expect(await call('alive')).toMatchObject({ status: 200 });
    expect(await call('dead')).toBe('reset');
    interceptors.push({ before: () => 'crash' });
    expect(await call('alive')).toBe('reset');
    expect(crashed).toEqual(['alive']);
    expect(delivered).toHaveLength(3);
    expect(endpoint.counter.total()).toEqual({ 'events.PutEvents': 2 });
  });
});

describe('a connection that a function keeps', () => {
  /** Calls of a client, one after another: the status of each answer, or why there was none. */
  function clientOf(keepAlive: boolean, max: number) {
    const agent = new Agent({ keepAlive });
    const connections: object[] = [];
    let invocation = '';
    const requests = new Requests('http://127.0.0.1:9');
    const send = async ({ call, connection, request }: Parameters<Parameters<Requests['request']>[2]>[0]) => {
      connections[connection] ??= {};
      const by = { invocation, connection: connections[connection] ?? {} };
      requests.answer(call, await endpoint.answer(request, by));
    };
    const options = { method: 'POST', host: '127.0.0.1', port: 9, agent };
    const headers = {
      authorization: 'AWS4-HMAC-SHA256 Credential=F/20270101/eu-north-1/events/aws4_request',
      'x-amz-target': 'AWSEvents.ListEventBuses',
      'amz-sdk-request': `attempt=1; max=${max}`,
    };
    return (named: string) => {
      invocation = named;
      return new Promise<number | string | undefined>((settle) => {
        const heard = (answer: Incoming) =>
          answer.on('end', () => settle(answer.statusCode)).pipe(new PassThrough().resume());
        requests
          .request({ ...options, headers }, heard, send)
          .on('error', (error: Error) => settle('code' in error ? String(error.code) : error.name))
          .end('{}');
      });
    };
  }
  const wait = (at: string) => clock.moveTo(toInstant(`2027-01-01T${at}Z`));

  test('is dead when the function wakes again, and a new one is not', async () => {
    const call = clientOf(true, 1);
    expect([await call('first'), await call('first')]).toEqual([200, 200]);
    wait('11:00:00');
    expect([await call('second'), await call('second')]).toEqual(['ECONNRESET', 200]);
    expect(endpoint.counter.total()).toEqual({ 'events.ListEventBuses': 3 });
  });

  test('lives through an invocation, and to one that follows at once', async () => {
    const call = clientOf(true, 1);
    await call('first');
    wait('10:30:00');
    expect(await call('first')).toBe(200);
    wait('10:30:59');
    expect(await call('second')).toBe(200);
  });

  test.each([
    ['takes a connection for each call', false, 1],
    ['tries again by itself', true, 3],
  ])('does not matter to a client that %s', async (_, keepAlive, max) => {
    const call = clientOf(keepAlive, max);
    await call('first');
    wait('11:00:00');
    expect(await call('second')).toBe(200);
  });
});
