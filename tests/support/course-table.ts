import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, paginateScan, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { stackOf } from '../../local/clinic/template-cache.ts';
import { type EngineChoice, readTemplate, startDynamo, Tables } from '../../local/cloud/index.ts';
import type { Item } from './in-memory-store.ts';
import { clinicWith } from './plan.ts';

export type IndexName = 'wakes' | 'worklist' | 'plans';
const PARTITIONS = { wakes: 'WAKE', worklist: 'OPEN', plans: 'PLAN' };

/** The clinic's table, made from the template that deploys it, in an engine of its own. */
export async function startCourseTable(choice: EngineChoice) {
  const { tables } = readTemplate(await stackOf(clinicWith()));
  const tableName = tables[0]?.name ?? '';
  const engine = await startDynamo(choice);
  await new Tables(engine.endpoint, tables).createEmpty();
  const settings = {
    endpoint: engine.endpoint,
    region: 'eu-north-1',
    credentials: { accessKeyId: 'AKIDTEST', secretAccessKey: 'secret' },
    maxAttempts: 1,
  };
  /** As the functions make theirs. */
  const newClient = () =>
    DynamoDBDocumentClient.from(new DynamoDBClient(settings), {
      marshallOptions: { removeUndefinedValues: true },
    });
  const client = newClient();
  return {
    client,
    newClient,
    tableName,
    put: async (item: Item) => {
      await client.send(new PutCommand({ TableName: tableName, Item: item }));
    },
    async items(): Promise<Item[]> {
      const found: Item[] = [];
      const pages = paginateScan({ client }, { TableName: tableName, ConsistentRead: true });
      for await (const { Items = [] } of pages) found.push(...Items);
      return found.sort((a, b) => (`${a['pk']} ${a['sk']}` < `${b['pk']} ${b['sk']}` ? -1 : 1));
    },
    async index(name: IndexName): Promise<Item[]> {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: tableName,
          IndexName: name,
          KeyConditionExpression: '#index = :all',
          ExpressionAttributeNames: { '#index': name },
          ExpressionAttributeValues: { ':all': PARTITIONS[name] },
        }),
      );
      return Items;
    },
    stop: () => engine.stop(),
  };
}
