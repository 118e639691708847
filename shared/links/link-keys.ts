import { base64url } from 'jose';
import { addMinutes, type Instant } from '../core/time/instant.ts';
import { firstOf, replacedBy, rotatedTo } from '../ports/key-pair.ts';
import type { LinkKey, LinkKeys } from '../ports/link-key-store.ts';
import { LONGEST_DAYS } from './link.ts';

const DAY_MINUTES = 24 * 60;

/** A key of chance. */
export function freshKey(): LinkKey {
  const chance = (bytes: number) => base64url.encode(crypto.getRandomValues(new Uint8Array(bytes)));
  return { kid: chance(6), secret: chance(32) };
}

/** A clinic's first keys. */
export const firstKeys = (): LinkKeys => firstOf(freshKey());

/** Until when the former key is needed: the last link that it made is good no longer. Null when there is none. */
export const formerNeededUntil = ({ former }: LinkKeys): Instant | null =>
  former && addMinutes(former.replacedAt, LONGEST_DAYS * DAY_MINUTES);

/** New keys, with the current one as the former. What the former key made opens nothing any more. */
export const rotated = (keys: LinkKeys, now: Instant): LinkKeys => rotatedTo(keys, freshKey(), now);

/** New keys only: no link that was made before opens anything. For keys that somebody has got hold of. */
export const replaced = (keys: LinkKeys): LinkKeys => replacedBy(keys, freshKey());
