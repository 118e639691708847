import { parseArgs } from 'node:util';
import { EXIT_CODES, exitFor } from '../terminal/exit.ts';
import { plain } from '../terminal/text.ts';
import { UsageError } from '../terminal/usage-error.ts';
import type { Command } from './command.ts';
import { hintOfNpm } from './npm-hint.ts';

/** What is typed before a command's name. */
const PROGRAM = 'npm run -s cli --';

export type Program = {
  /** Every command by its name, loaded when it is used. */
  readonly commands: Readonly<Record<string, () => Promise<Command>>>;
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
};

/** Does what the arguments ask. Whatever happens, people read a sentence. @returns the exit code */
export async function runProgram(program: Program, args: readonly string[]): Promise<number> {
  try {
    return await obey(program, args);
  } catch (error) {
    const { code, sentence } = exitFor(error);
    program.err(`course-reminders: ${sentence}\n`);
    return code;
  }
}

async function obey(program: Program, [name, ...args]: readonly string[]): Promise<number> {
  if (name === '--version') {
    program.out(`${program.version}\n`);
    return 0;
  }
  const isHelp = name === 'help' || name === '--help' || name === '-h';
  const asked = isHelp ? args[0] : name;
  if (asked === undefined) {
    program.out(await overview(program));
    return isHelp ? 0 : 2;
  }
  const command = await commandOf(program, asked);
  const { values, positionals } = isHelp
    ? { values: { help: true }, positionals: [] }
    : parse(asked, command, args, program.env);
  if (!values['help']) return command.run(values, positionals);
  program.out(helpOf(asked, command));
  return 0;
}

async function overview({ commands }: Program): Promise<string> {
  const width = Math.max(...Object.keys(commands).map(({ length }) => length)) + 2;
  const rows = await Promise.all(
    Object.entries(commands).map(async ([name, load]) => `  ${name.padEnd(width)}${(await load()).summary}`),
  );
  return `course-reminders — reminders for structured physiotherapy courses

Usage: ${PROGRAM} <command> [options]

${rows.join('\n')}

  <command> --help tells the options of a command, with examples. --version tells the version.
${EXIT_CODES}
`;
}

const helpOf = (name: string, { help, examples }: Command): string =>
  `${help}\n${examples.map((each) => `  ${PROGRAM} ${name}${each && ` ${each}`}\n`).join('')}`;

async function commandOf({ commands }: Program, name: string): Promise<Command> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load) return load();
  throw new UsageError(`unknown command "${plain(name)}"; there are: ${Object.keys(commands).join(', ')}.`);
}

/** @throws UsageError when something is not understood: what is not read must not look as if it had been done */
function parse(name: string, command: Command, args: readonly string[], env: Program['env']) {
  const { options, argument } = command;
  const given = readOptions(name, options, args);
  const [unread] = given.positionals.slice(argument ? 1 : 0);
  if (unread === undefined) return given;
  const hint = hintOfNpm(name, Object.keys(options), env);
  throw new UsageError(`unexpected argument "${plain(unread)}"; ${hint ?? `see ${name} --help.`}`);
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
