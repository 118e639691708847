import type { Course } from '../course/course.ts';
import { addressFingerprint } from '../events/address.ts';
import type { UnreachableReason } from './log.ts';

/** Why the patient cannot be e-mailed; null when nothing stands in the way. */
export function unreachableBecause({
  courseId,
  patient,
  blockedAddresses,
}: Course): UnreachableReason | null {
  if (!patient?.email) return 'no-address';
  if (!patient.consent.email) return 'no-consent';
  if (blockedAddresses.size === 0) return null;
  return blockedAddresses.get(addressFingerprint(courseId, patient.email)) ?? null;
}
