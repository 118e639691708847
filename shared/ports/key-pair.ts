import type { Instant } from '../core/time/instant.ts';

/** A secret and the one before it, so that one can be changed while what the other made goes on. */
export type KeyPair<Key> = {
  /** Rises with every write. */
  readonly version: number;
  readonly current: Key;
  readonly former: (Key & { readonly replacedAt: Instant }) | null;
};

/** Where a clinic's secrets of one kind are kept. */
export type KeyPairStore<Key> = {
  /** Strongly consistent; null when there are none yet. */
  load(): Promise<KeyPair<Key> | null>;
  /** Writes secrets over those of the version before. @returns false when those are not there any more */
  write(keys: KeyPair<Key>): Promise<boolean>;
};

/** The first secret of its kind. */
export const firstOf = <Key>(fresh: Key): KeyPair<Key> => ({ version: 1, current: fresh, former: null });

/** A fresh secret, with the current one as the former. What the former one made counts no longer. */
export const rotatedTo = <Key>(
  { version, current }: KeyPair<Key>,
  fresh: Key,
  now: Instant,
): KeyPair<Key> => ({ version: version + 1, current: fresh, former: { ...current, replacedAt: now } });

/** A fresh secret only: nothing that was made before counts. For secrets that somebody has got hold of. */
export const replacedBy = <Key>({ version }: KeyPair<Key>, fresh: Key): KeyPair<Key> => ({
  version: version + 1,
  current: fresh,
  former: null,
});
