import type { Course } from '../course/course.ts';
import type { Protocol } from '../protocols/protocol.ts';
import { plusOffset } from './window.ts';

/** What speaks against a referral date: it is later than the enrolment, or so much earlier that it may be another's. */
export type ReferralDoubt = 'after-enrolment' | 'too-old';

/** Why the date of referral should be confirmed although it is known; null when it fits, or is not known. */
export function referralDoubt(
  { referralWithin }: Protocol,
  { referralDate, enrolment }: Course,
): ReferralDoubt | null {
  if (!referralDate || !enrolment) return null;
  const { enrolledOn } = enrolment;
  if (referralDate > enrolledOn) return 'after-enrolment';
  return plusOffset(referralDate, referralWithin) < enrolledOn ? 'too-old' : null;
}
