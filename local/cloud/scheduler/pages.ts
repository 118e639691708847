import { validation } from './errors.ts';

/** One page of a sorted list; the token names the last item of the page before. */
export function pageOf<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  limit: number,
  token: string | undefined,
): { items: T[]; nextToken: string | undefined } {
  const after = token === undefined ? '' : readToken(token);
  const rest = items.filter((item) => keyOf(item) > after);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  const nextToken = rest.length > limit && last !== undefined ? writeToken(keyOf(last)) : undefined;
  return { items: page, nextToken };
}

const PREFIX = 'after:';

const writeToken = (key: string) => Buffer.from(PREFIX + key).toString('base64url');

function readToken(token: string): string {
  const text = Buffer.from(token, 'base64url').toString();
  if (!text.startsWith(PREFIX)) throw validation('Invalid NextToken.');
  return text.slice(PREFIX.length);
}
