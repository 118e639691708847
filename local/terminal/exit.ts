import { UnableError } from './unable-error.ts';
import { UsageError } from './usage-error.ts';

/** How a program ends: the exit code, and the sentence for people that goes before it. */
export type Exit = { readonly code: number; readonly sentence: string };

/** What a program's exit code says besides 0, done, and 1, it ran and found problems. */
const WRONG_USE = 2;
const COULD_NOT_RUN = 3;
/** As a shell counts a program that an interrupt from the keyboard ended. */
const INTERRUPTED = 130;

/** The same on one line, for helps. */
export const EXIT_CODES =
  'Exit codes: 0 done, 1 it ran and found problems, 2 wrong use, 3 it could not run, 130 it was interrupted.';

/** The embedded cloud's errors, by name: the terminal knows no cloud. Their messages are sentences for people. */
const CLOUD_ERRORS = new Set(['CloudError', 'EngineError']);
const NETWORK_CODES = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);
const MOST_CAUSES = 5;

/**
 * What an error that ended a program tells people, and its exit code: 2 wrong use, 3 it could not run, 130 it was
 * interrupted. A fault of the program itself is told with its trace, for those who mend it.
 */
export function exitFor(error: unknown): Exit {
  if (!(error instanceof Error)) return fault(String(error));
  if (error instanceof UsageError || isAboutArguments(error))
    return { code: WRONG_USE, sentence: error.message };
  if (error.name === 'AbortError') return { code: INTERRUPTED, sentence: 'interrupted.' };
  if (error instanceof UnableError || CLOUD_ERRORS.has(error.name)) return unable(error.message);
  const sentence = [...causesOf(error)].map(foreseen).find((each) => each !== undefined);
  return sentence === undefined ? fault(error.stack ?? error.message) : unable(sentence);
}

/** An error of Node's own reader of arguments. */
const isAboutArguments = (error: Told): boolean =>
  typeof error.code === 'string' && error.code.startsWith('ERR_PARSE_ARGS');

const unable = (sentence: string): Exit => ({ code: COULD_NOT_RUN, sentence });
const fault = (trace: string): Exit => unable(`a fault of the program itself; please report it:\n${trace}`);

/** What Node, its `fetch` and the AWS SDK tell of a call or a file. */
type Told = Error & {
  readonly code?: unknown;
  readonly address?: string;
  readonly port?: number;
  readonly hostname?: string;
  readonly path?: string;
  readonly syscall?: string;
  readonly errors?: readonly unknown[];
  readonly $metadata?: object;
};

/** The error and what caused it, the innermost last. */
function* causesOf(error: Error): Generator<Told> {
  let next: unknown = error;
  for (let count = 0; next instanceof Error && count < MOST_CAUSES; count += 1) {
    const told: Told = next;
    yield told;
    // Of several addresses that were tried the first tells enough.
    next = told.errors?.[0] ?? told.cause;
  }
}

function foreseen(error: Told): string | undefined {
  const code = typeof error.code === 'string' ? error.code : '';
  if (NETWORK_CODES.has(code)) return `${placeOf(error)} does not answer (${code}): ${whatToTry(error)}`;
  if (error.name === 'TimeoutError') return 'no answer came in time: is there a network?';
  if (error.$metadata) return `AWS answered ${error.name}: try again, or look at what AWS says of it.`;
  if (error.path !== undefined && error.syscall) return `${error.path} cannot be used (${code}).`;
  return undefined;
}

function placeOf({ hostname, address, port }: Told): string {
  const host = hostname ?? address;
  if (host === undefined) return 'what was asked';
  return port === undefined ? host : `${host}:${port}`;
}

const whatToTry = ({ address = '' }: Told): string =>
  address.startsWith('127.') || address === '::1' ? 'does the local clinic run?' : 'is there a network?';
