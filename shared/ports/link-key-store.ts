import type { KeyPair, KeyPairStore } from './key-pair.ts';

/** A secret with which links are made, known by a name that tells nothing. */
export type LinkKey = {
  readonly kid: string;
  /** 256 bits, base64url. */
  readonly secret: string;
};

/** A clinic's keys: links are made with the current one, and the former one still opens those that it made. */
export type LinkKeys = KeyPair<LinkKey>;

/** Where a clinic's link keys are kept. */
export type LinkKeyStore = KeyPairStore<LinkKey>;
