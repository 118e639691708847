import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EngineChoice } from '../../local/cloud/index.ts';
import { createLinkKeyStore } from '../../shared/aws/dynamo-link-keys.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { firstKeys, rotated } from '../../shared/links/link-keys.ts';
import type { LinkKeyStore } from '../../shared/ports/link-key-store.ts';
import { startCourseTable } from '../support/course-table.ts';
import { inMemoryLinkKeys } from '../support/in-memory-link-keys.ts';

type UnderTest = { readonly keys: LinkKeyStore; stop(): Promise<void> };

function contract(title: string, start: () => Promise<UnderTest>): void {
  describe(`the store of link keys ${title}:`, () => {
    let running: UnderTest;
    beforeAll(async () => {
      running = await start();
    });
    afterAll(() => running?.stop());

    test('there are none, then those that were first written, then those of the next version', async () => {
      const { keys } = running;
      expect(await keys.load()).toBeNull();
      const [first, others] = [firstKeys(), firstKeys()];
      expect(await Promise.all([keys.write(first), keys.load()])).toContain(true);
      expect(await keys.write(others)).toBe(false);
      expect(await keys.load()).toEqual(first);
      const next = rotated(first, toInstant('2026-03-01T00:00:00Z'));
      expect(await keys.write(next)).toBe(true);
      expect(await keys.write(rotated(first, toInstant('2026-03-02T00:00:00Z')))).toBe(false);
      expect(await keys.load()).toEqual(next);
    });
  });
}

async function dynamo(choice: EngineChoice): Promise<UnderTest> {
  const table = await startCourseTable(choice);
  return { keys: createLinkKeyStore(table.client, table.tableName), stop: () => table.stop() };
}

contract('in memory', async () => ({ keys: inMemoryLinkKeys(), stop: async () => undefined }));
contract('in DynamoDB', () => dynamo('dynoxide'));
contract('in DynamoDB, second engine', () => dynamo('dynamodb-local'));
