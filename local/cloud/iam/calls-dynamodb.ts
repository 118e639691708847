import * as z from 'zod';
import type { AwsCall } from '../base/calls.ts';
import { CloudError } from '../base/cloud-error.ts';
import { type AccessRequest, jsonOf, onEverything, type Place } from './request.ts';

const tableName = z.looseObject({ TableName: z.string() });
const member = z.record(z.string(), tableName);
const bodySchema = z.looseObject({
  TableName: z.string().optional(),
  IndexName: z.string().optional(),
  RequestItems: z.record(z.string(), z.unknown()).optional(),
  TransactItems: z.array(member).optional(),
});

/** The permission that each part of a transaction needs. */
const IN_TRANSACTION: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};

const WITHOUT_RESOURCE = ['ListTables', 'DescribeLimits', 'DescribeEndpoints'];

/**
 * What a call of DynamoDB needs: a transaction is authorized as the single reads and writes in it.
 * @throws CloudError when it is not known what an operation needs
 */
export function dynamodbRequests({ operation, request }: AwsCall, place: Place): AccessRequest[] {
  const parsed = bodySchema.safeParse(jsonOf(request.body));
  if (!parsed.success) return onEverything(`dynamodb:${operation}`);
  const { TableName, IndexName, RequestItems, TransactItems } = parsed.data;
  const on = (name: string, table: string, index?: string): AccessRequest => ({
    action: `dynamodb:${name}`,
    resource: `${tableArn(table, place)}${index === undefined ? '' : `/index/${index}`}`,
    context: {},
  });
  if (TransactItems) return distinct(TransactItems.flatMap((item) => transactionPart(item, on)));
  if (RequestItems) return Object.keys(RequestItems).map((table) => on(operation, table));
  if (TableName !== undefined) return [on(operation, TableName, IndexName)];
  if (WITHOUT_RESOURCE.includes(operation)) return onEverything(`dynamodb:${operation}`);
  throw new CloudError(`It is not known here which permissions dynamodb:${operation} needs.`);
}

function transactionPart(
  item: z.output<typeof member>,
  on: (name: string, table: string) => AccessRequest,
): AccessRequest[] {
  return Object.entries(item).map(([kind, { TableName }]) => {
    const action = IN_TRANSACTION[kind];
    if (action === undefined) throw new CloudError(`A transaction with ${kind} is not known here.`);
    return on(action, TableName);
  });
}

function distinct(requests: readonly AccessRequest[]): AccessRequest[] {
  const byName = new Map(requests.map((request) => [`${request.action} ${request.resource}`, request]));
  return [...byName.values()];
}

const tableArn = (table: string, { account, region }: Place) =>
  table.startsWith('arn:') ? table : `arn:aws:dynamodb:${region}:${account}:table/${table}`;
