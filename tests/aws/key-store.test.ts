import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EngineChoice } from '../../local/cloud/index.ts';
import { freshSecret } from '../../shared/api/signature.ts';
import {
  createLinkKeyStore,
  createSessionKeyStore,
  createWebhookSecretStore,
} from '../../shared/aws/dynamo-keys.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { freshKey } from '../../shared/links/link-keys.ts';
import { firstOf, type KeyPairStore, rotatedTo } from '../../shared/ports/key-pair.ts';
import type { LinkKeyStore } from '../../shared/ports/link-key-store.ts';
import type { WebhookSecretStore } from '../../shared/ports/webhook-secrets.ts';
import { startCourseTable } from '../support/course-table.ts';
import { ENGINES } from '../support/exhaustive.ts';
import { inMemoryKeys } from '../support/in-memory-keys.ts';

type UnderTest = {
  readonly keys: LinkKeyStore;
  readonly sessionKeys: LinkKeyStore;
  readonly secrets: WebhookSecretStore;
  stop(): Promise<void>;
};

function contract(title: string, start: () => Promise<UnderTest>): void {
  describe(`the stores of secrets ${title}:`, () => {
    let running: UnderTest;
    beforeAll(async () => {
      running = await start();
    });
    afterAll(() => running?.stop());

    test('keys of links: there are none, then those first written, then those of the next version', () =>
      holds(running.keys, freshKey));
    test('keys of sessions: the same, and apart from those of links', () =>
      holds(running.sessionKeys, freshKey));
    test('secrets of form providers: the same, and apart from the keys', () =>
      holds(running.secrets, freshSecret));
  });
}

async function holds<Key>(store: KeyPairStore<Key>, fresh: () => Key): Promise<void> {
  expect(await store.load()).toBeNull();
  const [first, others] = [firstOf(fresh()), firstOf(fresh())];
  expect(await Promise.all([store.write(first), store.load()])).toContain(true);
  expect(await store.write(others)).toBe(false);
  expect(await store.load()).toEqual(first);
  const next = rotatedTo(first, fresh(), toInstant('2026-03-01T00:00:00Z'));
  expect(await store.write(next)).toBe(true);
  expect(await store.write(rotatedTo(first, fresh(), toInstant('2026-03-02T00:00:00Z')))).toBe(false);
  expect(await store.load()).toEqual(next);
}

async function dynamo(choice: EngineChoice): Promise<UnderTest> {
  const { client, tableName, stop } = await startCourseTable(choice);
  return {
    keys: createLinkKeyStore(client, tableName),
    sessionKeys: createSessionKeyStore(client, tableName),
    secrets: createWebhookSecretStore(client, tableName),
    stop,
  };
}

contract('in memory', async () => ({
  keys: inMemoryKeys(),
  sessionKeys: inMemoryKeys(),
  secrets: inMemoryKeys(),
  stop: async () => undefined,
}));
for (const engine of ENGINES) contract(`on ${engine}`, () => dynamo(engine));
