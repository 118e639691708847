import { type Attributes, type DynamoError, elementsOf, invalid, membersOf, type Value } from './values.ts';

/** A place in an item: the name of an attribute, then names and numbers. */
export type Path = readonly [string, ...(string | number)[]];

/** What stands in an expression: a path, a value, or the outcome of a function. */
export type Operand =
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'call'; readonly name: string; readonly of: readonly Operand[] };

/** What stands behind `#` and `:` in the expressions of one request, and what of it was used. */
export class Placeholders {
  readonly #names: Readonly<Record<string, string>>;
  readonly #values: Attributes;
  readonly #used = new Set<string>();

  constructor(names: Readonly<Record<string, string>> = {}, values: Attributes = {}) {
    this.#names = names;
    this.#values = values;
  }

  name(token: string): string {
    this.#used.add(token);
    const name = this.#names[token];
    if (name === undefined)
      throw invalid(
        `An expression attribute name used in the document path is not defined; attribute name: ${token}`,
      );
    return name;
  }

  value(token: string): Value {
    this.#used.add(token);
    const value = this.#values[token];
    if (value === undefined)
      throw invalid(
        `An expression attribute value used in expression is not defined; attribute value: ${token}`,
      );
    return value;
  }

  /** @throws DynamoError as DynamoDB does when one is given for nothing */
  assertAllUsed(): void {
    const unused = (of: object) => Object.keys(of).filter((token) => !this.#used.has(token));
    const [names, values] = [unused(this.#names), unused(this.#values)];
    if (names.length > 0)
      throw invalid(`Value provided in ExpressionAttributeNames unused in expressions: keys: {${names}}`);
    if (values.length > 0)
      throw invalid(`Value provided in ExpressionAttributeValues unused in expressions: keys: {${values}}`);
  }
}

const TOKEN = /\s*(<=|>=|<>|[=<>(),.[\]+-]|[#:]?\w+)/y;

/** The words and signs of an expression, one after another. */
export class Tokens {
  readonly placeholders: Placeholders;
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(text: string, placeholders: Placeholders) {
    this.placeholders = placeholders;
    this.#tokens = split(text);
  }

  /** The next one, in capitals when it is a word of the language. */
  get next(): string {
    return this.#tokens[this.#at] ?? '';
  }

  is(word: string): boolean {
    return this.next.toUpperCase() === word;
  }

  take(): string {
    this.#at += 1;
    return this.#tokens[this.#at - 1] ?? '';
  }

  /** Takes it if it comes next. */
  has(word: string): boolean {
    if (!this.is(word)) return false;
    this.#at += 1;
    return true;
  }

  expect(word: string): void {
    if (!this.has(word)) throw this.wrong();
  }

  expectEnd(): void {
    if (this.next !== '') throw this.wrong();
  }

  wrong(): DynamoError {
    return invalid(`Invalid expression: Syntax error; token: "${this.next || '<EOF>'}"`);
  }

  /** Several of something, with commas between them. */
  list<T>(one: () => T): T[] {
    const all = [one()];
    while (this.has(',')) all.push(one());
    return all;
  }

  path(): Path {
    const path: [string, ...(string | number)[]] = [this.#name()];
    for (;;) {
      if (this.has('.')) path.push(this.#name());
      else if (this.has('[')) {
        path.push(Number(this.take()));
        this.expect(']');
      } else return path;
    }
  }

  #name(): string {
    const token = this.take();
    if (token.startsWith('#')) return this.placeholders.name(token);
    if (!/^[a-z_]\w*$/i.test(token)) throw this.wrong();
    return token;
  }

  operand(): Operand {
    if (this.next.startsWith(':')) return { kind: 'value', value: this.placeholders.value(this.take()) };
    const isCall = this.#tokens[this.#at + 1] === '(';
    if (!isCall) return { kind: 'path', path: this.path() };
    const name = this.take();
    this.expect('(');
    const of = this.list(() => this.operand());
    this.expect(')');
    return { kind: 'call', name, of };
  }
}

function split(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  const trimmed = text.trim();
  while (TOKEN.lastIndex < trimmed.length) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(trimmed)?.[1];
    if (token === undefined)
      throw invalid(`Invalid expression: Syntax error; token: "${trimmed.slice(at, at + 5)}"`);
    tokens.push(token);
  }
  return tokens;
}

/** What stands at a path; undefined when nothing does. */
export function valueAt(item: Attributes, [first, ...rest]: Path): Value | undefined {
  return rest.reduce<Value | undefined>(
    (value, step) => (typeof step === 'number' ? elementsOf(value)[step] : membersOf(value)[step]),
    item[first],
  );
}

/** The attributes that an expression names. */
export function project(item: Attributes, paths: readonly Path[]): Attributes {
  const found: Record<string, Value> = {};
  for (const path of paths) {
    if (path.length > 1) throw invalid('This engine projects whole attributes only.');
    const value = valueAt(item, path);
    if (value !== undefined) found[path[0]] = value;
  }
  return found;
}
