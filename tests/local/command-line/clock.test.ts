import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { clockOf } from '../../../local/command-line/clock.ts';
import { exitFor } from '../../../local/terminal/exit.ts';

const NOW = '2026-11-25T12:00:00.000Z';
const AT = '2026-03-02T08:00:00.000Z';
beforeAll(() => {
  vi.useFakeTimers({ now: new Date(NOW), toFake: ['Date'] });
});
afterAll(() => vi.useRealTimers());
let stop: () => unknown = () => undefined;
afterEach(() => stop());

/** An address that answers as that of the AWS APIs of a local clinic does, or another one. */
async function endpointWith(headers: Record<string, string>): Promise<string> {
  const server = createServer((_, response) => response.writeHead(403, headers).end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

test('a command that reads a local clinic lives by its clock', async () => {
  const url = await endpointWith({ 'x-virtual-date': AT });
  expect(await clockOf({}, { AWS_ENDPOINT_URL: url })).toBe(AT);
  expect(await clockOf({}, { AWS_ENDPOINT_URL_DYNAMODB: url, AWS_ENDPOINT_URL: 'https://x.example' })).toBe(
    AT,
  );
  expect(await clockOf({ 'as-of': '2026-04-01T08:00:00Z' }, { AWS_ENDPOINT_URL: url })).toBe(
    '2026-04-01T08:00:00.000Z',
  );
});

test('against AWS, or what tells no time, it is now', async () => {
  expect(await clockOf({}, {})).toBe(NOW);
  expect(await clockOf({}, { AWS_ENDPOINT_URL: 'https://vpce-1.dynamodb.example' })).toBe(NOW);
  expect(await clockOf({}, { AWS_ENDPOINT_URL: await endpointWith({}) })).toBe(NOW);
});

test('a local clinic that does not run is told, and not taken for an empty one', async () => {
  const url = await endpointWith({ 'x-virtual-date': AT });
  await stop();
  const error = await clockOf({}, { AWS_ENDPOINT_URL: url }).catch((each: unknown) => each);
  expect(exitFor(error)).toMatchObject({
    code: 3,
    sentence: expect.stringContaining('does the local clinic run?'),
  });
});
