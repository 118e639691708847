import type { ApiToken, ApiTokenStore } from '../../shared/ports/api-tokens.ts';

/** A clinic's tokens in memory. */
export function inMemoryTokens(): ApiTokenStore & { readonly reads: number } {
  const kept = new Map<string, ApiToken>();
  let reads = 0;
  return {
    get reads() {
      return reads;
    },
    async find(id) {
      reads += 1;
      return kept.get(id) ?? null;
    },
    list: async () => [...kept.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    async add(token) {
      if (kept.has(token.id)) return false;
      kept.set(token.id, token);
      return true;
    },
    remove: async (id) => kept.delete(id),
  };
}
