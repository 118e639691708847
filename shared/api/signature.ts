import { createHmac, timingSafeEqual } from 'node:crypto';
import { epochSeconds, type Instant } from '../core/time/instant.ts';
import type { WebhookSecret } from '../ports/webhook-secrets.ts';

const PREFIX = 'whsec_';
const TOLERANCE_SECONDS = 5 * 60;
/** Without a full stop: it parts id, time and body in what is signed. */
const ID = /^[!-\-/-~]{1,200}$/;
const TIMESTAMP = /^\d{1,12}$/;

/** A fresh secret, as the specification writes secrets down. */
export const freshSecret = (): WebhookSecret => ({
  secret: `${PREFIX}${Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64')}`,
});

/** What the headers of a call say of its signature. */
export type Signature = {
  /** The same however often the call is tried. */
  readonly id: string;
  /** Unix seconds. */
  readonly timestamp: string;
  /** Signatures in versions that we know. */
  readonly given: readonly string[];
};

/**
 * What a call says of its signature (Standard Webhooks 1.0.0: `webhook-id`, `webhook-timestamp`, `webhook-signature`).
 * @returns null when something of it is missing or malformed, or was signed more than five minutes from now
 */
export function readSignature(header: (name: string) => string | undefined, now: Instant): Signature | null {
  const id = header('webhook-id') ?? '';
  const timestamp = header('webhook-timestamp') ?? '';
  const signatures = (header('webhook-signature') ?? '').split(' ');
  const given = signatures.filter((each) => each.startsWith('v1,')).map((each) => each.slice('v1,'.length));
  if (!ID.test(id) || !TIMESTAMP.test(timestamp) || given.length === 0) return null;
  if (Math.abs(epochSeconds(now) - Number(timestamp)) > TOLERANCE_SECONDS) return null;
  return { id, timestamp, given };
}

/** Whether a call was signed with one of the secrets, over its body as it came. Takes as long whichever it is. */
export function isSignedWith(
  secrets: readonly WebhookSecret[],
  { id, timestamp, given }: Signature,
  body: Uint8Array,
): boolean {
  const good = secrets.map(({ secret }) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
    return createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64');
  });
  return good.flatMap((each) => given.map((other) => isSame(each, other))).includes(true);
}

function isSame(text: string, other: string): boolean {
  const [a, b] = [Buffer.from(text), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
