import type { Clinic } from '../clinic.ts';
import { addressFingerprint } from '../core/events/address.ts';
import { epochSeconds, type Instant } from '../core/time/instant.ts';
import type { Contact } from '../ports/digest-store.ts';
import type { HeadTherapist } from '../ports/head.ts';

/** A therapist of whom no course has told anything for so long is forgotten. */
const KEPT_DAYS = 400;

/** What was said of a therapist last, in any course. */
export const heardLast = (said: readonly HeadTherapist[]): HeadTherapist | null =>
  said.reduce<HeadTherapist | null>((last, each) => (last && last.saidAt >= each.saidAt ? last : each), null);

/**
 * Where a therapist is reached when courses say something later than what is kept. The address that does not work stays
 * so until another one is said.
 */
export function heardAnew(kept: Contact | null, heard: HeadTherapist | null, now: Instant): Contact | null {
  if (!heard || (kept && kept.saidAt >= heard.saidAt)) return null;
  const { name, email, saidAt } = heard;
  return {
    version: (kept?.version ?? 0) + 1,
    name,
    email,
    saidAt,
    dead: isSameAddress(kept?.email, email) ? (kept?.dead ?? null) : null,
    expiresAt: epochSeconds(now) + KEPT_DAYS * 86_400,
  };
}

/** Whether two addresses are the same mailbox. */
export const isSameAddress = (a: string | null | undefined, b: string | null | undefined): boolean =>
  Boolean(a && b) && addressFingerprint(String(a)) === addressFingerprint(String(b));

/** Who answers for the clinic, and hears what cannot be told to a therapist at an address. */
export function standIn({ managerEmail, replyTo }: Clinic, instead: string | null): string {
  return managerEmail && !isSameAddress(managerEmail, instead) ? managerEmail : replyTo;
}
