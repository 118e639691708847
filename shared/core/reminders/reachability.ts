import { createHash } from 'node:crypto';
import type { Course } from '../course/course.ts';
import type { UnreachableReason } from './log.ts';

/** What is kept of an address that failed: enough to know it again, not to read it. */
export const addressFingerprint = (email: string): string =>
  createHash('sha256').update(email.trim().toLowerCase()).digest('hex').slice(0, 32);

/** Why the patient cannot be e-mailed; null when nothing stands in the way. */
export function unreachableBecause({ patient, blockedAddresses }: Course): UnreachableReason | null {
  if (!patient?.email) return 'no-address';
  if (!patient.consent.email) return 'no-consent';
  return blockedAddresses.get(addressFingerprint(patient.email)) ?? null;
}
