import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { ClinicCloud } from '../../local/clinic/clinic-cloud.ts';
import { createLinkKeyStore } from '../../shared/aws/dynamo-keys.ts';
import { firstKeys } from '../../shared/links/link-keys.ts';
import type { Item } from './in-memory-store.ts';

/** Every item of the clinic's table, whatever it is, but the keys of links and the secrets of form providers: chance makes those. */
export const wholeTable = (clinicCloud: ClinicCloud) =>
  onTable(clinicCloud, async (client, TableName) => {
    const items: Record<string, unknown>[] = [];
    for await (const page of paginateScan({ client }, { TableName })) items.push(...(page.Items ?? []));
    return items.filter(({ pk }) => pk !== 'LINK-KEYS' && pk !== 'WEBHOOK-SECRETS');
  });

/** Makes the keys of links, as the first letter would, if there are none. */
export const makeLinkKeys = (clinicCloud: ClinicCloud) =>
  onTable(clinicCloud, (client, name) => createLinkKeyStore(client, name).write(firstKeys()));

/** Writes an item into the clinic's table behind everybody's back, whatever was there. */
export const putInTable = (clinicCloud: ClinicCloud, item: Item) =>
  onTable(clinicCloud, (client, TableName) => client.send(new PutCommand({ TableName, Item: item })));

/** Changes some attributes of a course's item behind everybody's back. */
export async function changeItem(
  clinicCloud: ClinicCloud,
  courseId: string,
  sortKey: string,
  changes: Record<string, unknown>,
): Promise<void> {
  const items = await wholeTable(clinicCloud);
  const item = items.find(({ pk, sk }) => pk === `COURSE#${courseId}` && sk === sortKey);
  if (!item) throw new Error(`course ${courseId} has no item ${sortKey}`);
  await putInTable(clinicCloud, { ...item, ...changes } as Item);
}

async function onTable<T>(
  { cloud, clinic, stackName }: ClinicCloud,
  work: (client: DynamoDBDocumentClient, tableName: string) => Promise<T>,
): Promise<T> {
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({
      endpoint: cloud.engineEndpoint,
      region: clinic.region,
      credentials: { accessKeyId: 'onlooker', secretAccessKey: 'onlooker' },
    }),
  );
  try {
    return await work(client, cloud.tableName(stackName));
  } finally {
    client.destroy();
  }
}
