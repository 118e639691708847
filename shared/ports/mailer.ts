import type { Instant } from '../core/time/instant.ts';
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
  | ({ readonly kind: 'refused' } & NotTaken)
  | ({ readonly kind: 'later' } & NotTaken)
  | ({ readonly kind: 'unknown' } & NotTaken);

type NotTaken = {
  /** The name of the error; nothing of the e-mail. */
  readonly reason: string;
  /** By which the provider knows the call. */
  readonly providerRequestId?: string;
};

/** The e-mail provider. */
export type Mailer = {
  /**
   * @param tags come back with what the provider reports of the e-mail; nothing personal
   * @param firstTriedAt when it was handed over first, of an e-mail that may have been put off
   */
  send(
    to: string,
    email: Email,
    tags: Readonly<Record<string, string>>,
    firstTriedAt?: Instant,
  ): Promise<SendOutcome>;
};
