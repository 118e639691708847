import * as z from 'zod';
import { holds } from './condition.ts';
import { Placeholders, Tokens } from './expression.ts';
import { attributes, conditionIn, expressionInputs } from './read.ts';
import type { Table } from './table.ts';
import { readUpdate, updated } from './update.ts';
import { type Attributes, assertValue, DynamoError, invalid } from './values.ts';

const common = {
  ...expressionInputs,
  TableName: z.string(),
  ReturnValuesOnConditionCheckFailure: z.enum(['NONE', 'ALL_OLD']).default('NONE'),
};
const ConditionExpression = z.string().optional();
const UpdateExpression = z.string().optional();
const old = z.enum(['NONE', 'ALL_OLD']).default('NONE');

export const putInput = z.strictObject({
  ...common,
  Item: attributes,
  ConditionExpression,
  ReturnValues: old,
});
export const deleteInput = z.strictObject({
  ...common,
  Key: attributes,
  ConditionExpression,
  ReturnValues: old,
});
export const updateInput = z.strictObject({
  ...common,
  Key: attributes,
  ConditionExpression,
  UpdateExpression,
  ReturnValues: z.enum(['NONE', 'ALL_OLD', 'ALL_NEW']).default('NONE'),
});
export const transactInput = z.strictObject({
  TransactItems: z
    .array(
      z.strictObject({
        Put: z.strictObject({ ...common, Item: attributes, ConditionExpression }).optional(),
        Delete: z.strictObject({ ...common, Key: attributes, ConditionExpression }).optional(),
        Update: z
          .strictObject({ ...common, Key: attributes, ConditionExpression, UpdateExpression })
          .optional(),
        ConditionCheck: z.strictObject({ ...common, Key: attributes, ConditionExpression }).optional(),
      }),
    )
    .min(1)
    .max(100),
  ClientRequestToken: z.string().optional(),
});

/** One change of one item. */
export type Change = {
  readonly TableName: string;
  readonly Item?: Attributes | undefined;
  readonly Key?: Attributes | undefined;
  readonly ConditionExpression?: string | undefined;
  readonly UpdateExpression?: string | undefined;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
  readonly ExpressionAttributeValues?: Attributes | undefined;
  readonly ReturnValuesOnConditionCheckFailure: 'NONE' | 'ALL_OLD';
};

/** What becomes of an item. */
export type Outcome = {
  readonly table: Table;
  readonly key: Attributes;
  readonly before: Attributes | undefined;
  readonly after: Attributes | undefined;
  /** Whether the condition holds; if not, nothing becomes of it. */
  readonly holds: boolean;
  /** Why the item cannot become what is asked. */
  readonly wrong?: DynamoError;
};

type Kind = 'Put' | 'Delete' | 'Update' | 'ConditionCheck';

/** @throws DynamoError when it may not be asked for, whatever the item is like */
export function outcomeOf(kind: Kind, table: Table, change: Change): Outcome {
  const key = keyIn(table, change);
  const { condition, update } = expressionsIn(kind, change);
  if (update.some(({ path }) => path[0] in key)) {
    throw invalid(
      'One or more parameter values were invalid: Cannot update attribute. This attribute is part of the key',
    );
  }
  const before = table.get(key);
  const outcome = { table, key, before, after: before, holds: !condition || holds(condition, before ?? {}) };
  if (!outcome.holds || kind === 'ConditionCheck') return outcome;
  if (kind === 'Delete') return { ...outcome, after: undefined };
  try {
    const after = change.Item ?? updated(before ?? key, update);
    table.assertItem(after);
    return { ...outcome, after };
  } catch (error) {
    if (!(error instanceof DynamoError)) throw error;
    return { ...outcome, wrong: error };
  }
}

function keyIn(table: Table, { Item, Key = {}, ExpressionAttributeValues = {} }: Change): Attributes {
  for (const value of Object.values({ ...ExpressionAttributeValues, ...Item })) assertValue(value);
  if (Item) table.assertItem(Item);
  const key = Item ? table.keyOf(Item) : Key;
  table.assertKey(key);
  return key;
}

function expressionsIn(kind: Kind, change: Change) {
  const { ConditionExpression: condition, UpdateExpression: update = '' } = change;
  const placeholders = new Placeholders(change.ExpressionAttributeNames, change.ExpressionAttributeValues);
  const read = {
    condition: condition === undefined ? undefined : conditionIn(condition, placeholders),
    update: kind === 'Update' ? readUpdate(new Tokens(update, placeholders)) : [],
  };
  placeholders.assertAllUsed();
  return read;
}

/** What an error tells of an item that was not as expected, if it is to. */
export const shownOn = ({ ReturnValuesOnConditionCheckFailure: shows }: Change, { before }: Outcome) =>
  shows === 'ALL_OLD' && before ? { Item: before } : {};
