import type { EventPattern } from '../base/stack-model.ts';

type Json = Readonly<Record<string, unknown>>;
type Comparison = (value: unknown) => boolean;

/** Whether an event matches a pattern, by the rules of EventBridge. An empty pattern matches everything. */
export function matchesPattern(pattern: EventPattern, event: unknown): boolean {
  return Object.entries(pattern).every(([field, wanted]) => {
    if (field === '$or') return alternatives(wanted).some((pattern) => matchesPattern(pattern, event));
    return matchesField(wanted, isJson(event) && Object.hasOwn(event, field) ? event[field] : undefined);
  });
}

/**
 * Refuses a pattern that holds something this matcher does not know.
 * @throws TypeError naming the field
 */
export function assertPattern(pattern: EventPattern, path = ''): void {
  for (const [field, wanted] of Object.entries(pattern)) {
    assertField(field, wanted, path ? `${path}.${field}` : field);
  }
}

function assertField(field: string, wanted: unknown, at: string): void {
  if (isJson(wanted)) return assertPattern(wanted, at);
  if (!Array.isArray(wanted) || wanted.length === 0) {
    throw new TypeError(`event pattern: expected a list of matchers at ${at}`);
  }
  for (const element of wanted) {
    if (field === '$or' && isJson(element)) assertPattern(element, at);
    else assertMatcher(element, at);
  }
}

function assertMatcher(matcher: unknown, at: string): void {
  if (!isJson(matcher)) return;
  const [operator = '', ...more] = Object.keys(matcher);
  if (operator === 'exists' && more.length === 0) return;
  if (!(operator in COMPARISONS) || more.length > 0) {
    throw new TypeError(`event pattern: no known matcher at ${at}: ${JSON.stringify(matcher)}`);
  }
}

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const alternatives = (value: unknown): EventPattern[] => (Array.isArray(value) ? value.filter(isJson) : []);

function matchesField(wanted: unknown, value: unknown): boolean {
  if (isJson(wanted)) {
    if (Array.isArray(value)) return value.some((element) => matchesPattern(wanted, element));
    return matchesPattern(wanted, value);
  }
  return Array.isArray(wanted) && wanted.some((matcher) => matchesOne(matcher, value));
}

function matchesOne(matcher: unknown, value: unknown): boolean {
  if (isJson(matcher) && 'exists' in matcher) return matcher['exists'] === isLeaf(value);
  if (value === undefined) return false;
  const compare = comparisonOf(matcher);
  return Array.isArray(value) ? value.some(compare) : compare(value);
}

/** `exists` is about leaves: an object with fields of its own does not count. */
const isLeaf = (value: unknown) =>
  value !== undefined && !isJson(value) && !(Array.isArray(value) && value.length === 0);

function comparisonOf(matcher: unknown): Comparison {
  if (!isJson(matcher)) return (value) => value === matcher;
  const [operator = '', operand] = Object.entries(matcher)[0] ?? [];
  const build = COMPARISONS[operator];
  return build ? build(operand) : () => false;
}

const onText =
  (test: (text: string) => boolean): Comparison =>
  (value) =>
    typeof value === 'string' && test(value);

const fold = (text: unknown) => String(text).toLowerCase();

/** Prefix and suffix may ask to ignore case: `{"prefix": {"equals-ignore-case": "Abc"}}`. */
function affix(operand: unknown, test: (text: string, part: string) => boolean): Comparison {
  if (!isJson(operand)) return onText((text) => test(text, String(operand)));
  return onText((text) => test(fold(text), fold(operand['equals-ignore-case'])));
}

const literal = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

function wildcard(operand: unknown): Comparison {
  const parts = String(operand).split('*').map(literal);
  const expression = new RegExp(`^${parts.join('[^]*')}$`);
  return onText((text) => expression.test(text));
}

function anythingBut(operand: unknown): Comparison {
  const refused = (Array.isArray(operand) ? operand : [operand]).map(comparisonOf);
  return (value) => !refused.some((compare) => compare(value));
}

const NUMERIC: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '=': (value, limit) => value === limit,
  '>=': (value, limit) => value >= limit,
  '>': (value, limit) => value > limit,
};

function numeric(operand: unknown): Comparison {
  const tests = Array.isArray(operand) ? operand : [];
  return (value) => {
    if (typeof value !== 'number') return false;
    for (let index = 0; index + 1 < tests.length; index += 2) {
      if (!NUMERIC[String(tests[index])]?.(value, Number(tests[index + 1]))) return false;
    }
    return true;
  };
}

const COMPARISONS: Readonly<Record<string, (operand: unknown) => Comparison>> = {
  prefix: (operand) => affix(operand, (text, part) => text.startsWith(part)),
  suffix: (operand) => affix(operand, (text, part) => text.endsWith(part)),
  'equals-ignore-case': (operand) => onText((text) => fold(text) === fold(operand)),
  wildcard,
  'anything-but': anythingBut,
  numeric,
};
