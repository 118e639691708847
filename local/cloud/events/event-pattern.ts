import type { EventPattern } from '../base/stack-model.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * Whether an event matches a pattern that {@link assertPattern} has passed, by the rules of EventBridge: plain values,
 * `prefix` and `exists`.
 */
export function matchesPattern(pattern: EventPattern, event: unknown): boolean {
  return Object.entries(pattern).every(([field, wanted]) =>
    matchesField(wanted, isJson(event) && Object.hasOwn(event, field) ? event[field] : undefined),
  );
}

function matchesField(wanted: unknown, value: unknown): boolean {
  if (isJson(wanted)) {
    if (Array.isArray(value)) return value.some((element) => matchesPattern(wanted, element));
    return matchesPattern(wanted, value);
  }
  return Array.isArray(wanted) && wanted.some((matcher) => matchesOne(matcher, value));
}

function matchesOne(matcher: unknown, value: unknown): boolean {
  if (isJson(matcher) && 'exists' in matcher) return matcher['exists'] === isLeaf(value);
  const values = Array.isArray(value) ? value : [value];
  const { prefix } = isJson(matcher) ? matcher : {};
  if (typeof prefix !== 'string') return values.some((each) => each !== undefined && each === matcher);
  return values.some((each) => typeof each === 'string' && each.startsWith(prefix));
}

/** `exists` is about leaves: an object with fields of its own does not count. */
const isLeaf = (value: unknown) =>
  value !== undefined && !isJson(value) && !(Array.isArray(value) && value.length === 0);

/**
 * Refuses a pattern that AWS would refuse, and one that holds something this matcher does not know: it must never match
 * otherwise than AWS does.
 * @throws TypeError naming the field
 */
export function assertPattern(pattern: EventPattern, path = ''): void {
  if (Object.keys(pattern).length === 0) throw invalid('a field', path || 'the whole pattern');
  for (const [field, wanted] of Object.entries(pattern)) {
    const at = path ? `${path}.${field}` : field;
    // `$or` and a name with dots, which AWS takes for a path.
    if (/[$.]/.test(field)) throw invalid('a plain name of a field', at);
    if (isJson(wanted)) assertPattern(wanted, at);
    else assertMatchers(wanted, at);
  }
}

function assertMatchers(wanted: unknown, at: string): void {
  if (!Array.isArray(wanted) || wanted.length === 0) throw invalid('a list of matchers', at);
  for (const matcher of wanted) {
    if (!isMatcher(matcher)) throw invalid('a known matcher', at, `: ${JSON.stringify(matcher)}`);
  }
}

function isMatcher(matcher: unknown): boolean {
  if (matcher === null) return true;
  if (!isJson(matcher)) return ['string', 'number', 'boolean'].includes(typeof matcher);
  const [[operator, operand] = [], ...more] = Object.entries(matcher);
  if (more.length > 0) return false;
  return operator === 'exists' ? typeof operand === 'boolean' : operator === 'prefix' && isText(operand);
}

const isText = (value: unknown) => typeof value === 'string' && value !== '';

const invalid = (expected: string, at: string, what = ''): TypeError =>
  new TypeError(`event pattern: expected ${expected} at ${at}${what}`);

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
