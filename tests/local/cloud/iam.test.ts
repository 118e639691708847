import { describe, expect, test } from 'vitest';
import type { RequestContext } from '../../../local/cloud/iam/context.ts';
import { decide } from '../../../local/cloud/iam/decision.ts';
import type { Principal } from '../../../local/cloud/iam/principal.ts';
import { type PolicyKind, readStatements } from '../../../local/cloud/iam/statement.ts';

const TABLE = 'arn:aws:dynamodb:eu-north-1:111122223333:table/courses';
const ROLE: Principal = {
  kind: 'role',
  arn: 'arn:aws:iam::111122223333:role/r',
  account: '111122223333',
  session: 'f',
};
type Raw = Readonly<Record<string, unknown>>;

const read = (statements: readonly Raw[], kind: PolicyKind = 'of-role') =>
  readStatements('p', statements, kind);
const allows = (
  statement: Raw,
  action = 'dynamodb:PutItem',
  resource = TABLE,
  context: RequestContext = {},
) => decide(ROLE, { action, resource, context }, read([{ Effect: 'Allow', ...statement }]), []).allowed;

describe('actions and resources', () => {
  test.each<[string, Raw, boolean]>([
    ['the action itself', { Action: 'dynamodb:PutItem', Resource: TABLE }, true],
    ['any case of it', { Action: 'DynamoDB:putitem', Resource: TABLE }, true],
    ['one of several', { Action: ['dynamodb:GetItem', 'dynamodb:PutItem'], Resource: ['x', TABLE] }, true],
    ['*', { Action: '*', Resource: '*' }, true],
    ['* within an action', { Action: 'dynamodb:Put*', Resource: TABLE }, true],
    [
      '? for one character',
      { Action: 'dynamodb:Pu?Item', Resource: TABLE.replace('courses', 'course?') },
      true,
    ],
    ['? for none', { Action: 'dynamodb:PutItem?', Resource: TABLE }, false],
    ['another action', { Action: 'dynamodb:GetItem', Resource: TABLE }, false],
    ['another service', { Action: 'sqs:PutItem', Resource: TABLE }, false],
    ['a start that is no wildcard', { Action: 'dynamodb:Put', Resource: TABLE }, false],
    ['a dot that is no wildcard', { Action: 'dynamodb.PutItem', Resource: TABLE }, false],
    ['another table', { Action: 'dynamodb:PutItem', Resource: `${TABLE}-2` }, false],
    ['another case of the resource', { Action: '*', Resource: TABLE.toUpperCase() }, false],
    ['an index of the table', { Action: '*', Resource: `${TABLE}/index/*` }, false],
    ['all but another action', { NotAction: 'dynamodb:GetItem', Resource: TABLE }, true],
    ['all but this action', { NotAction: ['dynamodb:GetItem', 'dynamodb:Put*'], Resource: TABLE }, false],
    ['all but another resource', { Action: '*', NotResource: `${TABLE}-2` }, true],
    ['all but this resource', { Action: '*', NotResource: `${TABLE}*` }, false],
  ])('%s', (_, statement, expected) => {
    expect(allows(statement)).toBe(expected);
  });

  test('an explicit denial wins, wherever it stands', () => {
    const request = { action: 'dynamodb:PutItem', resource: TABLE, context: {} };
    const allow = { Effect: 'Allow', Action: '*', Resource: '*' };
    const deny = { Effect: 'Deny', Action: 'dynamodb:P*', Resource: '*' };
    expect(decide(ROLE, request, read([allow, deny]), []).because).toBe(
      'with an explicit deny in an identity-based policy',
    );
    const ofTable = read([{ ...deny, Principal: '*' }], 'of-resource');
    expect(decide(ROLE, request, read([allow]), ofTable).because).toBe(
      'with an explicit deny in a resource-based policy',
    );
    expect(decide(ROLE, request, [], []).because).toBe(
      'because no identity-based policy allows the dynamodb:PutItem action',
    );
  });
});

