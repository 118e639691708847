import type { Adapter, AdapterPayload } from 'oidc-provider';

/** What the local issuer knows, as long as it runs: of one machine's few sign-ins nothing has to be swept away. */
export function keptInMemory(): new (kind: string) => Adapter {
  const all = new Map<string, AdapterPayload>();
  return class implements Adapter {
    readonly #kind: string;

    constructor(kind: string) {
      this.#kind = kind;
    }

    async upsert(id: string, payload: AdapterPayload): Promise<void> {
      all.set(`${this.#kind} ${id}`, payload);
    }

    async find(id: string): Promise<AdapterPayload | undefined> {
      return all.get(`${this.#kind} ${id}`);
    }

    async findByUid(uid: string): Promise<AdapterPayload | undefined> {
      return [...all].find(([key, kept]) => key.startsWith(`${this.#kind} `) && kept.uid === uid)?.[1];
    }

    // No device shows codes here.
    async findByUserCode(): Promise<undefined> {}

    async consume(id: string): Promise<void> {
      const kept = all.get(`${this.#kind} ${id}`);
      if (kept) kept['consumed'] = true;
    }

    async destroy(id: string): Promise<void> {
      all.delete(`${this.#kind} ${id}`);
    }

    async revokeByGrantId(grantId: string): Promise<void> {
      for (const [key, kept] of all) if (kept.grantId === grantId) all.delete(key);
    }
  };
}
