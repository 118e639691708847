import { TemplateError } from '../base/template-error.ts';
import { type ConditionKey, conditionKey, type RequestContext, valuesOf } from './context.ts';
import { arnPattern, type Matcher, wildcard } from './wildcard.ts';

/** One line of a `Condition`. */
export type Condition = {
  readonly key: ConditionKey;
  readonly holds: (context: RequestContext) => boolean;
};

type Operator = { readonly matcher: (value: string) => Matcher; readonly isNegated?: true };

const exactly = (value: string): Matcher => {
  return (text) => text === value;
};
const ignoringCase = (value: string): Matcher => {
  const expected = value.toLowerCase();
  return (text) => text.toLowerCase() === expected;
};

const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['StringEquals', { matcher: exactly }],
  ['StringNotEquals', { matcher: exactly, isNegated: true }],
  ['StringEqualsIgnoreCase', { matcher: ignoringCase }],
  ['StringNotEqualsIgnoreCase', { matcher: ignoringCase, isNegated: true }],
  ['StringLike', { matcher: (value) => wildcard(value) }],
  ['StringNotLike', { matcher: (value) => wildcard(value), isNegated: true }],
  // AWS treats both alike: wildcards count in either.
  ['ArnEquals', { matcher: arnPattern }],
  ['ArnLike', { matcher: arnPattern }],
  ['ArnNotEquals', { matcher: arnPattern, isNegated: true }],
  ['ArnNotLike', { matcher: arnPattern, isNegated: true }],
  ['Bool', { matcher: ignoringCase }],
]);

const OPERATOR = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/;

/** @throws TemplateError for an operator or a key that is not known: nothing is allowed by not being understood */
export function readConditions(condition: Readonly<Record<string, unknown>>, where: string): Condition[] {
  return Object.entries(condition).flatMap(([operator, lines]) =>
    Object.entries(Object(lines) as Record<string, unknown>).map(([name, values]) => {
      const key = conditionKey(name);
      if (!key) throw new TemplateError(`${where}: the condition key ${name} is not known locally`);
      const expected = [values].flat().map(String);
      return { key, holds: test(operator, key, expected, where) };
    }),
  );
}

function test(text: string, key: ConditionKey, expected: readonly string[], where: string) {
  const [, quantifier, name = '', ifExists] = OPERATOR.exec(text) ?? [];
  if (name === 'Null' && !quantifier && !ifExists) {
    return (context: RequestContext) => expected.includes(String(valuesOf(context, key) === undefined));
  }
  const operator = OPERATORS.get(name);
  if (!operator) throw new TemplateError(`${where}: the condition operator ${text} is not known locally`);
  const isNegated = operator.isNegated ?? false;
  const matchers = expected.map(operator.matcher);
  const holdsFor = (value: string) => matchers.some((matches) => matches(value)) !== isNegated;
  const holdsWhenAbsent = ifExists !== undefined || quantifier === 'ForAllValues' || isNegated;
  // Without a quantifier one match is enough, and a negation must hold for every value.
  const isForAll = quantifier ? quantifier === 'ForAllValues' : isNegated;
  return (context: RequestContext): boolean => {
    const values = valuesOf(context, key);
    if (values === undefined) return holdsWhenAbsent && !(quantifier === 'ForAnyValue' && !ifExists);
    return isForAll ? values.every(holdsFor) : values.some(holdsFor);
  };
}
