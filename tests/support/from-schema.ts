import fc from './property.ts';

/** As much of a JSON Schema as the OpenAPI document has. */
export type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
};

/** What no answer may repeat. */
export const SECRET = 'Hemmelig Krogh';
const WRONG = [
  SECRET,
  `${SECRET} 010190-1234`,
  `${SECRET} \ud800`,
  SECRET.repeat(100),
  '',
  null,
  true,
  4711.5,
  -1,
  [SECRET],
  { [SECRET]: SECRET },
  { 'da 010190-1234': 1 },
];
/** So often a value is as the schema says, for each time that it is not. */
const GOOD = 25;

/** Values of a schema, in which now and then something else stands. @param named the schemas that references name */
export function fromSchema(schema: Schema, named: Readonly<Record<string, Schema>>): fc.Arbitrary<unknown> {
  const good = goodOf(schema, named);
  return fc.oneof({ weight: GOOD, arbitrary: good }, { weight: 1, arbitrary: fc.constantFrom(...WRONG) });
}

function goodOf(schema: Schema, named: Readonly<Record<string, Schema>>): fc.Arbitrary<unknown> {
  const { $ref, properties, required = [], items } = schema;
  const each = (one: Schema) => fromSchema(one, named);
  if ($ref) return goodOf(named[$ref.slice($ref.lastIndexOf('/') + 1)] ?? {}, named);
  if (properties) {
    const fields = Object.entries(properties).map(([name, one]) => [name, each(one)] as const);
    return fc.record(Object.fromEntries(fields), { requiredKeys: [...required] });
  }
  const several = schema.oneOf ?? schema.anyOf;
  if (several) return fc.oneof(...several.map((one) => goodOf(one, named)));
  if (items) return fc.array(each(items), { maxLength: Math.min(schema.maxItems ?? 4, 4) });
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  return fc.oneof(...[schema.type ?? 'string'].flat().map((type) => scalarOf(type, schema)));
}

const INSTANTS = fc
  .integer({ min: Date.parse('2026-01-01'), max: Date.parse('2026-03-02') })
  .map((at) => new Date(at).toISOString());

function scalarOf(type: string, { format, pattern, ...schema }: Schema): fc.Arbitrary<unknown> {
  if (type === 'null') return fc.constant(null);
  if (type === 'boolean') return fc.boolean();
  if (type === 'integer') return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 1000 });
  if (type === 'object') return fc.constant({});
  if (format === 'date-time') return INSTANTS;
  if (format === 'date') return INSTANTS.map((at) => at.slice(0, 10));
  if (format === 'uri') return fc.webUrl({ validSchemes: ['https'] });
  if (pattern) return fc.stringMatching(new RegExp(pattern));
  return fc.string({ minLength: schema.minLength ?? 0, maxLength: Math.min(schema.maxLength ?? 20, 40) });
}
