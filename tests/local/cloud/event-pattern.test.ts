import { describe, expect, test } from 'vitest';
import type { EventPattern } from '../../../local/cloud/base/stack-model.ts';
import { assertPattern, matchesPattern } from '../../../local/cloud/events/event-pattern.ts';

const event = {
  source: 'clinic.courses',
  'detail-type': 'visit.booked',
  resources: ['one', 'two'],
  detail: {
    course: { id: 'C-7', visits: 3 },
    note: null,
    urgent: false,
    parts: [{ kind: 'a' }, { kind: 'b' }],
  },
};

describe('matches', () => {
  test.each([
    ['an exact value', { source: ['other', 'clinic.courses'] }],
    ['null and false', { detail: { note: [null], urgent: [false] } }],
    ['a number', { detail: { course: { visits: [3] } } }],
    ['a nested field', { detail: { course: { id: ['C-7'] } } }],
    ['any element of a list', { resources: ['two'] }],
    ['any object in a list', { detail: { parts: { kind: ['b'] } } }],
    ['a prefix', { source: [{ prefix: 'clinic.' }] }],
    ['a prefix of any element', { resources: [{ prefix: 'tw' }] }],
    ['an existing field', { detail: { note: [{ exists: true }] } }],
    ['a missing field', { detail: { gone: [{ exists: false }] } }],
  ])('%s', (_, pattern) => {
    assertPattern(pattern);
    expect(matchesPattern(pattern, event)).toBe(true);
  });
});

describe('does not match', () => {
  test.each([
    ['another value', { source: ['clinic'] }],
    ['a number as text', { detail: { course: { visits: ['3'] } } }],
    ['one field of two', { source: ['clinic.courses'], 'detail-type': ['visit.held'] }],
    ['a prefix of a number', { detail: { course: { visits: [{ prefix: '3' }] } } }],
    ['null where nothing is', { detail: { gone: [null] } }],
    ['what must not exist', { source: [{ exists: false }] }],
    ['an object where a leaf must exist', { detail: { course: [{ exists: true }] } }],
    ['what an object inherits', { toString: [{ exists: true }] }],
  ])('%s', (_, pattern) => {
    assertPattern(pattern);
    expect(matchesPattern(pattern, event)).toBe(false);
  });
});

describe('what AWS refuses, and what is not known here, is refused: nothing matches otherwise than in AWS', () => {
  test.each<[string, EventPattern, string]>([
    ['nothing at all', {}, 'the whole pattern'],
    ['an empty object', { detail: {} }, 'detail'],
    ['a value outside a list', { detail: { id: 'C-7' } }, 'detail.id'],
    ['an empty list', { detail: { id: [] } }, 'detail.id'],
    ['a list in a list', { source: [['clinic']] }, 'source'],
    ['an object without a matcher', { source: [{}] }, 'source'],
    ['two matchers in one', { source: [{ prefix: 'a', exists: true }] }, 'source'],
    ['an empty prefix', { source: [{ prefix: '' }] }, 'source'],
    ['a prefix that is a number', { source: [{ prefix: 3 }] }, 'source'],
    ['an existence that is a text', { source: [{ exists: 'true' }] }, 'source'],
    ['a path', { 'detail.id': ['C-7'] }, 'detail.id'],
    ['an alternative', { $or: [{ source: ['a'] }, { source: ['b'] }] }, '$or'],
    ...['suffix', 'equals-ignore-case', 'wildcard', 'anything-but', 'numeric', 'cidr'].map(
      (operator): [string, EventPattern, string] => [operator, { source: [{ [operator]: 'a' }] }, 'source'],
    ),
  ])('%s', (_, pattern, at) => {
    expect(() => assertPattern(pattern)).toThrow(at);
  });
});
