import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { callDynamo } from '../../../local/cloud/dynamodb/call.ts';
import { startDynamo } from '../../../local/cloud/dynamodb/dynamodb.ts';
import { Tables } from '../../../local/cloud/dynamodb/tables.ts';
import { readTemplate } from '../../../local/cloud/template/template.ts';
import { ENGINES } from '../../support/exhaustive.ts';
import { smallStack } from './fixtures/small-stack.ts';

afterEach(() => vi.unstubAllEnvs());

const { tables } = readTemplate(smallStack());
const item = (number: number) => ({ pk: { S: `C-${number}` }, sk: { S: '#HEAD' }, at: { S: 'now' } });

const answers = (endpoint: string) =>
  callDynamo(endpoint, 'ListTables', {}).then(
    () => true,
    () => false,
  );

describe.each(ENGINES)('%s', (engine) => {
  test('starts on a port of its own, keeps tables, and is gone after stop', async () => {
    const [one, two] = await Promise.all([startDynamo(engine), startDynamo(engine)]);
    expect(one.endpoint).not.toBe(two.endpoint);
    const stacks = new Tables(one.endpoint, tables);
    await stacks.createEmpty();
    const items = Array.from({ length: 60 }, (_, index) => item(index));
    await stacks.load({ 'small-Table': items });
    const dump = await stacks.dump();
    expect(dump['small-Table']).toHaveLength(60);
    expect(dump['small-Table']).toContainEqual(item(7));
    const byTime = { ':now': { S: 'now' }, ':pk': { S: 'C-7' } };
    const query = {
      TableName: 'small-Table',
      IndexName: 'byTime',
      Select: 'COUNT',
      ExpressionAttributeValues: byTime,
    };
    const condition = { KeyConditionExpression: '#at = :now', FilterExpression: 'pk = :pk' };
    const found = await callDynamo(one.endpoint, 'Query', {
      ...query,
      ...condition,
      ExpressionAttributeNames: { '#at': 'at' },
    });
    expect(found['Count']).toBe(1);
    expect(await callDynamo(two.endpoint, 'ListTables', {})).toEqual({ TableNames: [] });
    await stacks.createEmpty();
    expect(await stacks.dump()).toEqual({ 'small-Table': [] });
    await Promise.all([one.stop(), two.stop()]);
    expect(await answers(one.endpoint)).toBe(false);
    await one.stop();
  });

  test('ends when its parent is killed', async () => {
    const module = new URL('../../../local/cloud/dynamodb/dynamodb.ts', import.meta.url).href;
    const script = `const { startDynamo } = await import('${module}');
      console.log((await startDynamo('${engine}')).endpoint); setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(parent.stdout, 'data');
    const endpoint = String(line).trim();
    expect(await answers(endpoint)).toBe(true);
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    for (let attempt = 0; attempt < 100 && (await answers(endpoint)); attempt++) await sleep(50);
    expect(await answers(endpoint)).toBe(false);
  });
});

test('attaches to an engine that runs', async () => {
  const engine = await startDynamo();
  vi.stubEnv('DYNAMODB_ENGINE', engine.endpoint);
  const attached = await startDynamo();
  expect(attached.endpoint).toBe(engine.endpoint);
  await attached.stop();
  expect(await answers(engine.endpoint)).toBe(true);
  await engine.stop();
});

test('says in one sentence what is wrong', async () => {
  vi.stubEnv('DYNAMODB_ENGINE', 'mysql');
  await expect(startDynamo()).rejects.toThrow(
    'DYNAMODB_ENGINE is "mysql": expected memory, dynoxide, dynamodb-local or an http:// address.',
  );
  vi.stubEnv('DYNAMODB_ENGINE', 'http://127.0.0.1:1');
  await expect(startDynamo()).rejects.toThrow('No DynamoDB engine answers at http://127.0.0.1:1.');
  vi.stubEnv('PATH', '/nowhere');
  await expect(startDynamo('dynamodb-local')).rejects.toThrow('needs Java 17 or newer');
});

test('a program that forgets to stop the engine still ends', () => {
  const module = new URL('../../../local/cloud/dynamodb/dynamodb.ts', import.meta.url).href;
  const script = `const { startDynamo } = await import('${module}'); await startDynamo('dynoxide');`;
  const { status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { timeout: 10_000 });
  expect(status).toBe(0);
});
