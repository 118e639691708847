import { expect, test } from 'vitest';
import * as z from 'zod';
import { expected } from '../../../shared/core/events/expected.ts';

const messageFor = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value, { error: expected }).error?.issues[0]?.message;

test.each<[string, z.ZodType, unknown, string]>([
  ['what is missing', z.string(), undefined, 'expected text; it is missing'],
  ['null', z.object({}), null, 'expected an object'],
  ['another kind', z.boolean(), 'yes', 'expected true or false'],
  ['a list', z.array(z.string()), 'a', 'expected a list'],
  ['a fraction', z.int(), 1.5, 'expected a whole number'],
  ['one of several', z.enum(['da', 'en']), 'de', 'expected one of da, en'],
  ['one only', z.literal('da'), 'en', 'expected da'],
  ['a text without a character', z.string().min(1), '', 'expected at least 1 character'],
  ['a long text', z.string().max(2), 'abc', 'expected at most 2 characters'],
  ['a long list', z.array(z.string()).max(1), ['a', 'b'], 'expected at most 1 entry'],
  ['a large number', z.int().max(600), 601, 'expected at most 600'],
  ['a field that nobody knows', z.strictObject({}), { colour: 1 }, 'expected nothing unknown; found colour'],
  ['a rule with words of its own', z.email('expected an e-mail address'), 1, 'expected an e-mail address'],
])('%s: what was expected', (_, schema, value, message) => {
  expect(messageFor(schema, value)).toBe(message);
});
