import type * as z from 'zod';

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
};
/** What the sizes of each kind count, one and several. */
const UNITS: Readonly<Record<string, readonly [string, string]>> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
};

/**
 * What was expected, where a rule has no words of its own: for zod, as the `error` of a call of its `safeParse`. Never
 * tells the value.
 * @returns undefined where zod's own words will do
 */
export function expected(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type': {
      const kind = KINDS[issue.expected] ?? String(issue.expected);
      return issue.input === undefined ? `expected ${kind}; it is missing` : `expected ${kind}`;
    }
    case 'invalid_value':
      return issue.values.length === 1
        ? `expected ${String(issue.values[0])}`
        : `expected one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return `expected at least ${sizeOf(issue.minimum, issue.origin)}`;
    case 'too_big':
      return `expected at most ${sizeOf(issue.maximum, issue.origin)}`;
    case 'unrecognized_keys':
      return `expected nothing unknown; found ${issue.keys.join(', ')}`;
    default:
      return undefined;
  }
}

function sizeOf(limit: number | bigint, origin: string): string {
  const [one, several] = UNITS[origin] ?? [];
  const unit = limit === 1 ? one : several;
  return unit ? `${limit} ${unit}` : String(limit);
}
