import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EngineChoice } from '../../local/cloud/index.ts';
import { freshToken } from '../../shared/api/tokens.ts';
import { createApiTokenStore } from '../../shared/aws/dynamo-tokens.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import type { ApiTokenStore } from '../../shared/ports/api-tokens.ts';
import { startCourseTable } from '../support/course-table.ts';
import { ENGINES } from '../support/exhaustive.ts';
import { inMemoryTokens } from '../support/in-memory-tokens.ts';

const AT = toInstant('2026-03-01T08:00:00Z');
const tokenOf = (name: string) => freshToken(name, ['courses:read'], AT).token;

function contract(title: string, start: () => Promise<{ store: ApiTokenStore; stop(): Promise<void> }>) {
  describe(`a clinic’s tokens ${title}`, () => {
    let running: Awaited<ReturnType<typeof start>>;
    beforeAll(async () => {
      running = await start();
    });
    afterAll(() => running?.stop());

    test('are found by id and listed as they were added, and one that was removed is gone at once', async () => {
      const { store } = running;
      const [one, other] = [tokenOf('the journal'), tokenOf('the calendar')];
      expect(await store.list()).toEqual([]);
      expect([await store.add(one), await store.add(other)]).toEqual([true, true]);
      expect(await store.add({ ...other, id: one.id })).toBe(false);
      expect(await store.find(one.id)).toEqual(one);
      expect(await store.find('0'.repeat(16))).toBeNull();
      expect(await store.list()).toEqual([one, other].sort((a, b) => (a.id < b.id ? -1 : 1)));
      expect([await store.remove(one.id), await store.remove(one.id)]).toEqual([true, false]);
      expect(await store.find(one.id)).toBeNull();
      expect(await store.list()).toEqual([other]);
    });
  });
}

async function dynamo(choice: EngineChoice) {
  const { client, tableName, stop } = await startCourseTable(choice);
  return { store: createApiTokenStore(client, tableName), client, tableName, stop };
}

contract('in memory', async () => ({ store: inMemoryTokens(), stop: async () => undefined }));
for (const engine of ENGINES) contract(`on ${engine}`, () => dynamo(engine));
