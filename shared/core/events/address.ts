import { createHmac } from 'node:crypto';
import { domainToASCII } from 'node:url';
import * as z from 'zod';

/** Stands for an address that is none: told to whoever folds the course, without what was sent. */
const MALFORMED = 'malformed';

/** Characters of an address that mail takes. */
const LONGEST = 254;
const plainAddress = z.email().max(LONGEST);

/**
 * An e-mail address of a sender's: trimmed, and with a domain in national letters in its ASCII form.
 * @returns null for an empty one; for a malformed one a text that `isAddress` refuses
 */
export function readAddress(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  if (trimmed.length > LONGEST) return MALFORMED;
  const address = withAsciiDomain(trimmed);
  return plainAddress.safeParse(address).success ? address : MALFORMED;
}

/** Whether what `readAddress` made of a text can be written to. */
export const isAddress = (address: string): boolean => address !== MALFORMED;

function withAsciiDomain(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  return at < 0 || IS_ASCII.test(domain) ? address : `${address.slice(0, at)}@${domainToASCII(domain)}`;
}

const IS_ASCII = /^[\x20-\x7e]*$/;

/**
 * What a course keeps of an address that failed: enough to know it again, not to read it. In another course the same
 * address has another fingerprint, so that no list of fingerprints reads off who a patient is.
 */
export const addressFingerprint = (courseId: string, email: string): string =>
  createHmac('sha256', courseId).update(mailbox(email)).digest('hex').slice(0, 32);

/** Whether two addresses are the same mailbox, however they are written. */
export const isSameMailbox = (one: string, other: string): boolean => mailbox(one) === mailbox(other);

const mailbox = (email: string): string => email.trim().toLowerCase();
