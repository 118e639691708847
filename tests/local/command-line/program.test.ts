import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Command } from '../../../local/command-line/command.ts';
import { runProgram } from '../../../local/command-line/program.ts';
import { COMMANDS } from '../../../local/commands/index.ts';
import { UnableError } from '../../../local/terminal/unable-error.ts';

const count: Command = {
  summary: 'Counts.',
  help: 'Usage: count --events FILE [--as-of INSTANT]\n',
  examples: ['--events a.jsonl'],
  options: { events: { type: 'string' }, 'as-of': { type: 'string' } },
  run: async ({ events }) => {
    if (events === 'gone') throw new UnableError('It is gone.');
    return events === 'bad' ? 1 : 0;
  },
};

async function run(args: string, env: Record<string, string> = {}) {
  const written = { out: '', err: '' };
  const code = await runProgram(
    {
      commands: { count: async () => count },
      version: '1.2.3',
      env,
      out: (text) => {
        written.out += text;
      },
      err: (text) => {
        written.err += text;
      },
    },
    args.split(' ').filter(Boolean),
  );
  return { code, ...written };
}

test('the exit code tells what was found from what could not be done', async () => {
  expect(await run('count --events good')).toEqual({ code: 0, out: '', err: '' });
  expect(await run('count --events bad')).toEqual({ code: 1, out: '', err: '' });
  expect(await run('cuont')).toEqual({
    code: 2,
    out: '',
    err: 'course-reminders: unknown command "cuont"; there are: count.\n',
  });
  expect(await run('count --events gone')).toEqual({
    code: 3,
    out: '',
    err: 'course-reminders: It is gone.\n',
  });
});

test('the overview lists the commands in a column that the longest fits', async () => {
  let out = '';
  const commands = { count: async () => count, 'count-everything-twice': async () => count };
  const program = {
    commands,
    version: '1.2.3',
    env: {},
    out: (text: string) => (out += text),
    err: () => {},
  };
  await runProgram(program, ['help']);
  expect(out).toContain(`  ${'count'.padEnd(24)}Counts.\n  count-everything-twice  Counts.\n`);
});

test('the overview tells the exit codes; nothing asked is wrong use', async () => {
  const { code, out } = await run('');
  expect(code).toBe(2);
  const codes =
    'Exit codes: 0 done, 1 it ran and found problems, 2 wrong use, 3 it could not run, 130 it was interrupted.';
  expect(out).toContain(`\n${codes}\n`);
  expect(readFileSync('README.md', 'utf8').replaceAll('\n', ' ')).toContain(codes);
  for (const asked of ['help', '--help', '-h']) expect(await run(asked)).toEqual({ code: 0, out, err: '' });
});

test('the help of a command is found in every way that it is looked for, and shows what to type', async () => {
  const help = 'Usage: count --events FILE [--as-of INSTANT]\n\n  npm run -s cli -- count --events a.jsonl\n';
  for (const asked of ['count --help', 'count -h', 'help count', '--help count'])
    expect(await run(asked)).toEqual({ code: 0, out: help, err: '' });
});

test('the version is that of the package', async () => {
  expect(await run('--version')).toEqual({ code: 0, out: '1.2.3\n', err: '' });
});

test('who forgot -- is told where options go', async () => {
  expect(await run('count a.jsonl', { npm_config_events: 'true' })).toEqual({
    code: 2,
    out: '',
    err: 'course-reminders: unexpected argument "a.jsonl"; npm kept --events for itself. Options go after --: npm run -s cli -- count --events …\n',
  });
  expect((await run('count 2026-03-05', { npm_config_as_of: 'true' })).err).toContain('npm kept --as-of');
  expect((await run('count a.jsonl')).err).toContain('"a.jsonl"; see count --help.');
});

test.each(Object.entries(COMMANDS))('%s shows examples that it understands', async (name, load) => {
  const command = await load();
  expect(command.examples.length).toBeGreaterThan(0);
  for (const example of command.examples) {
    const args = (example.match(/"[^"]*"|\S+/g) ?? []).map((each) => each.replaceAll('"', ''));
    let ran = 0;
    const spied: Command = {
      ...command,
      run: async () => {
        ran += 1;
        return 0;
      },
    };
    const silent = { version: '', env: {}, out: () => undefined };
    const err = (text: string) => expect(text).toBe('');
    await runProgram({ ...silent, commands: { [name]: async () => spied }, err }, [name, ...args]);
    expect(ran).toBe(1);
  }
});
