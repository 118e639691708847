import { type Operand, type Tokens, valueAt } from './expression.ts';
import {
  type Attributes,
  compare,
  contentOf,
  elementsOf,
  equals,
  invalid,
  membersOf,
  typeOf,
  type Value,
} from './values.ts';

/** Whether an item, which may be empty, is as an expression says. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly of: readonly [Condition, Condition] }
  | { readonly kind: 'not'; readonly of: Condition }
  | {
      readonly kind: 'compare';
      readonly operator: Comparison;
      readonly left: Operand;
      readonly right: Operand;
    }
  | { readonly kind: 'between'; readonly of: Operand; readonly low: Operand; readonly high: Operand }
  | { readonly kind: 'in'; readonly of: Operand; readonly among: readonly Operand[] }
  | { readonly kind: 'call'; readonly name: string; readonly of: readonly Operand[] };

const COMPARISONS = ['=', '<>', '<', '<=', '>', '>='] as const;
type Comparison = (typeof COMPARISONS)[number];

/** @throws DynamoError when it is none */
export function readCondition(tokens: Tokens): Condition {
  let left = readAnd(tokens);
  while (tokens.has('OR')) left = { kind: 'or', of: [left, readAnd(tokens)] };
  return left;
}

function readAnd(tokens: Tokens): Condition {
  let left = readNot(tokens);
  while (tokens.has('AND')) left = { kind: 'and', of: [left, readNot(tokens)] };
  return left;
}

function readNot(tokens: Tokens): Condition {
  if (tokens.has('NOT')) return { kind: 'not', of: readNot(tokens) };
  if (!tokens.has('(')) return readOne(tokens);
  const inside = readCondition(tokens);
  tokens.expect(')');
  return inside;
}

function readOne(tokens: Tokens): Condition {
  const left = tokens.operand();
  const operator = COMPARISONS.find((each) => tokens.has(each));
  if (operator) return { kind: 'compare', operator, left, right: tokens.operand() };
  if (tokens.has('BETWEEN')) {
    const low = tokens.operand();
    tokens.expect('AND');
    return { kind: 'between', of: left, low, high: tokens.operand() };
  }
  if (tokens.has('IN')) {
    tokens.expect('(');
    const among = tokens.list(() => tokens.operand());
    tokens.expect(')');
    return { kind: 'in', of: left, among };
  }
  if (left.kind === 'call' && left.name in CALLS) return left;
  throw tokens.wrong();
}

export function holds(condition: Condition, item: Attributes): boolean {
  const at = (operand: Operand) => operandIn(operand, item);
  switch (condition.kind) {
    case 'and':
      return condition.of.every((each) => holds(each, item));
    case 'or':
      return condition.of.some((each) => holds(each, item));
    case 'not':
      return !holds(condition.of, item);
    case 'compare':
      return isSo(condition.operator, at(condition.left), at(condition.right));
    case 'between':
      return (
        isSo('>=', at(condition.of), at(condition.low)) && isSo('<=', at(condition.of), at(condition.high))
      );
    case 'in':
      return condition.among.some((each) => isSo('=', at(condition.of), at(each)));
    case 'call': {
      const [first, second] = condition.of.map(at);
      return CALLS[condition.name]?.(first, second) ?? false;
    }
    default:
      return condition satisfies never;
  }
}

function operandIn(operand: Operand, item: Attributes): Value | undefined {
  if (operand.kind === 'value') return operand.value;
  if (operand.kind === 'path') return valueAt(item, operand.path);
  const [of] = operand.of.map((each) => operandIn(each, item));
  if (operand.name !== 'size') throw invalid(`Invalid function name; function: ${operand.name}`);
  return of && { N: `${lengthOf(of)}` };
}

function lengthOf(value: Value): number {
  const content = contentOf(value);
  if (typeOf(value) === 'S') return Buffer.byteLength(String(content));
  if (typeOf(value) === 'B') return Buffer.byteLength(String(content), 'base64');
  return Array.isArray(content) ? content.length : Object.keys(membersOf(value)).length;
}

function isSo(operator: Comparison, left: Value | undefined, right: Value | undefined): boolean {
  if (!left || !right) return operator === '<>' && Boolean(left ?? right);
  if (operator === '=') return equals(left, right);
  if (operator === '<>') return !equals(left, right);
  const order = compare(left, right);
  if (order === undefined) return false;
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  return operator === '>' ? order > 0 : order >= 0;
}

type Call = (of: Value | undefined, other: Value | undefined) => boolean;

const CALLS: Readonly<Record<string, Call>> = {
  attribute_exists: (of) => of !== undefined,
  attribute_not_exists: (of) => of === undefined,
  attribute_type: (of, type) => of !== undefined && typeOf(of) === type?.['S'],
  begins_with: (of, prefix) =>
    typeof of?.['S'] === 'string' && typeof prefix?.['S'] === 'string' && of['S'].startsWith(prefix['S']),
  contains: (of, part) => of !== undefined && part !== undefined && isPartOf(of, part),
};

function isPartOf(of: Value, part: Value): boolean {
  const content = contentOf(of);
  if (typeOf(of) === 'L') return elementsOf(of).some((each) => equals(each, part));
  if (typeOf(of) === 'S') return typeOf(part) === 'S' && String(content).includes(String(contentOf(part)));
  return Array.isArray(content) && typeOf(of) === `${typeOf(part)}S` && content.includes(contentOf(part));
}
