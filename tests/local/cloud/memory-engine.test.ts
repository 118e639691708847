import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { type Dynamo, startDynamo } from '../../../local/cloud/dynamodb/dynamodb.ts';
import { EngineClient } from '../../../local/cloud/dynamodb/engine-client.ts';
import { MemoryEngine } from '../../../local/cloud/dynamodb/memory/engine.ts';

const TableName = 'things';
const CREATE = {
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: ['pk', 'sk', 'all', 'by'].map((AttributeName) => ({
    AttributeName,
    AttributeType: 'S',
  })),
  KeySchema: keys('pk', 'sk'),
  GlobalSecondaryIndexes: [
    { IndexName: 'narrow', KeySchema: keys('all', 'by'), Projection: { ProjectionType: 'KEYS_ONLY' } },
    { IndexName: 'wide', KeySchema: keys('all', 'by'), Projection: { ProjectionType: 'ALL' } },
  ],
};

function keys(hash: string, range: string) {
  return [
    { AttributeName: hash, KeyType: 'HASH' },
    { AttributeName: range, KeyType: 'RANGE' },
  ];
}

let dynoxide: Dynamo;
let other: EngineClient;

beforeAll(async () => {
  dynoxide = await startDynamo('dynoxide');
  other = new EngineClient(dynoxide.endpoint);
  return async () => {
    other.close();
    await dynoxide.stop();
  };
});

const HEADERS = {
  'content-type': 'application/x-amz-json-1.0',
  authorization:
    'AWS4-HMAC-SHA256 Credential=a/20260101/eu-north-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
  'x-amz-date': '20260101T000000Z',
};
type Request = readonly [operation: string, input: object];

