import { expect, test } from 'vitest';
import { newSecret } from '../../../../local/commands/webhook-secret/webhook-secret.ts';
import { UnableError } from '../../../../local/terminal/unable-error.ts';
import { toInstant } from '../../../../shared/core/time/instant.ts';
import type { WebhookSecret } from '../../../../shared/ports/webhook-secrets.ts';
import { inMemoryKeys } from '../../../support/in-memory-keys.ts';

const NOW = toInstant('2026-03-01T08:00:00Z');

test('a secret is made once, and is one as Standard Webhooks writes it', async () => {
  const store = inMemoryKeys<WebhookSecret>();
  const secret = await newSecret(store, 'make', NOW);
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(await store.load()).toEqual({ version: 1, current: { secret }, former: null });
  await expect(newSecret(store, 'make', NOW)).rejects.toThrow(/not shown again/);
  expect((await store.load())?.current).toEqual({ secret });
});

test('another secret leaves the former one, until the next; a replaced one is gone at once', async () => {
  const store = inMemoryKeys<WebhookSecret>();
  const first = await newSecret(store, 'make', NOW);
  const second = await newSecret(store, 'rotate', NOW);
  expect(await store.load()).toMatchObject({
    current: { secret: second },
    former: { secret: first, replacedAt: NOW },
  });
  const third = await newSecret(store, 'rotate', NOW);
  expect((await store.load())?.former?.secret).toBe(second);
  const fourth = await newSecret(store, 'replace', NOW);
  expect(await store.load()).toMatchObject({ current: { secret: fourth }, former: null });
  expect(new Set([first, second, third, fourth]).size).toBe(4);
});

test('without a secret, and beside somebody else who changes it, nothing is done', async () => {
  const store = inMemoryKeys<WebhookSecret>();
  for (const how of ['rotate', 'replace'] as const)
    await expect(newSecret(store, how, NOW)).rejects.toThrow(UnableError);
  const raced = { load: () => store.load(), write: async () => false };
  await expect(newSecret(raced, 'make', NOW)).rejects.toThrow(/Somebody else/);
});
