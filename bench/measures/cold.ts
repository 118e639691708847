import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { runNode } from '../child.ts';
import { figureOf, median } from '../figure.ts';
import { byTurns, type Measure } from '../measure.ts';
import { deployedHandlers } from './deployed-handlers.ts';

/** Prints the milliseconds of processor time that loading a module takes, as Lambda loads it: CommonJS is required. */
const IMPORT = `import { createRequire } from 'node:module';
const [, file] = process.argv;
const require = createRequire(file);
const before = process.cpuUsage();
file.endsWith('.mjs') ? await import(file) : require(file);
const { user, system } = process.cpuUsage(before);
console.log((user + system) / 1000);`;
const EMPTY = 'export const handler = () => {};';
const CLIENTS = `import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SESv2Client } from '@aws-sdk/client-sesv2';
export const clients = [new DynamoDBClient(), new SchedulerClient(), new SESv2Client()];
export const handler = () => {};`;
const AWS = { AWS_REGION: 'eu-north-1', AWS_ACCESS_KEY_ID: 'bench', AWS_SECRET_ACCESS_KEY: 'bench' };

/** What a function costs before it does anything: a start in a new environment waits for it. */
export const cold: Measure = {
  about: 'importing each function as it is deployed, and its size, against the three AWS clients alone',
  async run(show) {
    const folder = mkdtempSync(join(tmpdir(), 'course-reminders-'));
    try {
      return await measureIn(folder, show);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

async function measureIn(folder: string, show: Parameters<Measure['run']>[0]) {
  const handlers = await deployedHandlers(join(folder, 'out'));
  const empty = join(folder, 'empty.mjs');
  writeFileSync(empty, EMPTY);
  const clients = await bundled(CLIENTS, join(folder, 'clients.mjs'));
  const importing = (file: string, env: Readonly<Record<string, string>>) => async () => {
    const { out, err } = await runNode(['--input-type=module', '-e', IMPORT, file], { ...AWS, ...env });
    if (out === '') throw new Error(`${file} cannot be imported: ${err}`);
    return Number(out);
  };
  const shown = await byTurns(
    {
      empty: importing(empty, {}),
      clients: importing(clients, {}),
      ...Object.fromEntries(handlers.map(({ name, file, env }) => [name, importing(file, env)])),
    } as Record<string, () => Promise<number>>,
    show,
  );
  const floor = median(shown['clients'] ?? []);
  return [
    figureOf({ name: 'cold.empty', value: median(shown['empty'] ?? []), unit: 'ms', floor }),
    ...handlers.flatMap(({ name, file }) => [
      figureOf({
        name: `cold.${name}`,
        value: median(shown[name] ?? []),
        unit: 'ms',
        floor,
        target: { of: 'ratio', at: 'most', limit: 0.75 },
      }),
      figureOf({
        name: `size.${name}`,
        value: statSync(file).size / 1024,
        unit: 'KB',
        floor: statSync(clients).size / 1024,
        target: { of: 'value', at: 'most', limit: 350 },
      }),
    ]),
  ];
}

async function bundled(code: string, outfile: string): Promise<string> {
  await build({
    stdin: { contents: code, resolveDir: import.meta.dirname },
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    logLevel: 'silent',
  });
  return outfile;
}
