import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { clinicSchema } from '../../shared/clinic.ts';
import { readClinic } from '../../shared/clinic-file.ts';
import { type Command, optional, type Values } from '../command-line/command.ts';
import { UsageError } from '../terminal/usage-error.ts';

type Field = {
  readonly flag: string;
  readonly path: readonly string[];
  readonly question: string;
  readonly example: string;
};

const field = (flag: string, path: string, question: string, example: string): Field => ({
  flag,
  path: path.split('.'),
  question,
  example,
});

/** What a clinic's file cannot do without. */
const FIELDS: readonly Field[] = [
  field('name', 'name', 'Name of the clinic', 'Sundby Fysioterapi'),
  field('phone', 'phone', 'Telephone', '+45 55 55 01 23'),
  field('address', 'address', 'Address', 'Eksempelvej 12, 2300 København S'),
  field('account', 'account', 'AWS account id', '111122223333'),
  field('region', 'region', 'AWS Region', 'eu-north-1'),
  field('sender', 'sender.address', 'Sender of the e-mails', 'paamindelser@sundby.example'),
  field('reply-to', 'replyTo', 'Where replies go', 'kontakt@sundby.example'),
  field('operator-email', 'operatorEmail', 'Who hears of alarms', 'drift@sundby.example'),
  field('booking-url', 'bookingUrl', 'Where patients book', 'https://sundby.example/book'),
  field(
    'questionnaire-url',
    'questionnaireUrl',
    'Where patients answer',
    'https://sundby.example/q/{courseId}',
  ),
];

/** `new-clinic`: writes a valid file for a clinic, from flags or by asking. */
export const newClinic: Command = {
  summary: 'Writes the file of a new clinic; asks for what the options do not say.',
  help: `Usage: new-clinic ID [options]

Writes clinics/ID.json with what a clinic cannot do without, and a board for its staff; everything else has a default (see
check-clinic). On a terminal it asks for what is missing, and again when an answer is not valid.

${FIELDS.map(({ flag, question, example }) => `  ${`--${flag}`.padEnd(20)} ${question}, e.g. ${example}`).join('\n')}
  --dir DIR            another folder than clinics

Exit code 1 when a value is not valid.
`,
  examples: ['sundby'],
  options: Object.fromEntries(
    [...FIELDS.map(({ flag }) => flag), 'dir'].map((name) => [name, { type: 'string' as const }]),
  ),
  argument: 'ID',
  run: (values, [clinicId]) =>
    process.stdin.isTTY ? withTerminal((ask) => create(values, clinicId, ask)) : create(values, clinicId),
};

/** Puts a question to somebody. @param typed what the answer begins with, to be mended */
export type Ask = (question: string, typed: string) => Promise<string>;

async function withTerminal(work: (ask: Ask) => Promise<number>): Promise<number> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await work((question, typed) => {
      const answer = terminal.question(question);
      terminal.write(typed);
      return answer;
    });
  } finally {
    terminal.close();
  }
}

/**
 * Writes a clinic's file. All that can be told before a question is told before.
 * @param ask absent where nobody can be asked
 * @returns the exit code
 */
export async function create(values: Values, clinicId: string | undefined, ask?: Ask): Promise<number> {
  if (!clinicId) throw new UsageError('new-clinic: give the id of the clinic, e.g. new-clinic sundby.');
  const id = clinicSchema.shape.clinicId.safeParse(clinicId);
  if (!id.success) {
    process.stderr.write(`ID: ${id.error.issues[0]?.message}\n`);
    return 1;
  }
  const target = join(optional(values, 'dir') ?? 'clinics', `${clinicId}.json`);
  if (existsSync(target)) throw existsAlready(target);
  const given = new Map(FIELDS.map((each) => [each, optional(values, each.flag) ?? '']));
  const wrong = FIELDS.flatMap((each) => {
    const message = given.get(each) && mistakeIn(each, given.get(each) ?? '');
    return message ? [`--${each.flag}: ${message}\n`] : [];
  });
  for (const line of wrong) process.stderr.write(line);
  if (wrong.length > 0) return 1;
  const text = clinicFile(clinicId, await answersFor(given, ask));
  const read = readClinic(text, () => null);
  if ('issues' in read) {
    for (const { path, message } of read.issues) process.stderr.write(`${flagOf(path)}: ${message}\n`);
    return 1;
  }
  await write(target, text);
  process.stdout.write(`${target} is written. Next: npm run -s cli -- check-clinic ${target}\n`);
  return 0;
}

type Answers = ReadonlyMap<Field, string>;

/** @throws UsageError when something is missing and nobody can be asked */
async function answersFor(given: Answers, ask: Ask | undefined): Promise<Answers> {
  const missing = FIELDS.filter((each) => given.get(each) === '');
  if (missing.length > 0 && !ask) {
    throw new UsageError(`new-clinic: give ${missing.map(({ flag }) => `--${flag}`).join(', ')}.`);
  }
  const answers = new Map(given);
  for (const each of missing) if (ask) answers.set(each, await validAnswer(each, ask));
  return answers;
}

/** Asks until the answer is one. */
async function validAnswer(each: Field, ask: Ask): Promise<string> {
  const question = `${each.question} (e.g. ${each.example}): `;
  let answer = (await ask(question, '')).trim();
  for (let mistake = mistakeIn(each, answer); mistake !== undefined; mistake = mistakeIn(each, answer))
    answer = (await ask(`  ${mistake}\n${question}`, answer)).trim();
  return answer;
}

/** What is wrong with an answer by itself: with it in the place of its example, all else being right. */
function mistakeIn(each: Field, answer: string): string | undefined {
  const examples = new Map(FIELDS.map((other) => [other, other === each ? answer : other.example]));
  const read = readClinic(clinicFile('example', examples), () => null);
  if (!('issues' in read)) return undefined;
  return read.issues.find(({ path }) => path === each.path.join('.'))?.message;
}

function clinicFile(clinicId: string, answers: Answers): string {
  const file: Record<string, unknown> = { $schema: './clinic.schema.json', clinicId };
  for (const [{ path }, answer] of answers) {
    const [key = '', inner] = path;
    file[key] = inner ? { [inner]: answer } : answer;
  }
  const whole = { ...file, sender: { name: file['name'], ...Object(file['sender']) }, board: {} };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

function flagOf(path: string): string {
  const known = FIELDS.find((each) => each.path.join('.') === path);
  return known ? `--${known.flag}` : path;
}

async function write(target: string, text: string): Promise<void> {
  try {
    await writeFile(target, text, { flag: 'wx' });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EEXIST') throw existsAlready(target);
    throw new UsageError(`${target} cannot be written (${String(code)}).`);
  }
}

const existsAlready = (target: string) =>
  new UsageError(`${target} exists already: choose another id, or edit that file.`);
