import type { Instant } from '../core/time/instant.ts';
import type { LinkKeyStore } from '../ports/link-key-store.ts';
import { keysAtHand } from './keys-at-hand.ts';
import type { Link, OpenLink } from './link.ts';
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

/** Links by the keys in the clinic's table, which the first link makes. */
export function createLinks({ store, clinicId, now }: LinkTools): Links {
  const keys = keysAtHand(store);
  return {
    seal: async (link, atMost) => seal(link, await keys.toSeal(), clinicId, now(), atMost ?? null),
    open: async (token) => {
      const known = await keys.toOpen();
      return known.length > 0 ? unseal(token, known, clinicId, now()) : null;
    },
  };
}
