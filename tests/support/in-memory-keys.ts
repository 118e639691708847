import type { KeyPair, KeyPairStore } from '../../shared/ports/key-pair.ts';
import type { LinkKey } from '../../shared/ports/link-key-store.ts';

/** Secrets of one kind in memory. */
export function inMemoryKeys<Key>(): KeyPairStore<Key> & { readonly loads: number } {
  let kept: KeyPair<Key> | null = null;
  let loads = 0;
  return {
    get loads() {
      return loads;
    },
    async load() {
      loads += 1;
      return kept;
    },
    async write(keys) {
      if ((kept?.version ?? 0) !== keys.version - 1) return false;
      kept = keys;
      return true;
    },
  };
}

/** Link keys in memory. */
export const inMemoryLinkKeys = () => inMemoryKeys<LinkKey>();
