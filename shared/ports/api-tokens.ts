import type { Instant } from '../core/time/instant.ts';

/** What a token may be used for. */
export const SCOPES = ['events:write', 'courses:read'] as const;
export type Scope = (typeof SCOPES)[number];

/** A token for the clinic's API, as it is kept: the secret in it nobody can read again. */
export type ApiToken = {
  /** The part of the token that is no secret. */
  readonly id: string;
  /** SHA-256 of the secret part, 64 hexadecimal digits. */
  readonly secretHash: string;
  /** Whose it is, in the clinic's words. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: Instant;
};

/** Where a clinic's tokens are kept. */
export type ApiTokenStore = {
  /** Strongly consistent; null when there is none, or none any more. */
  find(id: string): Promise<ApiToken | null>;
  /** All of them, by id. */
  list(): Promise<readonly ApiToken[]>;
  /** @returns false when there is a token of that id */
  add(token: ApiToken): Promise<boolean>;
  /** Ends a token at once. @returns false when there is none of that id */
  remove(id: string): Promise<boolean>;
};