const ask = async (from: Pick<EngineClient, 'post'>, [operation, input]: Request) => {
  const headers = { ...HEADERS, 'x-amz-target': `DynamoDB_20120810.${operation}` };
  const { status, body } = await from.post(headers, JSON.stringify(input));
  const { __type: type, message, Message, ...output } = JSON.parse(body);
  for (const reason of output.CancellationReasons ?? []) delete reason.Message;
  return { status, type: type?.replace(/^.*#/, ''), ...output };
};

const S = (text: string) => ({ S: text });
const few = (...texts: string[]) => fc.constantFrom(...texts).map(S);
const key = fc.record({ pk: few('a', 'b'), sk: few('1', '2', 'æ', '\u{1f600}', '\uffee') });
const item = fc
  .tuple(
    key,
    fc.record(
      { all: few('x'), by: few('m', 'n'), n: fc.integer({ min: 0, max: 3 }).map((n) => ({ N: `${n}` })) },
      { requiredKeys: [] },
    ),
  )
  .map(([where, what]) => ({ ...where, ...what }));
const condition = fc.constantFrom(
  {},
  { ConditionExpression: 'attribute_not_exists(pk)' },
  { ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(n)' },
  {
    ConditionExpression: 'attribute_not_exists(n) OR n <= :c',
    ExpressionAttributeValues: { ':c': { N: '1' } },
  },
  {
    ConditionExpression: 'NOT (n = :c) AND #s IN (:d, :e)',
    ExpressionAttributeNames: { '#s': 'sk' },
    ExpressionAttributeValues: { ':c': { N: '2' }, ':d': S('1'), ':e': S('æ') },
  },
  {
    ConditionExpression: 'n BETWEEN :c AND :d',
    ExpressionAttributeValues: { ':c': { N: '1' }, ':d': { N: '2' } },
  },
);
const change = fc.constantFrom(
  ['SET n = :v', { ':v': { N: '3' } }],
  ['SET n = if_not_exists(n, :v) + :v REMOVE #b', { ':v': { N: '1' } }],
  ['SET #b = :v, n = n - :w', { ':v': S('o'), ':w': { N: '1' } }],
  ['ADD n :v', { ':v': { N: '2' } }],
  ['REMOVE #b, n', {}],
);
const shows = fc.constantFrom({}, { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' });
const put = fc
  .tuple(item, condition, shows)
  .map(([Item, ...more]) => Object.assign({ TableName, Item }, ...more));
const remove = fc
  .tuple(key, condition, shows)
  .map(([Key, ...more]) => Object.assign({ TableName, Key }, ...more));
const update = fc
  .tuple(key, change, condition, shows)
  .map(([Key, [UpdateExpression, values], checked, shown]) => {
    const {
      ExpressionAttributeValues: own,
      ExpressionAttributeNames: names,
      ...more
    } = checked as Record<string, unknown>;
    const all = { ...(values as object), ...(own as object) };
    const named = { ...(String(UpdateExpression).includes('#b') && { '#b': 'by' }), ...(names as object) };
    return {
      ...{ TableName, Key, UpdateExpression, ...more, ...shown },
      ...(Object.keys(all).length > 0 && { ExpressionAttributeValues: all }),
      ...(Object.keys(named).length > 0 && { ExpressionAttributeNames: named }),
    };
  });
const old = fc.constantFrom({}, { ReturnValues: 'ALL_OLD' });
const range = fc.constantFrom(
  ['>=', '1'],
  ['<', 'æ'],
  ['>', '2'],
  ['<=', '\uffee'],
  ['>', ''],
) as fc.Arbitrary<[string, string]>;
const pages = fc.record(
  { Limit: fc.integer({ min: 1, max: 3 }), ScanIndexForward: fc.boolean() },
  { requiredKeys: [] },
);

const request: fc.Arbitrary<Request> = fc.oneof(
  fc.tuple(put, old).map(([input, how]): Request => ['PutItem', { ...input, ...how }]),
  fc.tuple(remove, old).map(([input, how]): Request => ['DeleteItem', { ...input, ...how }]),
  fc
    .tuple(update, fc.constantFrom({}, { ReturnValues: 'ALL_NEW' }))
    .map(([input, how]): Request => ['UpdateItem', { ...input, ...how }]),
  key.map((Key): Request => ['GetItem', { TableName, Key, ConsistentRead: true }]),
  fc
    .array(
      fc.oneof(
        put.map((Put) => ({ Put })),
        remove.map((Delete) => ({ Delete })),
        update.map((Update) => ({ Update })),
      ),
      { minLength: 1, maxLength: 4 },
    )
    .map((TransactItems): Request => ['TransactWriteItems', { TransactItems }]),
  fc.tuple(few('a', 'b'), range, pages).map(
    ([pk, [sign, from], how]): Request => [
      'Query',
      {
        ...{ TableName, ConsistentRead: true, ...how },
        KeyConditionExpression: from === '' ? 'pk = :p' : `pk = :p AND sk ${sign} :s`,
        ExpressionAttributeValues: { ':p': pk, ...(from !== '' && { ':s': S(from) }) },
      },
    ],
  ),
  fc.tuple(fc.constantFrom('narrow', 'wide'), few('m', 'n', 'o')).map(
    ([IndexName, by]): Request => [
      'Query',
      {
        ...{ TableName, IndexName },
        KeyConditionExpression: '#all = :x AND #by < :b',
        ExpressionAttributeNames: { '#all': 'all', '#by': 'by' },
        ExpressionAttributeValues: { ':x': S('x'), ':b': by },
      },
    ],
  ),
);

/** Items of one place in an index come in whichever order. */
const inOrder = (output: { Items?: unknown[] }) => ({
  ...output,
  ...(output.Items && { Items: output.Items.map((each) => JSON.stringify(sorted(each))).sort() }),
});
const sorted = (value: unknown) => Object.fromEntries(Object.entries(Object(value)).sort());

test('answers whatever it is asked as another engine does', async () => {
  const story = fc.array(request, { minLength: 5, maxLength: 25 });
  await fc.assert(
    fc.asyncProperty(story, async (requests) => {
      const engine = new MemoryEngine();
      await ask(engine, ['CreateTable', CREATE]);
      await ask(other, ['DeleteTable', { TableName }]);
      expect((await ask(other, ['CreateTable', CREATE])).status).toBe(200);
      for (const each of requests) {
        const [ours, theirs] = [await ask(engine, each), await ask(other, each)];
        expect([each, inOrder(ours)]).toEqual([each, inOrder(theirs)]);
      }
    }),
    { numRuns: 60, seed: 1 },
  );
});
