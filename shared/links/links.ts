import { addMinutes, type Instant } from '../core/time/instant.ts';
import type { LinkKeyStore, LinkKeys } from '../ports/link-key-store.ts';
import { OurError } from '../ports/our-error.ts';
import type { Link } from './link.ts';
import { firstKeys } from './link-keys.ts';
import { seal, unseal } from './tokens.ts';

/** Makes and opens the links of one clinic. */
export type Links = {
  /** A link as a text for a URL. */
  seal(link: Link): Promise<string>;
  /** What a link opens; null for one that is no link of this clinic's, or no longer good. */
  open(token: string): Promise<Link | null>;
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

/** Keys that somebody has replaced are used this long at most. */
const REMEMBERED_MINUTES = 5;
/** After a link that does not open, keys older than this are read anew: it may be made with a newer one. */
const DOUBTED_MINUTES = 1;

/** Links by the keys in the clinic's table, which the first link makes. */
export function createLinks({ store, clinicId, now }: LinkTools): Links {
  let remembered: { readonly keys: LinkKeys; readonly readAt: Instant } | null = null;
  const keysOf = async <T extends LinkKeys | null>(minutes: number, load: () => Promise<T>) => {
    const at = now();
    if (remembered && isWithin(minutes, remembered.readAt, at)) return remembered.keys;
    const keys = await load();
    if (keys) remembered = { keys, readAt: at };
    return keys;
  };
  const openWith = ({ current, former }: LinkKeys, token: string) =>
    unseal(token, former ? [current, former] : [current], clinicId, now());
  return {
    seal: async (link) => {
      const { current } = await keysOf(REMEMBERED_MINUTES, () => loadOrMake(store));
      return seal(link, current, clinicId, now());
    },
    // Looking makes no keys: without keys there are no links.
    open: async (token) => {
      const keys = await keysOf(REMEMBERED_MINUTES, () => store.load());
      const link = keys && (await openWith(keys, token));
      if (link || !keys) return link;
      const newer = await keysOf(DOUBTED_MINUTES, () => store.load());
      return newer && newer.version !== keys.version ? openWith(newer, token) : null;
    },
  };
}

/** A clock that was set back says nothing about how old something is. */
const isWithin = (minutes: number, since: Instant, at: Instant): boolean =>
  since <= at && at < addMinutes(since, minutes);

async function loadOrMake(store: LinkKeyStore): Promise<LinkKeys> {
  const found = await store.load();
  if (found) return found;
  const made = firstKeys();
  if (await store.write(made)) return made;
  const others = await store.load();
  if (others) return others;
  throw new NoLinkKeysError('link keys could not be made');
}