describe('conditions', () => {
  const from = (...values: string[]): RequestContext => ({ 'ses:FromAddress': values[0] ?? '' });
  const to = (...values: string[]): RequestContext => ({ 'ses:Recipients': values });
  const source = (value: string): RequestContext => ({ 'aws:SourceArn': value });
  test.each<[string, Raw, RequestContext, boolean]>([
    ['equal', { StringEquals: { 'ses:FromAddress': 'a@b.example' } }, from('a@b.example'), true],
    [
      'equal to one',
      { StringEquals: { 'ses:FromAddress': ['x', 'a@b.example'] } },
      from('a@b.example'),
      true,
    ],
    ['another case', { StringEquals: { 'ses:FromAddress': 'A@b.example' } }, from('a@b.example'), false],
    [
      'no wildcards when equal',
      { StringEquals: { 'ses:FromAddress': '*@b.example' } },
      from('a@b.example'),
      false,
    ],
    ['any case of the key', { StringEquals: { 'SES:fromaddress': 'a' } }, from('a'), true],
    ['absent', { StringEquals: { 'ses:FromAddress': 'a' } }, {}, false],
    ['absent, if it exists', { StringEqualsIfExists: { 'ses:FromAddress': 'a' } }, {}, true],
    ['there, if it exists', { StringEqualsIfExists: { 'ses:FromAddress': 'a' } }, from('b'), false],
    ['not equal', { StringNotEquals: { 'ses:FromAddress': ['a', 'b'] } }, from('c'), true],
    ['equal, where it must not', { StringNotEquals: { 'ses:FromAddress': ['a', 'b'] } }, from('b'), false],
    ['absent, where it must not', { StringNotEquals: { 'ses:FromAddress': 'a' } }, {}, true],
    ['ignoring case', { StringEqualsIgnoreCase: { 'ses:FromAddress': 'A@B' } }, from('a@b'), true],
    ['like', { StringLike: { 'ses:FromAddress': '?@b.*' } }, from('a@b.example'), true],
    ['not like', { StringNotLike: { 'ses:FromAddress': '*@b.*' } }, from('a@b.example'), false],
    ['bool', { Bool: { 'aws:SecureTransport': false } }, { 'aws:SecureTransport': 'true' }, false],
    ['there', { Null: { 'ses:FromAddress': 'false' } }, from('a'), true],
    ['not there', { Null: { 'ses:FromAddress': 'true' } }, from('a'), false],
    ['all of none', { 'ForAllValues:StringEquals': { 'ses:Recipients': 'a' } }, {}, true],
    ['all', { 'ForAllValues:StringEquals': { 'ses:Recipients': ['a', 'b'] } }, to('b', 'a'), true],
    ['not all', { 'ForAllValues:StringEquals': { 'ses:Recipients': ['a', 'b'] } }, to('b', 'c'), false],
    ['any', { 'ForAnyValue:StringEquals': { 'ses:Recipients': ['a', 'b'] } }, to('b', 'c'), true],
    ['any of none', { 'ForAnyValue:StringLike': { 'ses:Recipients': '*' } }, {}, false],
    ['none of them', { 'ForAllValues:StringNotEquals': { 'ses:Recipients': 'a' } }, to('a', 'b'), false],
    ['an ARN', { ArnEquals: { 'aws:SourceArn': 'arn:aws:a:b:c:d/*' } }, source('arn:aws:a:b:c:d/e:f'), true],
    ['over a colon', { ArnLike: { 'aws:SourceArn': 'arn:aws:*:d' } }, source('arn:aws:a:b:c:d'), false],
    ['not an ARN', { ArnNotLike: { 'aws:SourceArn': 'arn:aws:a:b:c:*' } }, source('arn:aws:a:b:x:d'), true],
    [
      'two keys, one wrong',
      { StringEquals: { 'ses:FromAddress': 'a', 'ses:FromDisplayName': 'b' } },
      from('a'),
      false,
    ],
    [
      'two operators, one wrong',
      { StringEquals: { 'ses:FromAddress': 'a' }, StringLike: { 'ses:FromDisplayName': 'b' } },
      { 'ses:FromAddress': 'a', 'ses:FromDisplayName': 'c' },
      false,
    ],
  ])('%s', (_, Condition, context, expected) => {
    const statement = { Action: '*', Resource: '*', Condition };
    expect(allows(statement, 'ses:SendEmail', '*', context)).toBe(expected);
  });
});

