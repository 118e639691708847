import { afterEach, expect, test, vi } from 'vitest';
import { defaultProvider } from '../../infra/stand-ins/credential-provider-node.ts';

afterEach(() => vi.unstubAllEnvs());

function given(id: string | undefined, secret: string | undefined, token: string | undefined) {
  vi.stubEnv('AWS_ACCESS_KEY_ID', id);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', secret);
  vi.stubEnv('AWS_SESSION_TOKEN', token);
  return defaultProvider()();
}

test('a function’s credentials are those of its environment, with the token of its session', async () => {
  const keys = { accessKeyId: 'id', secretAccessKey: 'secret' };
  expect(await given('id', 'secret', 'token')).toEqual({ ...keys, sessionToken: 'token' });
  expect(await given('id', 'secret', undefined)).toEqual(keys);
});

test.each([
  [undefined, 'secret'],
  ['id', undefined],
  ['id', ''],
])('without both of them nothing is signed', async (id, secret) => {
  await expect(given(id, secret, 'token')).rejects.toThrow('expected credentials in the environment');
});
