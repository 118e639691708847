import { createHash, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../core/time/instant.ts';
import type { ApiToken, ApiTokenStore, Scope } from '../ports/api-tokens.ts';

/** `cr_`, the id, and 256 bits as base64url. */
const TOKEN = /^cr_([0-9a-f]{16})_([A-Za-z0-9_-]{43})$/;
const BEARER = /^Bearer +(\S+)$/i;

/** Whether a text can be the id of a token: 16 hexadecimal digits. */
export const isTokenId = (text: string): boolean => /^[0-9a-f]{16}$/.test(text);

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
const random = (bytes: number): Buffer => Buffer.from(crypto.getRandomValues(new Uint8Array(bytes)));

/** A fresh token as whoever uses it writes it, and as it is kept. */
export function freshToken(
  name: string,
  scopes: readonly Scope[],
  createdAt: Instant,
): { readonly text: string; readonly token: ApiToken } {
  const id = random(8).toString('hex');
  const secret = random(32).toString('base64url');
  return { text: `cr_${id}_${secret}`, token: { id, secretHash: hashOf(secret), name, scopes, createdAt } };
}

/** What no secret has as its hash. */
const NOBODYS = '0'.repeat(64);

/**
 * The token that the header of a request brings. Takes as long whether the secret is wrong or there is no such token.
 * @param header `Authorization`, as it came
 * @returns null, whatever is wrong with it
 */
export async function tokenIn(
  header: string | undefined,
  tokens: Pick<ApiTokenStore, 'find'>,
): Promise<ApiToken | null> {
  const [, text = ''] = BEARER.exec(header ?? '') ?? [];
  const [, id, secret] = TOKEN.exec(text) ?? [];
  if (id === undefined || secret === undefined) return null;
  const token = await tokens.find(id);
  const isSame = timingSafeEqual(Buffer.from(hashOf(secret)), Buffer.from(token?.secretHash ?? NOBODYS));
  return isSame ? token : null;
}
