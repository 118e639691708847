import { createReadStream, readFileSync, statSync, writeFileSync } from 'node:fs';
import { expected } from '../../../shared/core/events/expected.ts';
import { protocolsOf } from '../../../shared/core/protocols/index.ts';
import { earlier } from '../../../shared/core/time/civil-date.ts';
import { type Instant, toInstant } from '../../../shared/core/time/instant.ts';
import { readCalendar } from '../../../shared/import/calendar.ts';
import { NotReadableError } from '../../../shared/import/looks-like.ts';
import { columnsAsMapping, type Mapping, mappingSchema, NO_MAPPING } from '../../../shared/import/mapping.ts';
import { type FileRead, readFile } from '../../../shared/import/read-file.ts';
import type { OfClinic } from '../../../shared/import/row.ts';
import { readAsOperator } from '../../clinic/clinic-table.ts';
import { clockOf } from '../../command-line/clock.ts';
import {
  type Command,
  optional,
  required,
  requiredInstant,
  type Values,
} from '../../command-line/command.ts';
import { writeRejected } from '../../command-line/rejected.ts';
import { clinicFor } from '../../files/clinic-file.ts';
import { lookOf } from '../../terminal/look.ts';
import { createProgress, type Progress } from '../../terminal/progress-bar.ts';
import { UnableError } from '../../terminal/unable-error.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { clinicTools } from './clinic-tools.ts';
import { type Imported, importFile } from './import-run.ts';
import { columnsTable, coursesOf, mistakesAsCsv, summaryOf } from './told.ts';

/** `import`: patients and appointments of a clinic's system into a clinic. */
export const importCommand: Command = {
  summary:
    'Imports patients and appointments of a clinic’s system from a CSV file; the same file again changes nothing.',
  help: `Usage: import FILE.csv|FILE.ics|ADDRESS --clinic FILE [--mapping FILE] [--dry-run] [--errors FILE] [--write-mapping FILE]
       [--as-of INSTANT]

Reads a list as clinics' systems export it: UTF-8 or Windows-1252; semicolons, commas or tabs; 05-03-2026; Danish or English
headings; service codes. It compares each course with what is recorded, and puts what is new on the clinic's bus
(docs/import.md). Cut short, it goes on when it is run again. It works with your AWS credentials, which need
events:PutEvents on the bus and may read the table; with AWS_ENDPOINT_URL on a local clinic. A calendar (iCalendar), by file
or address, is read in the same way, by the mapping's patterns.

  --clinic FILE          the clinic's settings
  --mapping FILE         how the columns are read (JSON); without it headings are guessed
  --dry-run              shows what it would do, and how the columns are read; sends nothing
  --errors FILE          writes the mistakes to a CSV file: row, column, what was expected
  --write-mapping FILE   writes how the columns are read to a file, to be corrected and used as --mapping
  --as-of INSTANT        when the list was exported (default: when the file was last written)

Exit code 1 when a row was refused or something sent was not recorded.
`,
  examples: [
    'patients.csv --clinic clinics/sundby.json --dry-run',
    'https://calendar.example/feed.ics --clinic clinics/sundby.json --mapping sundby-mapping.json',
    'bookings.csv --clinic clinics/sundby.json --mapping sundby-mapping.json --errors mistakes.csv',
  ],
  argument: 'FILE',
  options: {
    clinic: { type: 'string' },
    mapping: { type: 'string' },
    'dry-run': { type: 'boolean' },
    errors: { type: 'string' },
    'write-mapping': { type: 'string' },
    'as-of': { type: 'string' },
  },
  async run(values, [file]) {
    if (file === undefined) throw new UsageError('say which file: import FILE.csv --clinic FILE.');
    const clinic = clinicFor(required(values, 'clinic', "the clinic's file"));
    const written = writtenAt(file, values);
    const mapping = mappingIn(optional(values, 'mapping'));
    const ofClinic = { timeZone: clinic.timeZone, protocols: protocolsOf(clinic) };
    const read = await readList(file, mapping, ofClinic);
    const writeTo = optional(values, 'write-mapping');
    if (writeTo) writeJson(writeTo, { columns: columnsAsMapping(read.columns) });
    const now = await clockOf({});
    const context = { now, asOf: earlier(written, now), ...ofClinic };
    const isDryRun = values['dry-run'] === true;
    const imported = await readAsOperator(clinic, () =>
      withProgress((show) => importFile(read, context, { ...clinicTools(clinic, now), show }, isDryRun)),
    );
    tell(isAddress(file) ? 'calendar' : file, read, imported, isDryRun);
    const errors = optional(values, 'errors');
    if (errors) writeFileSync(errors, mistakesAsCsv(imported.refused));
    return imported.refused.length > 0 || imported.notRecorded.length > 0 ? 1 : 0;
  },
};

