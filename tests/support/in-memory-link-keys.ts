import type { LinkKeyStore, LinkKeys } from '../../shared/ports/link-key-store.ts';

/** Link keys in memory. */
export function inMemoryLinkKeys(): LinkKeyStore & { readonly loads: number } {
  let kept: LinkKeys | null = null;
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
