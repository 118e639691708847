import type { Instant } from '../../../shared/core/time/instant.ts';

/** A line that a function wrote, or an HTTP API in its access log. */
export type LogLine = {
  readonly at: Instant;
  /** ARN of the function, or name of the access log's group. */
  readonly function: string;
  readonly text: string;
  /** The line as JSON, undefined when it is none. */
  readonly json: unknown;
};

type Chunk = Pick<LogLine, 'at' | 'function' | 'text'>;

/** The latest output of the functions. Lines are split and parsed only when somebody reads them. */
export class FunctionLogs {
  readonly #limit: number;
  #chunks: Chunk[] = [];
  /** Bytes by function, of what is not kept any more, too. */
  readonly #written = new Map<string, number>();

  constructor(limit = 10_000) {
    this.#limit = limit;
  }

  add(chunk: Chunk): void {
    this.#chunks.push(chunk);
    const { function: writer, text } = chunk;
    this.#written.set(writer, (this.#written.get(writer) ?? 0) + Buffer.byteLength(text));
    if (this.#chunks.length > 2 * this.#limit) this.#chunks = this.#chunks.slice(-this.#limit);
  }

  lines(): LogLine[] {
    return this.#chunks.slice(-this.#limit).flatMap(({ text, ...origin }) =>
      text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => ({ ...origin, text: line, json: parse(line) })),
    );
  }

  /** How many bytes each function, or access log, has written. */
  written(): ReadonlyMap<string, number> {
    return this.#written;
  }

  clear(): void {
    this.#chunks = [];
    this.#written.clear();
  }
}

function parse(line: string): unknown {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
