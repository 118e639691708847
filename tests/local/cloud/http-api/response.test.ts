import { expect, test } from 'vitest';
import { responseOf } from '../../../../local/cloud/http-api/response.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

// "Lambda function response for format 2.0" in API Gateway's developer guide.
test.each([
  ['a text', 'Hello from Lambda!', 'Hello from Lambda!'],
  ['an object', { message: 'Hello from Lambda!' }, '{"message":"Hello from Lambda!"}'],
  ['nothing', null, 'null'],
])('%s without a status is the body, as JSON, with 200', (_, payload, body) => {
  expect(responseOf(payload)).toEqual({ status: 200, headers: JSON_TYPE, body });
});

test('with a status it is taken as it is', () => {
  const payload = {
    cookies: ['a=1; Secure', 'b=2'],
    isBase64Encoded: true,
    statusCode: 201,
    headers: { 'Content-Type': 'image/png', 'X-Count': 3 },
    body: Buffer.from([0, 255]).toString('base64'),
  };
  expect(responseOf(payload)).toEqual({
    status: 201,
    headers: { 'content-type': 'image/png', 'x-count': '3' },
    cookies: ['a=1; Secure', 'b=2'],
    body: Buffer.from([0, 255]),
  });
  expect(responseOf({ statusCode: 204 })).toMatchObject({ status: 204, body: '' });
});

test.each([
  { statusCode: 'fine' },
  { statusCode: 42 },
  { statusCode: 200, body: { a: 1 } },
  { statusCode: 200, headers: { a: ['b'] } },
])('%j is no response', (payload) => expect(responseOf(payload)).toBeUndefined());
