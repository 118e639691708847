import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ListSchedulesCommand } from '@aws-sdk/client-scheduler';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSchedulerClient } from '../../shared/aws/schedules.ts';
import { createDocumentClient } from '../../shared/aws/table.ts';

let calls = 0;
const server = createServer(() => {
  calls += 1;
});
beforeEach(async () => {
  calls = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv('AWS_REGION', 'eu-north-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDTEST');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
});
afterEach(() => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
});

test.each([
  [
    'the table',
    4,
    () => createDocumentClient(50).send(new GetCommand({ TableName: 't', Key: { pk: 'C-1' } })),
  ],
  ['the schedules', 3, () => createSchedulerClient(50).send(new ListSchedulesCommand({}))],
])('%s: a service that never answers is given up after %i attempts', async (_, attempts, call) => {
  await expect(call()).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(calls).toBe(attempts);
});
