import { base64url, EncryptJWT, jwtDecrypt } from 'jose';
import * as z from 'zod';
import { isTaskId, type TaskId } from '../core/ids/task-id.ts';
import { epochMillis, epochSeconds, type Instant, toInstant } from '../core/time/instant.ts';
import type { LinkKey } from '../ports/link-key-store.ts';
import { goodUntil, type Link, type OpenLink } from './link.ts';

/** No token of ours is longer. */
const LONGEST = 1000;
const ALGORITHM = { alg: 'dir', enc: 'A256GCM' } as const;

const task = z.custom<TaskId>((value) => typeof value === 'string' && isTaskId(value));
const claims = z.union([
  z.object({
    purpose: z.literal('patient'),
    courseId: z.string(),
    rehearsal: z.literal(true).exactOptional(),
  }),
  z.object({ purpose: z.enum(['answer', 'booking']), courseId: z.string(), visitNumber: z.int().min(1) }),
  z.object({ purpose: z.literal('staff'), recipient: z.string() }),
  z.object({ purpose: z.literal('task'), courseId: z.string(), task, recipient: z.string().nullable() }),
]);
const expiry = z.object({ exp: z.number().transform((seconds) => toInstant(seconds * 1000)) });

/** A link as a text for a URL: encrypted, so that nothing in it can be read, and good for a while. */
export const seal = (
  link: Link,
  { kid, secret }: LinkKey,
  clinicId: string,
  now: Instant,
  atMost: Instant | null,
): Promise<string> =>
  new EncryptJWT({ ...link })
    .setProtectedHeader({ ...ALGORITHM, kid })
    .setAudience(clinicId)
    .setExpirationTime(epochSeconds(goodUntil(link, now, atMost)))
    .encrypt(base64url.decode(secret));

/** What a token opens. @returns null for whatever is wrong with it: it says nothing about what it is */
export async function unseal(
  token: string,
  keys: readonly LinkKey[],
  clinicId: string,
  now: Instant,
): Promise<OpenLink | null> {
  if (token.length > LONGEST) return null;
  const keyOf = (kid: unknown) => base64url.decode((keys.find((key) => key.kid === kid) ?? NO_KEY).secret);
  try {
    const { payload } = await jwtDecrypt(token, ({ kid }) => keyOf(kid), {
      keyManagementAlgorithms: [ALGORITHM.alg],
      contentEncryptionAlgorithms: [ALGORITHM.enc],
      audience: clinicId,
      requiredClaims: ['exp'],
      currentDate: new Date(epochMillis(now)),
    });
    return { ...claims.parse(payload), goodUntil: expiry.parse(payload).exp };
  } catch {
    return null;
  }
}

/** Opens nothing: an unknown key costs the same work as a wrong one. */
const NO_KEY = { secret: base64url.encode(new Uint8Array(32)) };