describe('principals of resource policies', () => {
  const service: Principal = { kind: 'service', name: 'events.amazonaws.com' };
  const account: Principal = { kind: 'account', account: '777788889999' };
  test.each<[string, unknown, Principal, boolean]>([
    ['everyone', '*', account, true],
    ['everyone of AWS', { AWS: '*' }, service, true],
    ['the service', { Service: 'events.amazonaws.com' }, service, true],
    ['another service', { Service: ['scheduler.amazonaws.com'] }, service, false],
    ['the account', { AWS: '777788889999' }, account, true],
    ['its root', { AWS: ['arn:aws:iam::1:root', 'arn:aws:iam::777788889999:root'] }, account, true],
    ['another account', { AWS: 'arn:aws:iam::111122223333:root' }, account, false],
    ['the role', { AWS: 'arn:aws:iam::111122223333:role/r' }, ROLE, true],
    ['another role', { AWS: 'arn:aws:iam::111122223333:role/q' }, ROLE, false],
  ])('%s', (_, named, principal, expected) => {
    const statements = read(
      [{ Effect: 'Allow', Principal: named, Action: '*', Resource: '*' }],
      'of-resource',
    );
    const request = { action: 'sqs:SendMessage', resource: 'q', context: {} };
    expect(decide(principal, request, [], statements).allowed).toBe(expected);
  });

  test('the account of a role is not the role: it only lets the account’s own policies decide', () => {
    const account = { AWS: 'arn:aws:iam::111122223333:root' };
    const ofQueue = read(
      [{ Effect: 'Allow', Principal: account, Action: '*', Resource: '*' }],
      'of-resource',
    );
    const request = { action: 'sqs:SendMessage', resource: 'q', context: {} };
    const own = read([{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: 'q' }]);
    expect(decide(ROLE, request, [], ofQueue).allowed).toBe(false);
    expect(decide(ROLE, request, own, ofQueue).allowed).toBe(true);
    expect(decide(ROLE, request, own, []).allowed).toBe(true);
  });

  test('a key must let its account’s own policies decide, else they count for nothing', () => {
    const request = { action: 'kms:Decrypt', resource: 'k', context: {} };
    const own = read([{ Effect: 'Allow', Action: 'kms:*', Resource: '*' }]);
    const ofKey = (named: unknown) =>
      read([{ Effect: 'Allow', Principal: named, Action: 'kms:*', Resource: '*' }], 'of-resource');
    const allowed = (...policies: [typeof own, typeof own]) => decide(ROLE, request, ...policies).allowed;
    expect(allowed(own, [])).toBe(false);
    expect(allowed(own, ofKey({ AWS: '111122223333' }))).toBe(true);
    expect(allowed([], ofKey({ AWS: '111122223333' }))).toBe(false);
    expect(allowed([], ofKey({ AWS: 'arn:aws:iam::111122223333:role/r' }))).toBe(true);
    expect(decide(ROLE, request, own, []).because).toContain('no resource-based policy');
  });
});

describe('what cannot be evaluated is refused, not allowed', () => {
  const allow = { Sid: 'S', Effect: 'Allow', Action: 'dynamodb:*', Resource: '*' };
  test.each<[string, Raw, string, PolicyKind?]>([
    [
      'an operator',
      { ...allow, Condition: { DateLessThan: { 'aws:SourceArn': 'x' } } },
      'operator DateLessThan',
    ],
    ['a quantifier', { ...allow, Condition: { 'ForNoValue:Bool': { 'aws:SourceArn': 'x' } } }, 'ForNoValue'],
    [
      'a key',
      { ...allow, Condition: { StringEquals: { 'aws:PrincipalTag/a': 'x' } } },
      'key aws:PrincipalTag/a',
    ],
    ['a variable', { ...allow, Resource: 'table/$'.concat('{aws:username}') }, 'policy variables'],
    ['an element', { ...allow, NotPrincipal: '*' }, 'NotPrincipal'],
    ['an effect', { ...allow, Effect: 'allow' }, 'Effect'],
    ['an action and its opposite', { ...allow, NotAction: 'x' }, 'either Action or NotAction'],
    ['no action', { Effect: 'Allow', Resource: '*' }, 'either Action or NotAction'],
    ['a principal in a role’s own policy', { ...allow, Principal: '*' }, 'names no principal'],
    ['a policy of a resource without one', allow, 'expected a principal', 'of-resource'],
    ['a kind of principal', { ...allow, Principal: { Federated: 'x' } }, 'kind Federated', 'of-resource'],
  ])('%s', (_, statement, message, kind = 'of-role') => {
    expect(() => read([statement], kind)).toThrow(message);
  });

  test('but not what is about services without a meaning here', () => {
    const Condition = { StringEquals: { 'logs:LogGroup': 'x' } };
    const logs = { ...allow, Action: ['logs:PutLogEvents', 'xray:PutTraceSegments'], Condition };
    expect(read([logs])).toEqual([]);
    expect(() => read([{ ...logs, Action: ['logs:PutLogEvents', 'dynamodb:Query'] }])).toThrow(
      'logs:LogGroup',
    );
    expect(() => read([{ ...logs, Action: 'l*' }])).toThrow('logs:LogGroup');
  });
});
