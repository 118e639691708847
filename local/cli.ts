#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { COMMANDS, type Command } from './commands/index.ts';
import { UsageError } from './usage-error.ts';

const OVERVIEW = `course-reminders — reminders for structured physiotherapy courses

Usage: npm run -s cli -- <command> [options]

${Object.entries(COMMANDS)
  .map(([name, { summary }]) => `  ${name.padEnd(14)}${summary}`)
  .join('\n')}

  <command> --help tells the options of a command.
Exit codes: 0 done, 1 it ran and found problems, 2 wrong use.
`;

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(OVERVIEW);
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command)
    throw new UsageError(`unknown command "${name}"; there are: ${Object.keys(COMMANDS).join(', ')}.`);
  const { values, positionals } = parse(command, args);
  if (values['help']) {
    process.stdout.write(command.help);
    return 0;
  }
  return command.run(values, positionals);
}

function parse({ options }: Command, args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { ...options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'the options cannot be read');
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
