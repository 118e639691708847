import { describe, expect, test } from 'vitest';
import { eventOf, type HttpRequest } from '../../../../local/cloud/http-api/request-event.ts';

const HOST = 'abcde12345.execute-api.eu-north-1.amazonaws.com';
const arrival = {
  api: { id: 'abcde12345', hosts: [HOST], routes: [], variables: {} },
  account: '111122223333',
  requestId: 'r-1',
  routeKey: 'POST /p/{proxy+}',
  pathParameters: { proxy: 'token' },
  millis: Date.parse('2027-01-05T09:08:07Z'),
};
const request = (changes: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'POST',
  path: '/p/token',
  query: '',
  rawHeaders: ['Host', '127.0.0.1:1', 'User-Agent', 'a browser'],
  body: Buffer.from(''),
  sourceIp: '127.0.0.1',
  ...changes,
});
const of = (changes: Partial<HttpRequest> = {}) => eventOf(request(changes), arrival);

// Facts: "Create AWS Lambda proxy integrations for HTTP APIs" in API Gateway's developer guide, unless said otherwise.
describe('payload format 2.0', () => {
  test('has what the guide’s example has', () => {
    const event = of({
      query: 'a=1&a=2&b=%C3%A6',
      rawHeaders: [
        'X-Two',
        'one',
        'x-two',
        'two',
        'Cookie',
        'a=1; b=2',
        'Connection',
        'close',
        'User-Agent',
        'a browser',
      ],
    });
    expect(event).toEqual({
      version: '2.0',
      routeKey: 'POST /p/{proxy+}',
      rawPath: '/p/token',
      rawQueryString: 'a=1&a=2&b=%C3%A6',
      cookies: ['a=1', 'b=2'],
      headers: {
        'x-two': 'one,two',
        'user-agent': 'a browser',
        'content-length': '0',
        host: HOST,
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-port': '443',
        'x-forwarded-proto': 'https',
      },
      queryStringParameters: { a: '1,2', b: 'æ' },
      requestContext: {
        accountId: '111122223333',
        apiId: 'abcde12345',
        domainName: HOST,
        domainPrefix: 'abcde12345',
        http: {
          method: 'POST',
          path: '/p/token',
          protocol: 'HTTP/1.1',
          sourceIp: '127.0.0.1',
          userAgent: 'a browser',
        },
        requestId: 'r-1',
        routeKey: 'POST /p/{proxy+}',
        stage: '$default',
        time: '05/Jan/2027:09:08:07 +0000',
        timeEpoch: Date.parse('2027-01-05T09:08:07Z'),
      },
      pathParameters: { proxy: 'token' },
      isBase64Encoded: false,
    });
  });

  test('leaves out what is empty', () => {
    const event = eventOf(request(), { ...arrival, pathParameters: {} });
    for (const name of ['cookies', 'queryStringParameters', 'pathParameters', 'stageVariables', 'body'])
      expect(event).not.toHaveProperty(name);
  });

  // github.com/middleapi/standard-server, pull request 93, after captures of live APIs.
  test('the path comes decoded, and ends at a question mark in it', () => {
    expect(of({ path: '/p/a%20b%3Fc' }).rawPath).toBe('/p/a b');
    expect(of({ path: '/p/100%' }).rawPath).toBe('/p/100%');
  });
});

// github.com/ministackorg/ministack, pull request 766: compared with a live HTTP API.
describe('a body', () => {
  const bodyAs = (type: string | undefined) => {
    const { body, isBase64Encoded } = of({
      rawHeaders: type === undefined ? [] : ['Content-Type', type],
      body: Buffer.from('a=æ'),
    });
    return [body, isBase64Encoded];
  };

  test.each([
    'text/plain',
    'text/html; charset=utf-8',
    'application/json',
    'Application/JSON;charset=UTF-8',
    'application/xml',
    'application/javascript',
  ])('of %s comes as text', (type) => expect(bodyAs(type)).toEqual(['a=æ', false]));

  test.each([
    undefined,
    'application/x-www-form-urlencoded',
    'application/octet-stream',
    'application/jsonl',
    'multipart/form-data; boundary=x',
  ])('of %s comes encoded', (type) =>
    expect(bodyAs(type)).toEqual([Buffer.from('a=æ').toString('base64'), true]),
  );
});
