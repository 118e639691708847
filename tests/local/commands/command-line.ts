import { spawnSync } from 'node:child_process';
import { runProgram } from '../../../local/command-line/program.ts';
import { COMMANDS } from '../../../local/commands/index.ts';
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

/** Asks the command line within this process; what a command itself writes is not caught. Far cheaper than `run`. */
export async function ask(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const written = { out: '', err: '' };
  const code = await runProgram(
    {
      commands: COMMANDS,
      version: '',
      env: {},
      out: (text) => {
        written.out += text;
      },
      err: (text) => {
        written.err += text;
      },
    },
    args,
  );
  return { code, ...written };
}

/** Writes events as a file of JSON lines. Returns its path. */
export const eventsFile = (events: readonly unknown[], more: readonly string[] = []): string =>
  temporaryFile('events.jsonl', [...events.map((event) => JSON.stringify(event)), ...more].join('\n'));