function writtenAt(file: string, values: Values): Instant {
  if (optional(values, 'as-of')) return requiredInstant(values, 'as-of');
  if (isAddress(file)) return toInstant(Date.now());
  try {
    return toInstant(statSync(file).mtimeMs);
  } catch (error) {
    throw new UsageError(`${file}: the file cannot be read${codeOf(error)}.`);
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';

/** @throws UsageError when the file is no mapping: where, and what was expected */
export function mappingIn(file: string | undefined): Mapping {
  if (file === undefined) return NO_MAPPING;
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UsageError(`${file}: the mapping cannot be read${codeOf(error) || ': expected JSON'}.`);
  }
  const read = mappingSchema.safeParse(json, { error: expected });
  if (read.success) return read.data;
  const [first] = read.error.issues;
  throw new UsageError(`${file}: ${first?.path.join('.') || 'the mapping'}: ${first?.message}.`);
}

/** @throws UsageError when the file as a whole cannot be used */
async function readList(file: string, mapping: Mapping, clinic: OfClinic): Promise<FileRead> {
  try {
    if (isAddress(file)) return await readCalendar(() => fetched(file), mapping, clinic);
    const read = /\.ics$/i.test(file) ? readCalendar : readFile;
    return await read(() => createReadStream(file), mapping, clinic);
  } catch (error) {
    if (error instanceof NotReadableError)
      throw new UsageError(`${isAddress(file) ? 'calendar' : file}: ${error.message}.`);
    if (codeOf(error)) throw new UsageError(`${file}: the file cannot be read${codeOf(error)}.`);
    throw error;
  }
}

/** A calendar by its address, which may open it to whoever has it: it is never repeated. */
const isAddress = (file: string): boolean => /^https?:\/\//i.test(file);

async function* fetched(address: string): AsyncGenerator<Uint8Array> {
  const answer = await fetch(address);
  if (!answer.ok || !answer.body)
    throw new UnableError(
      `The calendar's address answers ${answer.status}: check it, or save the calendar as .ics.`,
    );
  yield* answer.body;
}

const writeJson = (file: string, json: unknown): void =>
  writeFileSync(file, `${JSON.stringify(json, null, 2)}\n`);

async function withProgress<T>(
  work: (show: (done: number, total: number, doing: string) => void) => Promise<T>,
): Promise<T> {
  let bar: Progress | undefined;
  try {
    return await work((done, total, doing) => {
      bar ??= createProgress({ total: 1, label: 'Importing' });
      bar.update(total > 0 ? done / total : 1, `${done} of ${total} courses ${doing}`);
    });
  } finally {
    bar?.finish();
  }
}

function tell(file: string, read: FileRead, imported: Imported, isDryRun: boolean): void {
  const look = lookOf(process.stdout);
  const lines = isDryRun
    ? [...columnsTable(read, look), '', ...coursesOf(imported, look), '', 'Nothing was sent. It would be:']
    : [];
  process.stdout.write(`${[...lines, ...summaryOf(imported, look)].join('\n')}\n`);
  if (!read.columns.at.has('consent') && imported.changes.some(({ outcome }) => outcome === 'new'))
    process.stdout.write(
      'No column tells of consent: unless the mapping says so, nobody new gets e-mails.\n',
    );
  writeRejected(
    file,
    imported.refused.map(({ row, column, expected }) => ({
      line: row,
      eventId: null,
      courseId: null,
      path: column,
      message: expected,
    })),
  );
  const { notRecorded } = imported;
  if (notRecorded.length > 0)
    process.stderr.write(
      `Of ${notRecorded.length} courses not all is recorded yet, e.g. ${notRecorded[0]}: import again later; if it stays so, look at the dead letters (redrive).\n`,
    );
}
