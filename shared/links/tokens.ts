import * as z from 'zod';
import { isTaskId, type TaskId } from '../core/ids/task-id.ts';
import { type Instant, toInstant } from '../core/time/instant.ts';
import type { LinkKey } from '../ports/link-key-store.ts';
import { decrypted, encrypted } from './encrypted.ts';
import { goodUntil, type Link, type OpenLink } from './link.ts';

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
  key: LinkKey,
  clinicId: string,
  now: Instant,
  atMost: Instant | null,
): Promise<string> => encrypted({ ...link }, key, clinicId, goodUntil(link, now, atMost));

/** What a token opens. @returns null for whatever is wrong with it: it says nothing about what it is */
export async function unseal(
  token: string,
  keys: readonly LinkKey[],
  clinicId: string,
  now: Instant,
): Promise<OpenLink | null> {
  const payload = await decrypted(token, keys, clinicId, now);
  const read = claims.safeParse(payload);
  return read.success ? { ...read.data, goodUntil: expiry.parse(payload).exp } : null;
}
