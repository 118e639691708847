/** A value in DynamoDB's own JSON: one member, named after its type. */
export type Value = Readonly<Record<string, unknown>>;
export type Attributes = Readonly<Record<string, Value>>;

/** An error answer of DynamoDB. */
export class DynamoError extends Error {
  readonly type: string;
  /** What stands beside the message. */
  readonly more: object;

  constructor(type: string, message: string, more: object = {}) {
    super(message);
    this.type = type;
    this.more = more;
  }
}

export const invalid = (message: string) => new DynamoError('ValidationException', message);

const TYPES = ['S', 'N', 'B', 'BOOL', 'NULL', 'M', 'L', 'SS', 'NS', 'BS'];
/** Numbers of JavaScript are exact as far as this. */
const EXACT_DIGITS = 15;

export const typeOf = (value: Value): string => Object.keys(value)[0] ?? '';
export const contentOf = (value: Value): unknown => value[typeOf(value)];
export const membersOf = (value: Value | undefined): Attributes => (value?.['M'] ?? {}) as Attributes;
export const elementsOf = (value: Value | undefined): readonly Value[] => (value?.['L'] ?? []) as Value[];

/** @throws DynamoError when it is no value, or a number that this engine would not keep exactly */
export function assertValue(value: Value): void {
  const type = typeOf(value);
  if (!TYPES.includes(type) || Object.keys(value).length !== 1) {
    throw invalid('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes');
  }
  const content = contentOf(value);
  if (type === 'N') assertNumber(String(content));
  if (type === 'M') Object.values(membersOf(value)).forEach(assertValue);
  if (type === 'L') elementsOf(value).forEach(assertValue);
  if (type.length === 2) {
    const elements = content as readonly string[];
    if (elements.length === 0) {
      throw invalid('One or more parameter values were invalid: An number set  may not be empty');
    }
    if (new Set(elements).size < elements.length) {
      throw invalid('One or more parameter values were invalid: Input collection contains duplicates.');
    }
    if (type === 'NS') elements.forEach(assertNumber);
  }
}

function assertNumber(text: string): void {
  if (text.trim() === '' || !Number.isFinite(Number(text))) {
    throw invalid(`The parameter cannot be converted to a numeric value: ${text}`);
  }
  if (text.replace(/e.*$/i, '').replace(/\D|^0+/g, '').length > EXACT_DIGITS) {
    throw invalid(`This engine keeps no numbers of more than ${EXACT_DIGITS} digits.`);
  }
}

/** Strings in the order of their bytes as UTF-8. */
function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const [x, y] = [a.charCodeAt(index), b.charCodeAt(index)];
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

/** Halves of characters beyond 16 bits come after all that have no halves. */
const rank = (unit: number): number => (unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit);

/** Below 0, 0 or above as `a` comes before `b`; undefined when they cannot be compared. */
export function compare(a: Value, b: Value): number | undefined {
  const type = typeOf(a);
  if (type !== typeOf(b)) return undefined;
  const [x, y] = [String(contentOf(a)), String(contentOf(b))];
  if (type === 'N') return Number(x) - Number(y);
  if (type === 'S') return compareText(x, y);
  return type === 'B' ? Buffer.compare(Buffer.from(x, 'base64'), Buffer.from(y, 'base64')) : undefined;
}

export function equals(a: Value, b: Value): boolean {
  const type = typeOf(a);
  if (type !== typeOf(b)) return false;
  if (type === 'L') {
    const [x, y] = [elementsOf(a), elementsOf(b)];
    return x.length === y.length && x.every((each, index) => equals(each, y[index] ?? {}));
  }
  if (type === 'M') {
    const [x, y] = [membersOf(a), membersOf(b)];
    const names = Object.keys(x);
    return (
      names.length === Object.keys(y).length && names.every((name) => equals(x[name] ?? {}, y[name] ?? {}))
    );
  }
  if (type.length === 2) {
    const [x, y] = [new Set(contentOf(a) as string[]), new Set(contentOf(b) as string[])];
    return x.size === y.size && [...x].every((each) => y.has(each));
  }
  return compare(a, b) === 0 || contentOf(a) === contentOf(b);
}

/** Bytes as DynamoDB counts them. */
export function sizeOf(value: Value): number {
  const content = contentOf(value);
  switch (typeOf(value)) {
    case 'S':
      return Buffer.byteLength(String(content));
    case 'N':
      return Math.ceil(String(content).replace(/\D/g, '').length / 2) + 1;
    case 'B':
      return Buffer.byteLength(String(content), 'base64');
    case 'M':
      return 3 + sizeOfAll(membersOf(value)) + Object.keys(membersOf(value)).length;
    case 'L':
      return elementsOf(value).reduce((sum, each) => sum + 1 + sizeOf(each), 3);
    case 'BOOL':
    case 'NULL':
      return 1;
    default:
      return (content as string[]).reduce((sum, each) => sum + Buffer.byteLength(each), 0);
  }
}

const sizes = new WeakMap<Attributes, number>();

/** Items never change: a new one takes the place of the old. */
export function sizeOfAll(attributes: Attributes): number {
  const known = sizes.get(attributes);
  if (known !== undefined) return known;
  const size = Object.entries(attributes).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + sizeOf(value),
    0,
  );
  sizes.set(attributes, size);
  return size;
}
