import * as z from 'zod';
import { identifier } from '../core/events/events.ts';
import { FIELDS, type Field, fieldOfHeading, plainHeading, usualHeading } from './fields.ts';

const therapist = z.strictObject({
  therapistId: identifier.describe('Who it is, the same in every file.'),
  name: z.string().trim().min(1).max(120),
  email: z.email('expected an e-mail address').optional(),
});

const pattern = z
  .string()
  .min(1)
  .refine(isPattern, 'expected a regular expression with one group in brackets');

function isPattern(text: string): boolean {
  try {
    return new RegExp(`${text}|`, 'u').exec('')?.length === 2;
  } catch {
    return false;
  }
}

/** How a clinic's files are read: a file beside the clinic's. Everything in it may be left out. */
export const mappingSchema = z.strictObject({
  $schema: z.string().optional(),
  columns: z
    .partialRecord(z.enum(FIELDS), z.string().trim().min(1))
    .optional()
    .describe('The heading of the column of each field. Without it headings are guessed.'),
  defaults: z
    .partialRecord(z.enum(FIELDS), z.string().trim().min(1))
    .default({})
    .describe('What counts where a row has no such cell, as a cell would say it.'),
  words: z
    .partialRecord(z.enum(FIELDS), z.record(z.string(), z.string()))
    .default({})
    .describe('For a field, what a word of the file stands for.'),
  therapists: z
    .record(z.string(), therapist)
    .default({})
    .describe('Therapists by what the file calls them, such as their initials.'),
  dateOrder: z.enum(['dmy', 'mdy']).default('dmy').describe('What 05-03-2026 means: 5 March, or May 3rd.'),
  calendar: z
    .strictObject({
      patientId: pattern.describe(
        'A pattern (regular expression) whose first group is the patient’s number.',
      ),
      serviceCode: pattern.describe('A pattern whose first group is the service code.'),
    })
    .optional()
    .describe('Where summaries and descriptions of a calendar tell patient and service code.'),
});
export type Mapping = z.output<typeof mappingSchema>;

/** What counts where nothing else is said. */
export const NO_MAPPING: Mapping = mappingSchema.parse({});

/** Columns of a file by what they tell. */
export type Columns = {
  /** The place of each field's column, from 0. */
  readonly at: ReadonlyMap<Field, number>;
  readonly headings: readonly string[];
};

/** Columns found by a mapping's headings or, without any, by guess; or what is missing, as a sentence. */
export type FoundColumns =
  | { readonly ok: true; readonly columns: Columns }
  | { readonly ok: false; readonly expected: string };

/** Finds the columns of a file. Headings that are not known are left alone: one of them may be a patient's name. */
export function findColumns(headings: readonly string[], { columns }: Mapping): FoundColumns {
  const at = columns ? named(headings, columns) : guessed(headings);
  if (typeof at === 'string') return { ok: false, expected: at };
  if (at.size === 0)
    return {
      ok: false,
      expected: `expected headings in the first row, such as ${usualHeading('patientId')}, ${usualHeading('name')} or ${usualHeading('date')}; name yours in a mapping file`,
    };
  if (!at.has('patientId') && !at.has('courseId'))
    return {
      ok: false,
      expected: `expected a column with the patient's number, e.g. ${usualHeading('patientId')}; if it is headed otherwise, name it as columns.patientId in a mapping file`,
    };
  return { ok: true, columns: { at, headings } };
}

function guessed(headings: readonly string[]): Map<Field, number> {
  const at = new Map<Field, number>();
  for (const [index, heading] of headings.entries()) {
    const field = fieldOfHeading(heading);
    if (field && !at.has(field)) at.set(field, index);
  }
  return at;
}

function named(
  headings: readonly string[],
  columns: NonNullable<Mapping['columns']>,
): Map<Field, number> | string {
  const plain = headings.map(plainHeading);
  const at = new Map<Field, number>();
  for (const field of FIELDS) {
    const heading = columns[field];
    if (heading === undefined) continue;
    const index = plain.indexOf(plainHeading(heading));
    if (index < 0)
      return `expected a column headed "${heading}", as the mapping file says of ${field}; change the mapping, or export that column, too`;
    at.set(field, index);
  }
  return at;
}

/** The columns as a mapping file names them, to be kept and corrected. */
export function columnsAsMapping({ at, headings }: Columns): Record<string, string> {
  return Object.fromEntries([...at].map(([field, index]) => [field, headings[index] ?? '']));
}

/** The JSON Schema of a mapping file, for editors. */
export const mappingJsonSchema = (): z.core.JSONSchema.JSONSchema => ({
  ...z.toJSONSchema(mappingSchema, { io: 'input' }),
  title: 'How Course Reminders reads the files of a clinic',
});
