import { expect, test } from 'vitest';
import { Resolver } from '../../../local/cloud/template/resolve.ts';
import { readTemplate } from '../../../local/cloud/template/template.ts';
import { mailStack } from './fixtures/mail-stack.ts';
import { smallStack } from './fixtures/small-stack.ts';

const arn = (rest: string) => `arn:aws:${rest}`;
const of = (service: string, resource: string) => arn(`${service}:eu-north-1:111122223333:${resource}`);

test('reads what the embedded cloud runs, under names made of stack and logical id', () => {
  const model = readTemplate(mailStack('one'));
  expect(model.tables).toMatchObject([
    {
      name: 'one-Table',
      arn: of('dynamodb', 'table/one-Table'),
      create: {
        TableName: 'one-Table',
        BillingMode: 'PAY_PER_REQUEST',
        GlobalSecondaryIndexes: [{ IndexName: 'byTime' }],
      },
    },
  ]);
  expect(Object.keys(model.tables[0]?.create ?? {})).not.toContain('Replicas');
  expect(model.queues.map(({ name }) => name)).toEqual(['one-DeadLetters', 'one-Events', 'one-Wakes']);
  expect(model.queues[1]).toEqual({
    name: 'one-Events',
    arn: of('sqs', 'one-Events'),
    url: 'https://sqs.eu-north-1.amazonaws.com/111122223333/one-Events',
    visibilityTimeout: 60,
    delay: 0,
    retention: 345_600,
    redrive: { deadLetterArn: of('sqs', 'one-DeadLetters'), maxReceiveCount: 3 },
  });
  expect(model.alarms).toMatchObject([
    { name: 'silent', metric: { dimensions: { FunctionName: 'one-Recorder' } }, periodSeconds: 300 },
  ]);
  expect(model.buses).toEqual([{ name: 'one-bus', arn: of('events', 'event-bus/one-bus') }]);
  expect(model.rules[0]).toMatchObject({ busName: 'one-bus', targets: [{ arn: of('sqs', 'one-Events') }] });
  expect(model.functions[0]).toMatchObject({
    name: 'one-Recorder',
    entry: new URL('./fixtures/recorder.ts', import.meta.url).href,
    environment: { TABLE_NAME: 'one-Table', STACK: 'one' },
    timeoutSeconds: 2,
    roleArn: arn('iam::111122223333:role/one-Role'),
  });
  expect(model.mappings[0]).toMatchObject({
    function: 'one-Recorder',
    batchSize: 10,
    reportsItemFailures: true,
  });
  expect(model.eventDestinations).toMatchObject([{ configurationSet: 'one-Set', eventTypes: ['DELIVERY'] }]);
  expect(model.policiesOf(of('lambda', 'function:one-Recorder'))).toEqual([
    { Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: of('dynamodb', 'table/one-Table/index/*') },
  ]);
  expect(model.policiesOf('nobody')).toEqual([]);
});

/** `Fn::Sub` of a text with `@` in the place of the dollar sign. */
const sub = (text: string, values: object = {}) => ({ 'Fn::Sub': [text.replaceAll('@', '$'), values] });

test.each([
  ['Ref of a parameter', { Ref: 'BootstrapVersion' }, '/cdk-bootstrap/version'],
  ['Ref of a queue', { Ref: 'Events' }, 'https://sqs.eu-north-1.amazonaws.com/111122223333/small-Events'],
  ['GetAtt as text', { 'Fn::GetAtt': 'Events.QueueName' }, 'small-Events'],
  [
    'Sub',
    sub('@{Table}/@{Bus.Arn}/@{!kept}'),
    'small-Table/arn:aws:events:eu-north-1:111122223333:event-bus/small-bus/@{kept}'.replace('@', '$'),
  ],
  ['Sub with values', sub('@{x}-@{AWS::Region}', { x: { Ref: 'Role' } }), 'small-Role-eu-north-1'],
  ['Select and Split', { 'Fn::Select': [1, { 'Fn::Split': ['-', 'a-b'] }] }, 'b'],
  ['If', { 'Fn::If': ['InRegion', { a: 1 }, { a: 2 }] }, { a: 1 }],
  ['NoValue', { a: { Ref: 'AWS::NoValue' }, b: [{ Ref: 'AWS::NoValue' }, 1] }, { b: [1] }],
  ['an object of one key', { Reference: 'x' }, { Reference: 'x' }],
])('resolves %s', (_, value, expected) => {
  const stack = smallStack();
  const Conditions = { InRegion: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-north-1'] } };
  const resolver = new Resolver({ ...stack, template: { ...stack.template, Conditions } });
  expect(resolver.resolve(value)).toStrictEqual(expected);
});

test('leaves out what a condition excludes', () => {
  const stack = smallStack('small', {
    Extra: { Type: 'AWS::SQS::Queue', Condition: 'Never', Properties: { QueueName: 'extra' } },
  });
  const template = { ...stack.template, Conditions: { Never: { 'Fn::Not': [{ 'Fn::Equals': [1, 1] }] } } };
  expect(readTemplate({ ...stack, template }).queues.map(({ name }) => name)).not.toContain('extra');
});

test.each([
  ['an unknown type', { Thing: { Type: 'AWS::S3::Bucket' } }, 'Thing is an AWS::S3::Bucket'],
  [
    'an unknown reference',
    { Q: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { Ref: 'Gone' } } } },
    'Gone',
  ],
  [
    'an unknown function',
    { Q: { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: { 'Fn::Cidr': 1 } } } },
    'Fn::Cidr',
  ],
  ['a FIFO queue', { Q: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } } }, 'Q: '],
  [
    'a function without a source',
    { F: { Type: 'AWS::Lambda::Function', Properties: { Role: 'r' } } },
    'F: expected the path of its source in Metadata["source"]',
  ],
])('refuses %s', (_, resources, message) => {
  expect(() => readTemplate(smallStack('small', resources))).toThrow(message);
});

test('refuses functions of a stack that does not tell where their code is', () => {
  const { sources: _, ...stack } = smallStack();
  expect(() => readTemplate(stack)).toThrow('Recorder: expected the stack to tell the sources of functions');
});

test('an HTTP API has an id of ten letters and digits, the same in every run, and AWS’s form of address', () => {
  const stack = smallStack();
  const Api = { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'pages', ProtocolType: 'HTTP' } };
  const resolver = new Resolver({
    ...stack,
    template: { ...stack.template, Resources: { ...stack.template.Resources, Api } },
  });
  const id = resolver.resolve({ Ref: 'Api' });
  expect(id).toMatch(/^[a-z0-9]{10}$/);
  const address = `https://${id}.execute-api.eu-north-1.amazonaws.com`;
  expect(resolver.resolve({ 'Fn::GetAtt': ['Api', 'ApiEndpoint'] })).toBe(address);
  expect(resolver.resolve(sub('https://@{Api}.execute-api.@{AWS::Region}.@{AWS::URLSuffix}'))).toBe(address);
});
