import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { clinicSchema } from '../../shared/clinic.ts';
import { meaningOf } from './setting-descriptions.ts';

type JsonSchema = z.core.JSONSchema.JSONSchema;

const civilDate: JsonSchema = { type: 'string', format: 'date' };
/** What zod checks in code and therefore cannot put into a JSON Schema. */
const CHECKED_IN_CODE: Readonly<Record<string, JsonSchema>> = {
  'extraHolidays[]': { type: 'string', pattern: '^\\d{2}-\\d{2}$' },
  'closures[].from': civilDate,
  'closures[].to': civilDate,
};

/** The JSON Schema of a clinic's file, for editors: what `clinics/clinic.schema.json` holds. */
export function clinicJsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(clinicSchema, { io: 'input', unrepresentable: 'any' });
  describeMembers(schema, []);
  return { ...schema, title: 'A clinic of Course Reminders' };
}

function describe(schema: JsonSchema, path: readonly string[]): void {
  const name = path.join('.').replaceAll('.[]', '[]');
  Object.assign(schema, CHECKED_IN_CODE[name]);
  const description = meaningOf(name);
  if (description) schema.description = description;
  describeMembers(schema, path);
}

function describeMembers(schema: JsonSchema, path: readonly string[]): void {
  for (const [key, member] of Object.entries(schema.properties ?? {})) describeOne(member, [...path, key]);
  if (schema.items && !Array.isArray(schema.items)) describeOne(schema.items, [...path, '[]']);
  describeOne(schema.additionalProperties, [...path, '*']);
}

function describeOne(schema: JsonSchema | boolean | undefined, path: readonly string[]): void {
  if (typeof schema === 'object') describe(schema, path);
}

if (import.meta.main) {
  const file = join(import.meta.dirname, '../../clinics/clinic.schema.json');
  writeFileSync(file, `${JSON.stringify(clinicJsonSchema(), null, 2)}\n`);
}
