import { type Operand, type Path, type Tokens, valueAt } from './expression.ts';
import { type Attributes, contentOf, elementsOf, invalid, typeOf, type Value } from './values.ts';

type Sum = { readonly first: Operand; readonly sign?: '+' | '-'; readonly second?: Operand };
type Action =
  | { readonly kind: 'SET'; readonly path: Path; readonly to: Sum }
  | { readonly kind: 'REMOVE'; readonly path: Path }
  | { readonly kind: 'ADD' | 'DELETE'; readonly path: Path; readonly value: Value };

/** What an update expression does, in the order of its words. */
export type Update = readonly Action[];

/** @throws DynamoError when it is none */
export function readUpdate(tokens: Tokens): Update {
  const actions: Action[] = [];
  while (tokens.next !== '') {
    const kind = tokens.take().toUpperCase();
    if (kind === 'SET') actions.push(...tokens.list(() => readSet(tokens)));
    else if (kind === 'REMOVE') actions.push(...tokens.list(() => ({ kind, path: tokens.path() }) as const));
    else if (kind === 'ADD' || kind === 'DELETE') {
      const one = (): Action => ({
        kind,
        path: tokens.path(),
        value: tokens.placeholders.value(tokens.take()),
      });
      actions.push(...tokens.list(one));
    } else throw tokens.wrong();
  }
  const named = actions.map(({ path }) => JSON.stringify(path));
  const twice = named.find((path, index) => named.indexOf(path) < index);
  if (twice)
    throw invalid(`Invalid UpdateExpression: Two document paths overlap with each other; path: ${twice}`);
  return actions;
}

function readSet(tokens: Tokens): Action {
  const path = tokens.path();
  tokens.expect('=');
  const first = tokens.operand();
  const sign = tokens.has('+') ? '+' : tokens.has('-') ? '-' : undefined;
  return { kind: 'SET', path, to: sign ? { first, sign, second: tokens.operand() } : { first } };
}

/** The item afterwards. Every value is taken from what it was before. */
export function updated(item: Attributes, update: Update): Attributes {
  const changed = structuredClone(item) as Record<string, Value>;
  const values = update.map((action) => (action.kind === 'SET' ? sumOf(action.to, item) : undefined));
  for (const [index, action] of update.entries()) {
    const value = values[index];
    if (value) put(changed, action.path, value);
    else if (action.kind === 'REMOVE') put(changed, action.path, undefined);
    else if (action.kind !== 'SET')
      put(changed, action.path, merged(action.kind, valueAt(item, action.path), action.value));
  }
  return changed;
}

/** @throws DynamoError when it stands on something that is not there */
function existing(operand: Operand, item: Attributes): Value {
  const found = find(operand, item);
  if (found) return found;
  throw invalid('The provided expression refers to an attribute that does not exist in the item');
}

function find(operand: Operand, item: Attributes): Value | undefined {
  if (operand.kind === 'value') return operand.value;
  if (operand.kind === 'path') return valueAt(item, operand.path);
  const [first, second] = operand.of;
  if (!first || !second)
    throw invalid(`Invalid UpdateExpression: Incorrect number of operands for ${operand.name}`);
  if (operand.name === 'if_not_exists') return find(first, item) ?? existing(second, item);
  if (operand.name !== 'list_append') throw invalid(`Invalid function name; function: ${operand.name}`);
  return { L: [...elementsOf(existing(first, item)), ...elementsOf(existing(second, item))] };
}

function sumOf({ first, sign, second }: Sum, item: Attributes): Value {
  const value = existing(first, item);
  if (!sign || !second) return value;
  const [a, b] = [value['N'], existing(second, item)['N']];
  if (a === undefined || b === undefined)
    throw invalid('An operand in the update expression has an incorrect data type');
  return { N: `${sign === '+' ? Number(a) + Number(b) : Number(a) - Number(b)}` };
}

function merged(kind: 'ADD' | 'DELETE', old: Value | undefined, value: Value): Value | undefined {
  const type = typeOf(value);
  if (old && typeOf(old) !== type)
    throw invalid('An operand in the update expression has an incorrect data type');
  if (type === 'N' && kind === 'ADD') return { N: `${Number(old?.['N'] ?? 0) + Number(value['N'])}` };
  if (type.length !== 2) throw invalid('Incorrect operand type for operator or function');
  const [had, given] = [new Set((old?.[type] ?? []) as string[]), new Set(contentOf(value) as string[])];
  const left = [
    ...new Set(kind === 'ADD' ? [...had, ...given] : [...had].filter((each) => !given.has(each))),
  ];
  return left.length > 0 ? { [type]: left } : undefined;
}

/** Puts a value at a path, or takes away what is there. @throws DynamoError when nothing is there to hold it */
function put(item: Record<string, Value>, path: Path, value: Value | undefined): void {
  const last = path.at(-1) ?? '';
  const [first, ...rest] = path.slice(0, -1);
  const holder = first === undefined ? { M: item } : valueAt(item, [String(first), ...rest]);
  const inside = holder?.[typeof last === 'number' ? 'L' : 'M'] as
    | Record<string | number, Value>
    | Value[]
    | undefined;
  if (!inside) {
    if (value === undefined) return;
    throw invalid('The document path provided in the update expression is invalid for update');
  }
  if (Array.isArray(inside)) {
    const index = Number(last);
    if (value === undefined) inside.splice(index, 1);
    else inside[Math.min(index, inside.length)] = value;
  } else if (value === undefined) delete inside[last];
  else inside[last] = value;
}
