import { holdsCpr } from '../../shared/core/events/cpr.ts';

/** How many characters the reason for a discarded letter may have. */
export const LONGEST_REASON = 200;

/**
 * What is wrong with the reason for which letters are discarded; null when it will do. The log must never hold anything
 * personal; what can be checked is checked.
 */
export function reasonProblem(reason: string): string | null {
  if (reason === '') return 'expected why they are discarded';
  if (reason.length > LONGEST_REASON) return `expected at most ${LONGEST_REASON} characters`;
  if (/\p{C}/u.test(reason)) return 'expected one line of text';
  if (/\S@\S/.test(reason)) return 'expected no e-mail address';
  if (holdsCpr(reason)) return 'expected no civil registration number (CPR)';
  return null;
}
