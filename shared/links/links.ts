import type { Instant } from '../core/time/instant.ts';
import type { LinkKeyStore, LinkKeys } from '../ports/link-key-store.ts';
import { OurError } from '../ports/our-error.ts';
import type { Link, OpenLink } from './link.ts';
import { firstKeys } from './link-keys.ts';
import { seal, unseal } from './tokens.ts';

/** Makes and opens the links of one clinic. */
export type Links = {
  /** A link as a text for a URL. @param atMost when it ends at the latest */
  seal(link: Link, atMost?: Instant): Promise<string>;
  /** What a link opens; null for one that is no link of this clinic's, or no longer good. */
  open(token: string): Promise<OpenLink | null>;
};

export type LinkTools = {
  readonly store: LinkKeyStore;
  readonly clinicId: string;
  readonly now: () => Instant;
};

/** Keys could not be made because others kept making them. */
export class NoLinkKeysError extends OurError {
  override readonly name = 'NoLinkKeysError';
}

/**
 * Links by the keys in the clinic's table, which the first link makes. The keys are read once: each run of a function
 * begins with those of now, and what it costs does not hang on the runs before.
 */
export function createLinks({ store, clinicId, now }: LinkTools): Links {
  let keys: Promise<LinkKeys | null> | undefined;
  const load = () => {
    keys ??= store.load();
    return keys;
  };
  const loadOrMake = async (): Promise<LinkKeys> => {
    const found = await load();
    if (found) return found;
    const made = await makeKeys(store);
    keys = Promise.resolve(made);
    return made;
  };
  return {
    seal: async (link, atMost) => seal(link, (await loadOrMake()).current, clinicId, now(), atMost ?? null),
    // Looking makes no keys: without keys there are no links.
    open: async (token) => {
      const known = await load();
      if (!known) return null;
      const { current, former } = known;
      return unseal(token, former ? [current, former] : [current], clinicId, now());
    },
  };
}

async function makeKeys(store: LinkKeyStore): Promise<LinkKeys> {
  const made = firstKeys();
  if (await store.write(made)) return made;
  const others = await store.load();
  if (others) return others;
  throw new NoLinkKeysError('link keys could not be made');
}
