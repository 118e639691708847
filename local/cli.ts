import { readFileSync } from 'node:fs';
import { type Program, runProgram } from './command-line/program.ts';
import { COMMANDS } from './commands/index.ts';
import { exitFor } from './terminal/exit.ts';

const program: Program = {
  commands: COMMANDS,
  version: JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version,
  env: process.env,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
};

// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});
process.on('uncaughtException', (error) => {
  const { code, sentence } = exitFor(error);
  process.stderr.write(`course-reminders: ${sentence}\n`);
  process.exit(code);
});

process.exitCode = await runProgram(program, process.argv.slice(2));
