import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { toInstant } from '../../shared/core/time/instant.ts';
import { ConformanceSetupError, readEnvironment } from './environment.ts';
import { PREFIX, removeAll } from './leftovers.ts';

const VITEST = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'conformance', '--reporter', 'verbose'];

/** Runs the suite against AWS and removes what it created however it ends, also after Ctrl+C. */
async function main(): Promise<number> {
  const { region } = readEnvironment(process.env);
  const run = randomUUID().slice(0, 8);
  const env = { ...process.env, AWS_CONFORMANCE: '1', CONFORMANCE_RUN: run };
  const suite = spawn(process.execPath, VITEST, { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => suite.kill(signal));
  const [code] = await once(suite, 'close');
  const client = new SchedulerClient({ region, maxAttempts: 10 });
  await removeAll(client, `${PREFIX}${run}-`, toInstant('9999-12-31T00:00:00Z'));
  return typeof code === 'number' ? code : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof ConformanceSetupError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
