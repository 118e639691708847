import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { ClinicCloud } from '../../local/simulation/clinic-cloud.ts';

/** Every item of the clinic's table, whatever it is. */
export async function wholeTable({ cloud, clinic, stackName }: ClinicCloud) {
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({
      endpoint: cloud.engineEndpoint,
      region: clinic.region,
      credentials: { accessKeyId: 'onlooker', secretAccessKey: 'onlooker' },
    }),
  );
  const items: Record<string, unknown>[] = [];
  for await (const page of paginateScan({ client }, { TableName: cloud.tableName(stackName) })) {
    items.push(...(page.Items ?? []));
  }
  client.destroy();
  return items;
}
