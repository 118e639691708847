import { expect, test } from 'vitest';
import { assertRouteKey, matchRoute } from '../../../../local/cloud/http-api/routes.ts';

/** The example of "Create routes for HTTP APIs" in API Gateway's developer guide, with a catch-all. */
const GUIDE = ['GET /pets/dog/1', 'GET /pets/dog/{id}', 'GET /pets/{proxy+}', 'ANY /{proxy+}', '$default'];

const routeOf = (keys: readonly string[], request: string) => {
  const [method = '', path = ''] = request.split(' ');
  const match = matchRoute(
    keys.map((key) => ({ key })),
    method,
    path,
  );
  return match && [match.route.key, match.pathParameters];
};

test.each([
  ['GET /pets/dog/1', ['GET /pets/dog/1', {}]],
  ['GET /pets/dog/2', ['GET /pets/dog/{id}', { id: '2' }]],
  ['GET /pets/cat/1', ['GET /pets/{proxy+}', { proxy: 'cat/1' }]],
  ['POST /test/5', ['ANY /{proxy+}', { proxy: 'test/5' }]],
  ['GET /', ['$default', {}]],
])('%s goes where the guide says', (request, expected) => {
  expect(routeOf(GUIDE, request)).toEqual(expected);
  expect(routeOf(GUIDE.toReversed(), request)).toEqual(expected);
});

test('a whole match wins over a greedy one, a method over ANY', () => {
  const keys = ['ANY /p/{proxy+}', 'ANY /p/{id}', 'GET /p/{proxy+}'];
  expect(routeOf(keys, 'GET /p/1')).toEqual(['ANY /p/{id}', { id: '1' }]);
  expect(routeOf(keys, 'GET /p/1/2')).toEqual(['GET /p/{proxy+}', { proxy: '1/2' }]);
  expect(routeOf(keys, 'POST /p/1/2')).toEqual(['ANY /p/{proxy+}', { proxy: '1/2' }]);
});

test('a variable is never empty, and nothing but what it says matches', () => {
  const keys = ['GET /p/{proxy+}', 'GET /a.b/{id}'];
  for (const request of [
    'GET /p',
    'GET /p/',
    'HEAD /p/1',
    'GET /q/1',
    'GET /a.b/',
    'GET /axb/1',
    'GET /a.b/1/2',
  ])
    expect(routeOf(keys, request)).toBeUndefined();
});

test('variables are decoded', () => {
  const expected = ['GET /p/{proxy+}', { proxy: 'æ/b/100%/%FF' }];
  expect(routeOf(['GET /p/{proxy+}'], 'GET /p/%C3%A6%2Fb/100%/%FF')).toEqual(expected);
});

test.each(['get /p', 'GET p', 'FETCH /p', 'GET /{all+}/p', 'GET', 'default'])('%s is no route key', (key) => {
  expect(() => assertRouteKey(key)).toThrow(`the route key ${key} is none`);
});
