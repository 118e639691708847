import { createReadStream } from 'node:fs';
import type { CourseEvent } from '../../shared/core/events/events.ts';
import { idIn, parseEvent } from '../../shared/core/events/parse-event.ts';
import type { Protocol } from '../../shared/core/protocols/protocol.ts';
import { type Instant, isInstantText, toInstant } from '../../shared/core/time/instant.ts';
import { contentHashOf } from '../../shared/ports/stored-event.ts';
import { UsageError } from '../terminal/usage-error.ts';
import { assertNoList, assertOneLineEach, assertUtf8, NO_JSON } from './foreign-format.ts';
import { linesIn } from './lines.ts';

/** A line that was not taken: where, which field, and what was expected. Never the value itself. */
export type Rejected = {
  readonly line: number;
  readonly eventId: string | null;
  /** Null when the line names no course. */
  readonly courseId: string | null;
  readonly path: string;
  readonly message: string;
};

/** An event with the line it stands on and the instant at which it reaches the bus. */
export type EventLine = {
  readonly line: number;
  readonly event: CourseEvent;
  readonly json: unknown;
  readonly arrivesAt: Instant;
};

export type EventsFile = {
  /** In order of arrival. */
  readonly events: readonly EventLine[];
  readonly rejected: readonly Rejected[];
};

type ReadOptions = {
  readonly timeZone: string;
  /** Those of the clinic. */
  readonly protocols: readonly Protocol[];
  /** The clock against which an event without `receivedAt` is checked; by default its own arrival. */
  readonly asOf?: Instant;
};

/**
 * Reads a JSON-lines file of events in UTF-8; `-` is standard input. Empty lines and lines that start with `#` are
 * skipped.
 * A line that is invalid, or repeats an id with other content, is reported and the others go on.
 * @throws UsageError when the file cannot be read, or is in another format as a whole
 */
export async function readEventsFile(file: string, options: ReadOptions): Promise<EventsFile> {
  const parsed: EventLine[] = [];
  const rejected: Rejected[] = [];
  let line = 0;
  let firstText: string | null | undefined;
  for await (const text of linesOf(file)) {
    line += 1;
    if (text?.trim() === '' || text?.startsWith('#')) continue;
    if (firstText === undefined) assertNoList(file, text);
    firstText ??= text;
    const result = readLine(text, line, options);
    if (Array.isArray(result)) rejected.push(...result);
    else parsed.push(result);
  }
  if (parsed.length === 0) assertOneLineEach(file, firstText ?? '', rejected);
  const ordered = parsed.sort((a, b) =>
    a.arrivesAt === b.arrivesAt ? a.line - b.line : a.arrivesAt < b.arrivesAt ? -1 : 1,
  );
  const { kept, conflicts } = withoutConflicts(ordered);
  return { events: kept, rejected: [...rejected, ...conflicts].sort((a, b) => a.line - b.line) };
}

async function* linesOf(file: string): AsyncGenerator<string | null> {
  const input = file === '-' ? process.stdin : createReadStream(file);
  try {
    yield* linesIn(assertUtf8(file, input));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new UsageError(`${file}: the events file cannot be read${code}.`);
  }
}

function readLine(
  text: string | null,
  line: number,
  { timeZone, protocols, asOf }: ReadOptions,
): EventLine | Rejected[] {
  const refuse = (path: string, message: string, json?: unknown) => [
    { line, eventId: null, courseId: idIn(json, 'courseId'), path, message },
  ];
  if (text === null) return refuse('', 'expected UTF-8');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refuse('', NO_JSON);
  }
  const receivedAt = instantIn(json, 'receivedAt');
  if (receivedAt === 'invalid')
    return refuse('receivedAt', 'expected an ISO 8601 date-time with an offset', json);
  const now = receivedAt ?? asOf ?? instantIn(json, 'occurredAt');
  const result = parseEvent(json, {
    timeZone,
    protocols,
    now: now && now !== 'invalid' ? now : toInstant(0),
    from: 'sender',
  });
  if (!result.ok) {
    const { eventId, issues } = result;
    const courseId = idIn(json, 'courseId');
    return issues.map(({ path, message }) => ({ line, eventId, courseId, path, message }));
  }
  return { line, event: result.event, json, arrivesAt: receivedAt ?? result.event.occurredAt };
}

function instantIn(json: unknown, field: 'receivedAt' | 'occurredAt'): Instant | 'invalid' | null {
  const value =
    typeof json === 'object' && json !== null ? (json as Record<string, unknown>)[field] : undefined;
  if (value === undefined) return null;
  return typeof value === 'string' && isInstantText(value) ? toInstant(value) : 'invalid';
}

/** The first content to arrive under an id counts; the same again is a repeat, another one a conflict. */
function withoutConflicts(lines: readonly EventLine[]): { kept: EventLine[]; conflicts: Rejected[] } {
  const first = new Map<string, { hash: string; line: number }>();
  const kept: EventLine[] = [];
  const conflicts: Rejected[] = [];
  for (const each of lines) {
    const { courseId, eventId } = each.event;
    const id = `${courseId}/${eventId}`;
    const hash = contentHashOf(each.event);
    const known = first.get(id);
    if (known && known.hash !== hash) {
      const message = `expected a new id: line ${known.line} has the same one with other content`;
      conflicts.push({ line: each.line, eventId, courseId, path: 'eventId', message });
    } else {
      first.set(id, known ?? { hash, line: each.line });
      kept.push(each);
    }
  }
  return { kept, conflicts };
}
