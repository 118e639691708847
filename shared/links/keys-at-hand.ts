import type { LinkKey, LinkKeyStore, LinkKeys } from '../ports/link-key-store.ts';
import { OurError } from '../ports/our-error.ts';
import { firstKeys } from './link-keys.ts';

/** Keys could not be made because others kept making them. */
export class NoLinkKeysError extends OurError {
  override readonly name = 'NoLinkKeysError';
}

/** Keys of one kind, for those who seal and open with them. */
export type KeysAtHand = {
  /** What is sealed with now; the first use makes it. */
  toSeal(): Promise<LinkKey>;
  /** What may have been sealed with. Looking makes no keys: without keys nothing was sealed. */
  toOpen(): Promise<readonly LinkKey[]>;
};

/**
 * The keys in the clinic's table. They are read once: each run of a function begins with those of now, and what it costs
 * does not hang on the runs before.
 */
export function keysAtHand(store: LinkKeyStore): KeysAtHand {
  let keys: Promise<LinkKeys | null> | undefined;
  const load = () => {
    keys ??= store.load();
    return keys;
  };
  return {
    async toSeal() {
      const found = await load();
      if (found) return found.current;
      const made = await makeKeys(store);
      keys = Promise.resolve(made);
      return made.current;
    },
    async toOpen() {
      const known = await load();
      if (!known) return [];
      return known.former ? [known.current, known.former] : [known.current];
    },
  };
}

async function makeKeys(store: LinkKeyStore): Promise<LinkKeys> {
  const made = firstKeys();
  if (await store.write(made)) return made;
  const others = await store.load();
  if (others) return others;
  throw new NoLinkKeysError('keys could not be made');
}
