import { describe, expect, test } from 'vitest';
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
    ['nothing asked', {}],
    ['an exact value', { source: ['other', 'clinic.courses'] }],
    ['null and false', { detail: { note: [null], urgent: [false] } }],
    ['a nested field', { detail: { course: { id: ['C-7'] } } }],
    ['any element of a list', { resources: ['two'] }],
    ['any object in a list', { detail: { parts: { kind: ['b'] } } }],
    ['a prefix', { source: [{ prefix: 'clinic.' }] }],
    ['a prefix in any case', { source: [{ prefix: { 'equals-ignore-case': 'CLINIC' } }] }],
    ['a suffix', { 'detail-type': [{ suffix: '.booked' }] }],
    ['any case', { source: [{ 'equals-ignore-case': 'Clinic.Courses' }] }],
    ['a wildcard', { source: [{ wildcard: 'cl*.c*s' }] }],
    ['anything but', { source: [{ 'anything-but': ['a', 'b'] }] }],
    ['anything but a prefix', { source: [{ 'anything-but': { prefix: 'aws.' } }] }],
    ['a range of numbers', { detail: { course: { visits: [{ numeric: ['>', 2, '<=', 3] }] } } }],
    ['an existing field', { detail: { note: [{ exists: true }] } }],
    ['a missing field', { detail: { gone: [{ exists: false }] } }],
    ['one of several', { $or: [{ source: ['x'] }, { detail: { urgent: [false] } }] }],
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
    ['a missing field', { detail: { gone: [{ 'anything-but': 'x' }] } }],
    ['a number out of range', { detail: { course: { visits: [{ numeric: ['>', 3] }] } } }],
    ['a wildcard with other dots', { source: [{ wildcard: 'clinic-*' }] }],
    ['what must not exist', { source: [{ exists: false }] }],
    ['an object where a leaf must exist', { detail: { course: [{ exists: true }] } }],
    ['what an object inherits', { toString: [{ exists: true }] }],
    ['none of several', { $or: [{ source: ['x'] }, { source: ['y'] }] }],
  ])('%s', (_, pattern) => {
    expect(matchesPattern(pattern, event)).toBe(false);
  });
});

test.each([
  ['a matcher that is not known', { source: [{ cidr: '10.0.0.0/8' }] }, 'source'],
  ['two matchers in one', { source: [{ prefix: 'a', suffix: 'b' }] }, 'source'],
  ['a value outside a list', { detail: { id: 'C-7' } }, 'detail.id'],
  ['an empty list', { detail: { id: [] } }, 'detail.id'],
  ['a mistake inside $or', { $or: [{ source: 'a' }] }, 'source'],
])('refuses %s', (_, pattern, at) => {
  expect(() => assertPattern(pattern)).toThrow(at);
});
