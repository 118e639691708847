import { base64url, EncryptJWT, type JWTPayload, jwtDecrypt } from 'jose';
import { epochMillis, epochSeconds, type Instant } from '../core/time/instant.ts';
import type { LinkKey } from '../ports/link-key-store.ts';

/** No token of ours is longer. */
const LONGEST = 1500;
const ALGORITHM = { alg: 'dir', enc: 'A256GCM' } as const;

/** Claims as a token: encrypted, so that nothing in it can be read or changed, and good for a while. */
export const encrypted = (
  claims: JWTPayload,
  { kid, secret }: LinkKey,
  audience: string,
  until: Instant,
): Promise<string> =>
  new EncryptJWT(claims)
    .setProtectedHeader({ ...ALGORITHM, kid })
    .setAudience(audience)
    .setExpirationTime(epochSeconds(until))
    .encrypt(base64url.decode(secret));

/** The claims of a token. @returns null for whatever is wrong with it: it says nothing about what it is */
export async function decrypted(
  token: string,
  keys: readonly LinkKey[],
  audience: string,
  now: Instant,
): Promise<JWTPayload | null> {
  if (token.length > LONGEST) return null;
  const keyOf = (kid: unknown) => base64url.decode((keys.find((key) => key.kid === kid) ?? NO_KEY).secret);
  try {
    const { payload } = await jwtDecrypt(token, ({ kid }) => keyOf(kid), {
      keyManagementAlgorithms: [ALGORITHM.alg],
      contentEncryptionAlgorithms: [ALGORITHM.enc],
      audience,
      requiredClaims: ['exp'],
      currentDate: new Date(epochMillis(now)),
    });
    return payload;
  } catch {
    return null;
  }
}

/** Opens nothing: an unknown key costs the same work as a wrong one. */
const NO_KEY = { secret: base64url.encode(new Uint8Array(32)) };
