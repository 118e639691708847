import { createConnection } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Cloud, startCloud } from '../../../../local/cloud/cloud.ts';
import { addMinutes, toInstant } from '../../../../shared/core/time/instant.ts';
import { apiStack } from '../fixtures/api-stack.ts';

const START = toInstant('2027-01-01T10:00:00Z');
let cloud: Cloud;
beforeAll(async () => {
  cloud = await startCloud({ stacks: [apiStack()], startAt: START });
});
beforeEach(() => cloud.reset(START));
afterAll(() => cloud.stop());

/** The address that the stack told its functions. */
const base = () =>
  String(cloud.stacks[0]?.functions.find(({ name }) => name === 'small-Pages')?.environment['PAGES_URL']);
const at = (path: string) => cloud.localUrl(base() + path);
const answering = (answer: unknown) => at(`/p/token?answer=${encodeURIComponent(JSON.stringify(answer))}`);
const get = async (path: string) => {
  const response = await fetch(at(path));
  return [response.status, await response.json()];
};
const press = () => fetch(at('/p/token'), { method: 'POST' });
const logged = () =>
  cloud
    .logs()
    .filter(({ function: name }) => name === '/pages/access')
    .map(({ json }) => json);

describe('an address', () => {
  test('has AWS’s form in the stack, and a place on this machine', () => {
    expect(base()).toMatch(/^https:\/\/[a-z0-9]{10}\.execute-api\.eu-north-1\.amazonaws\.com$/);
    expect(at('/p/token?a=1#b')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/p\/token\?a=1#b$/);
    expect(cloud.localUrl('https://elsewhere.example/p/token')).toBe('https://elsewhere.example/p/token');
  });

  test('the function sees AWS’s: a form is posted from there, and a redirection leads back here', async () => {
    const here = new URL(at('/')).origin;
    const response = await fetch(at('/p/token'), { headers: { origin: here, referer: `${here}/p/x` } });
    expect(await response.json()).toMatchObject({
      headers: { host: new URL(base()).host, origin: base(), referer: `${base()}/p/x` },
    });
    const moved = await fetch(answering({ statusCode: 303, headers: { location: `${base()}/p/next` } }), {
      redirect: 'manual',
    });
    expect(moved.headers.get('location')).toBe(at('/p/next'));
  });

  test('a cookie of https has a name here that browsers keep of plain http, and its own in the function', async () => {
    const cookies = ['__Host-a=1; Path=/; Secure; HttpOnly', '__Secure-b=2; secure', 'c=3'];
    const answer = await fetch(answering({ statusCode: 200, cookies }));
    expect(answer.headers.getSetCookie()).toEqual([
      'http-Host-a=1; Path=/; HttpOnly',
      'http-Secure-b=2',
      'c=3',
    ]);
    const asked = await fetch(at('/p/token'), {
      headers: { cookie: 'http-Host-a=1; http-Secure-b=2; c=http-Host-3' },
    });
    expect(await asked.json()).toMatchObject({ cookies: ['__Host-a=1', '__Secure-b=2', 'c=http-Host-3'] });
  });
});

describe('a request', () => {
  test('runs the function behind its route at once, in virtual time, with the stage’s variables', async () => {
    const response = await fetch(at('/p/a/b'));
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      routeKey: 'GET /p/{proxy+}',
      pathParameters: { proxy: 'a/b' },
      requestContext: { timeEpoch: Date.parse(START) },
      stageVariables: { colour: 'blue' },
    });
    expect(cloud.clock.now()).toBe(START);
  });

  test('gets what the function answers, cookies apart, and nothing but headers for HEAD', async () => {
    const answer = {
      statusCode: 418,
      headers: { 'x-kind': 'tea' },
      cookies: ['a=1', 'b=2'],
      body: 'short and stout',
    };
    const response = await fetch(answering(answer));
    expect([response.status, response.headers.get('x-kind'), await response.text()]).toEqual([
      418,
      'tea',
      'short and stout',
    ]);
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(response.headers.get('apigw-requestid')).not.toBeNull();
    const head = await fetch(at('/any/1'), { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  test('two at once run beside each other', async () => {
    let waiting = 0;
    const both = Promise.withResolvers<void>();
    const remove = cloud.intercept({
      before: async () => {
        waiting += 1;
        if (waiting === 2) both.resolve();
        await both.promise;
        return undefined;
      },
    });
    const responses = await Promise.all(['one', 'two'].map((name) => fetch(at(`/p/token?put=${name}`))));
    remove();
    expect(responses.map(({ status }) => status)).toEqual([200, 200]);
    expect(cloud.callsOf('small-Pages')).toEqual({ 'dynamodb.PutItem': 2 });
  });

  test('the clock waits until it is answered', async () => {
    const waits = get('/p/token?wait=200');
    await new Promise((done) => setTimeout(done, 50));
    await cloud.advanceTo(addMinutes(START, 60));
    const [, event] = await waits;
    expect(event).toMatchObject({ requestContext: { timeEpoch: Date.parse(START) } });
    expect(logged()).toHaveLength(1);
  });
});

// "Create routes" and "Troubleshooting issues with HTTP API Lambda integrations" in API Gateway's developer guide, and
// github.com/awslabs/aws-lambda-cpp, issue 117. assumed: 413, and 503 when the API does not wait any longer.
describe('answers of the API itself', () => {
  test('no route', async () => {
    expect(await get('/elsewhere')).toEqual([404, { message: 'Not Found' }]);
    expect((await fetch(at('/p/token'), { method: 'DELETE' })).status).toBe(404);
  });

  test('a function that fails, or answers nonsense', async () => {
    expect(await get('/p/token?fail=broken')).toEqual([500, { message: 'Internal Server Error' }]);
    expect(logged()).toMatchObject([{ status: '500', why: 'Error: broken' }]);
    const nonsense = await fetch(answering({ statusCode: 'fine' }));
    expect([nonsense.status, await nonsense.json()]).toEqual([500, { message: 'Internal Server Error' }]);
  });

  test('a function that dies at a call', async () => {
    const remove = cloud.intercept({ before: () => 'crash' });
    expect(await get('/p/token?put=lost')).toEqual([500, { message: 'Internal Server Error' }]);
    remove();
    expect((await fetch(at('/p/token'))).status).toBe(200);
  });

  test('a function that takes longer than the API waits', async () => {
    expect(await get('/slow/1?wait=1500')).toEqual([503, { message: 'Service Unavailable' }]);
  });

  test('more than ten megabytes', async () => {
    const response = await fetch(at('/any/1'), { method: 'POST', body: 'x'.repeat(10 * 1024 * 1024 + 1) });
    expect([response.status, await response.json()]).toEqual([413, { message: 'Request Entity Too Large' }]);
  });

  test('whoever asks for another host', async () => {
    const { hostname, port } = new URL(at('/'));
    const socket = createConnection(Number(port), hostname);
    socket.end('GET /p/token HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n');
    let answer = '';
    for await (const chunk of socket) answer += chunk;
    expect(answer).toMatch(/^HTTP\/1.1 403 /);
  });
});

// "Throttle requests to your HTTP APIs" in API Gateway's developer guide: a bucket of tokens for each route.
test('what is too much for a route is refused until time has passed; other routes go on', async () => {
  const statuses = [];
  for (let count = 0; count < 4; count += 1) statuses.push((await press()).status);
  expect(statuses).toEqual([200, 200, 429, 429]);
  expect(await (await press()).json()).toEqual({ message: 'Too Many Requests' });
  expect((await fetch(at('/p/token'))).status).toBe(200);
  await cloud.advanceTo(toInstant(Date.parse(START) + 2000));
  expect([(await press()).status, (await press()).status]).toEqual([200, 429]);
  await cloud.advanceTo(addMinutes(START, 10));
  expect([(await press()).status, (await press()).status, (await press()).status]).toEqual([200, 200, 429]);
});

test('each request is a line of the access log, in the template’s format, and counted', async () => {
  await fetch(at('/p/secret-token?who=anna'), { headers: { 'user-agent': 'a browser' } });
  await fetch(at('/nowhere'));
  expect(logged()).toEqual([
    { requestId: expect.any(String), route: 'GET /p/{token}', status: '200', why: '-' },
    { requestId: expect.any(String), route: '-', status: '404', why: '-' },
  ]);
});

describe('the function’s policy decides who may run it', () => {
  const permission = (changes: object) => {
    const { MayRun } = apiStack().template.Resources;
    return { MayRun: { Type: 'AWS::Lambda::Permission', Properties: { ...MayRun?.Properties, ...changes } } };
  };

  test.each([
    ['none', { MayRun: { Type: 'AWS::CDK::Metadata' } }],
    ['for another API', permission({ SourceArn: 'arn:aws:execute-api:eu-north-1:111122223333:other/*/*' })],
    ['for another service', permission({ Principal: 's3.amazonaws.com' })],
  ])('%s: an error for the client, and a denial', async (_, changes) => {
    const stack = apiStack('small', changes);
    const closed = await startCloud({ stacks: [stack], startAt: START });
    const address = `${base()}/p/token`;
    const response = await fetch(closed.localUrl(address));
    expect([response.status, await response.json()]).toEqual([500, { message: 'Internal Server Error' }]);
    expect(closed.denials()).toMatchObject([
      { caller: 'apigateway.amazonaws.com', action: 'lambda:InvokeFunction' },
    ]);
    expect(closed.logs()).toMatchObject([{ json: { why: expect.stringContaining('permissions') } }]);
    await closed.stop();
  });

  test('a permission that is there was of use', async () => {
    await fetch(at('/p/token'));
    expect(cloud.usedStatements()).toContainEqual({
      policy: expect.stringMatching(/:function:small-Pages$/),
      sid: '#1',
    });
  });
});

test('errors of the server are counted', async () => {
  const [alarm] = cloud.stacks[0]?.alarms.filter(({ name }) => name === 'pages-broken') ?? [];
  expect(alarm?.metric.name).toBe('5xx');
  await fetch(at('/p/token'));
  await cloud.advanceTo(addMinutes(START, 10));
  expect(cloud.alarms()).toEqual([]);
  await fetch(at('/p/token?fail=broken'));
  await cloud.advanceTo(addMinutes(START, 20));
  expect(cloud.alarms()).toMatchObject([
    { alarm: 'pages-broken', at: addMinutes(START, 15), state: 'ALARM' },
    { alarm: 'pages-broken', at: addMinutes(START, 20), state: 'OK' },
  ]);
});

test('at a domain name of its own it answers there, and nowhere else', async () => {
  const { Api } = apiStack().template.Resources;
  const own = await startCloud({
    stacks: [
      apiStack('small', {
        Api: {
          Type: 'AWS::ApiGatewayV2::Api',
          Properties: { ...Api?.Properties, DisableExecuteApiEndpoint: true },
        },
        Domain: { Type: 'AWS::ApiGatewayV2::DomainName', Properties: { DomainName: 'pages.example' } },
        Mapping: {
          Type: 'AWS::ApiGatewayV2::ApiMapping',
          Properties: { ApiId: { Ref: 'Api' }, DomainName: { Ref: 'Domain' }, Stage: { Ref: 'Stage' } },
        },
      }),
    ],
    startAt: START,
  });
  const response = await fetch(own.localUrl('https://pages.example/p/token'));
  expect(await response.json()).toMatchObject({ headers: { host: 'pages.example' } });
  expect(own.localUrl(`${base()}/p/token`)).toBe(`${base()}/p/token`);
  await own.stop();
});

test('without throttling nothing is too much', async () => {
  const open = await startCloud({
    stacks: [apiStack()],
    startAt: START,
    throttling: 'ignored',
    policies: 'ignored',
  });
  const statuses = new Set();
  for (let count = 0; count < 4; count += 1) {
    statuses.add((await fetch(open.localUrl(`${base()}/p/token`), { method: 'POST' })).status);
  }
  expect([...statuses]).toEqual([200]);
  await open.stop();
});

describe('what is not known stops the cloud at the start', () => {
  const changed = (id: string, changes: object) => {
    const { Type = '', Properties } = apiStack().template.Resources[id] ?? {};
    return startCloud({
      stacks: [apiStack('small', { [id]: { Type, Properties: { ...Properties, ...changes } } })],
      startAt: START,
    });
  };

  // github.com/aws/serverless-application-model, issue 2479.
  test('settings of a route that is none', async () => {
    const RouteSettings = { 'GET /other': {} };
    await expect(changed('Stage', { RouteSettings })).rejects.toThrow(
      'Unable to find Route by key GET /other within the provided RouteSettings',
    );
  });

  test.each([
    ['Api', { ProtocolType: 'WEBSOCKET' }, 'expected HTTP'],
    ['Stage', { StageName: 'v1' }, 'expected $default'],
    ['Stage', { AccessLogSettings: { DestinationArn: 'a', Format: '$context.secret' } }, '$context.secret'],
    [
      'Stage',
      { AccessLogSettings: { DestinationArn: 'a', Format: '$context.status' } },
      '$context.requestId',
    ],
    ['Open', { RouteKey: 'FETCH /p' }, 'the route key FETCH /p is none'],
    ['Open', { Target: 'integrations/none' }, 'leads to no integration'],
    ['Open', { AuthorizationType: 'AWS_IAM' }, 'authorizers are not known locally'],
    ['Integration', { PayloadFormatVersion: '1.0' }, 'expected 2.0'],
    [
      'Integration',
      { IntegrationUri: 'arn:aws:lambda:eu-north-1:1:function:none' },
      'no function of these stacks',
    ],
  ])('%s %j', async (id, changes, message) => {
    await expect(changed(id, changes)).rejects.toThrow(message);
  });
});
