import { expect, test } from 'vitest';
import { rotate } from '../../../../local/commands/rotate-links/rotate-links.ts';
import { UnableError } from '../../../../local/terminal/unable-error.ts';
import { addMinutes, toInstant } from '../../../../shared/core/time/instant.ts';
import { firstKeys } from '../../../../shared/links/link-keys.ts';
import { inMemoryLinkKeys } from '../../../support/in-memory-keys.ts';

const NOW = toInstant('2026-03-01T08:00:00Z');
const DAY = 24 * 60;
const dayOf = (at: string) => at.slice(0, 10);

test('the keys of a clinic rotate, and again only when no link needs the former one', async () => {
  const store = inMemoryLinkKeys();
  await store.write(firstKeys());
  const first = await store.load();
  await rotate(store, NOW, false, dayOf);
  expect((await store.load())?.former).toMatchObject({ ...first?.current, replacedAt: NOW });
  const early = rotate(store, addMinutes(NOW, 399 * DAY), false, dayOf);
  await expect(early).rejects.toThrow(/good until 2027-04-05/);
  await rotate(store, addMinutes(NOW, 400 * DAY), false, dayOf);
  expect((await store.load())?.version).toBe(3);
});

test('keys that somebody has got hold of are replaced at once, both', async () => {
  const store = inMemoryLinkKeys();
  await store.write(firstKeys());
  await rotate(store, NOW, false, dayOf);
  const before = await store.load();
  await rotate(store, NOW, true, dayOf);
  const after = await store.load();
  expect(after?.former).toBeNull();
  expect(after?.current.kid).not.toBe(before?.current.kid);
});

test('without keys, and beside somebody else who rotates them, nothing is done', async () => {
  const store = inMemoryLinkKeys();
  await expect(rotate(store, NOW, false, dayOf)).rejects.toThrow(UnableError);
  await store.write(firstKeys());
  await expect(
    rotate({ ...store, load: () => store.load(), write: async () => false }, NOW, false, dayOf),
  ).rejects.toThrow(/Somebody else/);
});
