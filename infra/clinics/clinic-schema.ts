import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { clinicSchema } from '../../shared/clinic.ts';
import { protocolName, protocolShape } from '../../shared/core/protocols/protocol-schema.ts';
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
  const protocols = schema.properties?.['protocols'];
  // The file only names them; whoever reads it puts in what their own files hold.
  if (typeof protocols === 'object') protocols.items = z.toJSONSchema(protocolName) as JsonSchema;
  describeMembers(schema, []);
  return { ...schema, title: 'A clinic of Course Reminders' };
}

/** The JSON Schema of a protocol's file: what `clinics/protocol.schema.json` holds. */
export const protocolJsonSchema = (): JsonSchema => ({
  ...z.toJSONSchema(protocolShape, { io: 'input', unrepresentable: 'any' }),
  title: 'A protocol of Course Reminders',
});

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
  const write = (name: string, schema: JsonSchema) =>
    writeFileSync(join(import.meta.dirname, '../../clinics', name), `${JSON.stringify(schema, null, 2)}\n`);
  write('clinic.schema.json', clinicJsonSchema());
  write('protocol.schema.json', protocolJsonSchema());
}
