import type { Instant } from '../core/time/instant.ts';

/** A secret with which links are made, known by a name that tells nothing. */
export type LinkKey = {
  readonly kid: string;
  /** 256 bits, base64url. */
  readonly secret: string;
};

/** A clinic's keys: links are made with the current one, and the former one still opens those that it made. */
export type LinkKeys = {
  /** Rises with every write. */
  readonly version: number;
  readonly current: LinkKey;
  readonly former: (LinkKey & { readonly replacedAt: Instant }) | null;
};

/** Where a clinic's link keys are kept. */
export type LinkKeyStore = {
  /** Strongly consistent; null when no link was made yet. */
  load(): Promise<LinkKeys | null>;
  /** Writes keys over those of the version before. @returns false when those are not there any more */
  write(keys: LinkKeys): Promise<boolean>;
};
