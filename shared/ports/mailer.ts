import type { Email } from '../mail/index.ts';

/**
 * What is known after handing an e-mail to the provider.
 * - `accepted`: it will be sent
 * - `refused`: never, not even later
 * - `later`: not accepted now; try again
 * - `unknown`: it may have been accepted, or not
 */
export type SendOutcome =
  | { readonly kind: 'accepted'; readonly providerId: string }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'later'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** The e-mail provider. */
export type Mailer = {
  /** @param tags come back with what the provider reports of the e-mail; nothing personal */
  send(to: string, email: Email, tags: Readonly<Record<string, string>>): Promise<SendOutcome>;
};
