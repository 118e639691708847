import type { BatchGetCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { getAll, type Item, UnansweredError } from '../../shared/aws/table.ts';

/** A table that hands over so many items in one answer. */
function tableOf(most: number) {
  const asked: number[] = [];
  const send = async ({ input }: BatchGetCommand) => {
    const keys: Item[] = input.RequestItems?.['T']?.Keys ?? [];
    asked.push(keys.length);
    const [now, later] = [keys.slice(0, most), keys.slice(most)];
    return { Responses: { T: now }, UnprocessedKeys: later.length > 0 ? { T: { Keys: later } } : {} };
  };
  return { asked, table: { client: { send } as unknown as DynamoDBDocumentClient, TableName: 'T' } };
}
const keys = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ pk: `C-${index}`, sk: '#HEAD' }));

test('what the table keeps back is asked for again', async () => {
  const { table, asked } = tableOf(40);
  expect(await getAll(table, keys(100))).toEqual(keys(100));
  expect(asked).toEqual([100, 60, 20]);
});

test('of more than a hundred, each hundred is asked for by itself', async () => {
  const { table, asked } = tableOf(100);
  expect(await getAll(table, keys(230))).toHaveLength(230);
  expect(asked).toEqual([100, 100, 30]);
});

test('a table that hands nothing over is given up', async () => {
  const { table, asked } = tableOf(0);
  await expect(getAll(table, keys(3))).rejects.toThrow(UnansweredError);
  expect(asked).toHaveLength(10);
});
