import type { Clinic } from '../clinic.ts';
import { isSameMailbox } from '../core/events/address.ts';
import { epochSeconds, type Instant } from '../core/time/instant.ts';
import type { Contact } from '../ports/digest-store.ts';
import type { HeadTherapist } from '../ports/head.ts';

/** What was said of a therapist last, in any course. */
export const heardLast = (said: readonly HeadTherapist[]): HeadTherapist | null =>
  said.reduce<HeadTherapist | null>((last, each) => (last && last.saidAt >= each.saidAt ? last : each), null);

/**
 * Where a therapist is reached, when that is to be written anew: courses say something later than what is kept, or it
 * would be forgotten soon although there are courses. The address that does not work stays so until another one is said;
 * then all that was mailed in the meantime is news to the therapist.
 * @param readAt when the digest is made
 * @param keptDays how long it is kept when no course of the therapist's is there any more
 */
export function heardAnew(
  kept: Contact | null,
  heard: HeadTherapist | null,
  readAt: Instant,
  keptDays: number,
): Contact | null {
  if (!heard) return null;
  const secondsIn = (days: number) => epochSeconds(readAt) + days * 86_400;
  const isNewer = kept === null || kept.saidAt < heard.saidAt;
  if (!isNewer && kept.expiresAt > secondsIn(keptDays / 2)) return null;
  const { name, email, saidAt } = isNewer ? heard : kept;
  const isSame = isSameAddress(kept?.email, email);
  const isMended = kept?.dead && !isSame;
  return {
    version: (kept?.version ?? 0) + 1,
    name,
    email,
    saidAt,
    dead: isSame ? (kept?.dead ?? null) : null,
    unreadBefore: isMended ? readAt : (kept?.unreadBefore ?? null),
    expiresAt: secondsIn(keptDays),
  };
}

/** Whether two addresses are the same mailbox. */
export const isSameAddress = (a: string | null | undefined, b: string | null | undefined): boolean =>
  Boolean(a && b) && isSameMailbox(String(a), String(b));

/** Who answers for the clinic, and hears what cannot be told to a therapist at an address. */
export function standIn({ managerEmail, replyTo }: Clinic, instead: string | null): string {
  return managerEmail && !isSameAddress(managerEmail, instead) ? managerEmail : replyTo;
}
