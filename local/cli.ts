#!/usr/bin/env node
import { parseArgs } from 'node:util';
import type { Command } from './command-line/command.ts';
import { COMMANDS } from './commands/index.ts';
import { plain } from './terminal/text.ts';
import { UsageError } from './terminal/usage-error.ts';

async function overview(): Promise<string> {
  const rows = await Promise.all(
    Object.entries(COMMANDS).map(async ([name, load]) => `  ${name.padEnd(14)}${(await load()).summary}`),
  );
  return `course-reminders — reminders for structured physiotherapy courses

Usage: npm run -s cli -- <command> [options]

${rows.join('\n')}

  <command> --help tells the options of a command.
Exit codes: 0 done, 1 it ran and found problems, 2 wrong use.
`;
}

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(await overview());
    return name === undefined ? 2 : 0;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!load)
    throw new UsageError(`unknown command "${name}"; there are: ${Object.keys(COMMANDS).join(', ')}.`);
  const command = await load();
  const { values, positionals } = parse(name, command, args);
  if (values['help']) {
    process.stdout.write(command.help);
    return 0;
  }
  return command.run(values, positionals);
}

function parse(name: string, { options, argument }: Command, args: readonly string[]) {
  const given = readOptions(name, options, args);
  // What is not read must not look as if it had been done.
  const [unread] = given.positionals.slice(argument ? 1 : 0);
  if (unread === undefined) return given;
  throw new UsageError(`unexpected argument "${plain(unread)}"; see ${name} --help.`);
}

function readOptions(name: string, options: Command['options'], args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { ...options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // What follows the first sentence is about arguments that begin with a hyphen.
    throw new UsageError(`${error.message.split('. ')[0]}; see ${name} --help.`);
  }
}

// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`course-reminders: ${error.message}\n`);
  process.exitCode = 2;
}
