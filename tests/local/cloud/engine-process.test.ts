import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startEngineProcess } from '../../../local/cloud/dynamodb/engine-process.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engine-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A server that runs `first` when it is started for the first time, and serves from the second start on. */
function engineThat(first: string, startMillis: number) {
  const marker = join(folder, 'started');
  const server = join(folder, 'server.cjs');
  writeFileSync(
    server,
    `require('node:http').createServer((_, answer) => answer.end('up')).listen(process.argv[2], '127.0.0.1');`,
  );
  const script = `if mkdir ${marker} 2>/dev/null; then ${first}; fi; exec "$0" ${server} "$1"`;
  return {
    command: '/bin/sh',
    args: (port: number) => ['-c', script, process.execPath, `${port}`],
    startMillis,
  };
}

test('an engine that hangs at its start is started once more', async () => {
  const engine = await startEngineProcess(engineThat('exec sleep 60', 4000));
  expect(await (await fetch(engine.endpoint)).text()).toBe('up');
  await engine.stop();
});

test('an engine whose port was taken meanwhile is started on another', async () => {
  const engine = await startEngineProcess(engineThat('echo "Address already in use" >&2; exit 1', 20_000));
  expect(await (await fetch(engine.endpoint)).text()).toBe('up');
  await engine.stop();
});

test('an engine that never answers is said to be silent, not killed', async () => {
  const silent = { command: '/bin/sleep', args: () => ['60'], startMillis: 200 };
  await expect(startEngineProcess(silent)).rejects.toThrow(
    '/bin/sleep did not start: no answer within 0.2 s',
  );
});

test('an engine that ends says its own last line', async () => {
  const broken = {
    command: '/bin/sh',
    args: () => ['-c', 'echo first; echo "no memory" >&2; exit 3'],
    startMillis: 20_000,
  };
  await expect(startEngineProcess(broken)).rejects.toThrow('/bin/sh did not start: no memory');
});
