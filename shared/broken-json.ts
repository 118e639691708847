/** A place in a text, both counted from 1; columns in UTF-16 units, as editors do. */
export type Place = { readonly line: number; readonly column: number };

/** Where a text stops being JSON, and what JSON would have there. */
export type Break = Place & { readonly expected: string };

const SPACE = /[ \t\n\r]*/y;
const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** A text in double quotes, as far as it is in order; what may stand there unescaped is in section 7 of RFC 8259. */
const QUOTED = /"(?:[ !#-[\]-\uffff]+|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*/y;

/** What comes next; `first` where the list or object may also end at once. */
type Next = 'value' | 'first value' | 'name' | 'first name' | 'colon' | 'more';

const EXPECTED: Readonly<Record<Exclude<Next, 'more'>, string>> = {
  value: 'a value',
  'first value': 'a value or ]',
  name: 'a name in double quotes',
  'first name': 'a name in double quotes or }',
  colon: 'a colon',
};

/**
 * Where a text stops being JSON. `JSON.parse` tells no place for most mistakes, and repeats what stands there.
 * @returns null when the whole text is JSON
 * @example whereJsonBreaks('{\n "a": 1,\n}') // { line: 3, column: 1, expected: 'a name in double quotes' }
 */
export function whereJsonBreaks(text: string): Break | null {
  const broken = new Reading(text).broken();
  return broken && { ...placeOf(text, broken.at), expected: broken.expected };
}

function placeOf(text: string, at: number): Place {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

type Broken = { readonly at: number; readonly expected: string };

/** One pass over the text. The open lists and objects are kept as what closes them: however deep, it ends. */
class Reading {
  readonly #text: string;
  readonly #open: (']' | '}')[] = [];
  #at = 0;
  #next: Next = 'value';

  constructor(text: string) {
    this.#text = text;
  }

  broken(): Broken | null {
    for (;;) {
      this.#skip(SPACE);
      if (this.#next === 'more' && this.#open.length === 0) {
        return this.#at === this.#text.length ? null : { at: this.#at, expected: 'the end of the file' };
      }
      const broken = this.#step();
      if (broken) return broken;
    }
  }

  #step(): Broken | null {
    switch (this.#next) {
      case 'more':
        return this.#more();
      case 'colon':
        return this.#take(':', 'value') ? null : this.#refuse(EXPECTED.colon);
      case 'first name':
        return this.#close('}') ? null : this.#quoted('colon', EXPECTED['first name']);
      case 'name':
        return this.#quoted('colon', EXPECTED.name);
      case 'first value':
        return this.#close(']') ? null : this.#value(EXPECTED['first value']);
      case 'value':
        return this.#value(EXPECTED.value);
      default:
        return this.#next satisfies never;
    }
  }

  #more(): Broken | null {
    const end = this.#open.at(-1) ?? ']';
    if (this.#close(end) || this.#take(',', end === '}' ? 'name' : 'value')) return null;
    return this.#refuse(`a comma or ${end}`);
  }

  #value(expected: string): Broken | null {
    if (this.#take('{', 'first name')) this.#open.push('}');
    else if (this.#take('[', 'first value')) this.#open.push(']');
    else if (this.#skip(SCALAR)) this.#next = 'more';
    else return this.#quoted('more', expected);
    return null;
  }

  #quoted(next: Next, expected: string): Broken | null {
    if (!this.#skip(QUOTED)) return this.#refuse(expected);
    if (this.#take('"', next)) return null;
    const character = this.#text[this.#at];
    if (character === '\\') return this.#refuse('an escape of JSON, such as \\" or \\n');
    const isAtEnd = character === undefined || character === '\n' || character === '\r';
    return this.#refuse(isAtEnd ? 'a closing "' : 'a text without control characters');
  }

  #close(end: ']' | '}'): boolean {
    if (!this.#take(end, 'more')) return false;
    this.#open.pop();
    return true;
  }

  #take(character: string, next: Next): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    this.#next = next;
    return true;
  }

  /** Goes over what the pattern finds here; whether that was anything. */
  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    const [found = ''] = pattern.exec(this.#text) ?? [];
    this.#at += found.length;
    return found !== '';
  }

  #refuse = (expected: string): Broken => ({ at: this.#at, expected });
}
