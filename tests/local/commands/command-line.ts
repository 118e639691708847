import { spawnSync } from 'node:child_process';
import { asked } from '../../support/asked.ts';
import { temporaryFile } from '../../support/temporary.ts';

const CLI = new URL('../../../local/cli.js', import.meta.url).pathname;

/** Runs the command line as a program whose output is no terminal. */
export function run(...args: readonly string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], LANG: 'C.UTF-8' },
  });
  return { code: status, out: stdout, err: stderr };
}

/** Asks the command line within this process: far cheaper than `run`. */
export const ask = (...args: readonly string[]) => asked(args);

/** Writes events as a file of JSON lines. Returns its path. */
export const eventsFile = (events: readonly unknown[], more: readonly string[] = []): string =>
  temporaryFile('events.jsonl', [...events.map((event) => JSON.stringify(event)), ...more].join('\n'));
