import { describe, expect, test } from 'vitest';
import { SENDER_EVENT_TYPES } from '../../../shared/core/events/events.ts';
import { parseEvent } from '../../../shared/core/events/parse-event.ts';
import { GUIDES } from '../../../shared/core/protocols/index.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';
import { eventOfEachType } from '../../support/event-of-each-type.ts';
import { courseEvents } from '../../support/events.ts';

const NOW = '2026-03-10T09:00:00Z';
const made = courseEvents();

function issuesOf(json: unknown, from: 'sender' | 'system' = 'sender') {
  const result = parseEvent(json, {
    now: toInstant(NOW),
    timeZone: 'Europe/Copenhagen',
    protocols: GUIDES,
    from,
  });
  return result.ok ? [] : result.issues;
}
const pathsOf = (json: unknown, from?: 'sender' | 'system') => issuesOf(json, from).map(({ path }) => path);

const enrolled = (data: Record<string, unknown> = {}) => made.enrolled('2026-03-09', data);
const held = (data: Record<string, unknown>) =>
  made.event('visit.held', '2026-03-09', {
    visit: 'closing',
    date: '2026-03-09',
    serviceCode: '0267',
    ...data,
  });
const link = (url: string) => made.event('questionnaire.linked', '2026-03-09', { visit: 'closing', url });
const bounce = { messageId: '0001', addressFingerprint: 'abc' };

describe('every type a sender may use is accepted', () => {
  const one = eventOfEachType('2026-03-09');
  test.each(SENDER_EVENT_TYPES.map((type) => [type]))('%s', (type) => {
    expect(issuesOf(one[type])).toEqual([]);
  });
});

describe('refused, with the path of the field', () => {
  const { event } = made;
  const on = '2026-03-09';
  test.each<[string, unknown, string[]]>([
    ['no object', 'visit.held', ['']],
    ['no envelope', {}, ['eventId', 'type', 'courseId', 'occurredAt']],
    ['an id with a space', { ...enrolled(), eventId: 'a b' }, ['eventId']],
    ['an id of 65', { ...enrolled(), courseId: 'x'.repeat(65) }, ['courseId']],
    ['an unknown type', { ...enrolled(), type: 'visit.moved' }, ['type']],
    ['the name of a built-in as type', { ...enrolled(), type: 'constructor' }, ['type']],
    ['a time without an offset', { ...enrolled(), occurredAt: '2026-03-09T10:00:00' }, ['occurredAt']],
    ['an unknown protocol', enrolled({ protocol: 'neck-pain' }), ['data.protocol']],
    ['an unknown entry', enrolled({ entry: 'sideways' }), ['data.entry']],
    ['a malformed date', enrolled({ referralDate: '5/1-2026' }), ['data.referralDate']],
    ['a day that does not exist', enrolled({ contactDate: '2026-02-29' }), ['data.contactDate']],
    ['an unknown visit', held({ visit: 'opening' }), ['data.visit']],
    ['a visit named like a built-in', held({ visit: 'toString' }), ['data.visit']],
    ['a code of another visit', held({ serviceCode: '0268' }), ['data.serviceCode']],
    ['a code of no visit', held({ serviceCode: '9999' }), ['data.serviceCode']],
    [
      'a booking without an offset',
      event('visit.booked', on, { visit: 'closing', startsAt: '2026-04-01T10:00' }),
      ['data.startsAt'],
    ],
    ['a session of no kind', event('session.held', on, { date: on }), ['data.session']],
    [
      'a session with a code of three digits',
      event('session.held', on, { date: on, serviceCode: '263' }),
      ['data.serviceCode'],
    ],
    ['a booking of nothing', event('visit.booked', on, { startsAt: '2026-04-01T08:00:00Z' }), ['data.visit']],
    [
      'a cancellation with a code of another visit',
      made.cancelled('closing', on, { serviceCode: '0268' }),
      ['data.serviceCode'],
    ],
    [
      'a no-show under a word',
      event('visit.missed', on, { serviceCode: 'x', date: on }),
      ['data.serviceCode'],
    ],
    ['an unknown reason to call', event('call.requested', on, { reason: 'bored' }), ['data.reason']],
    ['a link that is not safe', link('http://forms.example/1'), ['data.url']],
    ['a link that is a program', link('javascript:alert(1)'), ['data.url']],
    ['a link with half a character', link('https://forms.example/\ud800'), ['data.url']],
    ['a long telephone number', made.patientUpdated(on, { phone: '2'.repeat(41) }), ['data.phone']],
    ['an unknown questionnaire', made.answered('closing', on, 'SF36'), ['data.questionnaire']],
    ['an unknown assessment', made.recorded('closing', on, 'plank'), ['data.assessment']],
    ['an unknown task', made.completed('book:opening', on), ['data.task']],
    ['an unknown reason', made.closed(on, 'bored'), ['data.reason']],
    ['data of another type', { ...enrolled(), type: 'visit.held' }, ['data.date', 'data.serviceCode']],
    ['a year too far ahead', made.snoozed('discharge-letter', on, '2059-01-01'), ['data.until']],
  ])('%s', (_, json, paths) => {
    expect(pathsOf(json)).toEqual(paths);
  });

  test('what is missing is named in plain words', () => {
    const { courseId: _, ...rest } = enrolled();
    expect(issuesOf(rest)).toEqual([{ path: 'courseId', message: 'expected text; it is missing' }]);
    expect(issuesOf({ ...enrolled(), data: {} })).toContainEqual({
      path: 'data.protocol',
      message: expect.stringMatching(/^expected the name of a protocol: /),
    });
  });

  test('the codes that would fit are named', () => {
    expect(issuesOf(held({ visit: 'pre-examination' }))).toEqual([
      { path: 'data.serviceCode', message: 'expected 0251 or 0252 for pre-examination' },
    ]);
  });
});

describe('what has not happened yet', () => {
  const { event } = made;
  test.each<[string, unknown, string]>([
    ['held', held({ date: '2026-03-10' }), 'data.date'],
    [
      'a session',
      event('session.held', '2026-03-09', { session: 'self-training', date: '2026-03-10' }),
      'data.date',
    ],
    [
      'answered',
      event('questionnaire.answered', '2026-03-09', {
        visit: 'closing',
        questionnaire: 'ODI',
        answeredOn: '2026-03-10',
      }),
      'data.answeredOn',
    ],
    [
      'recorded',
      event('assessment.recorded', '2026-03-09', {
        visit: 'closing',
        assessment: 'PSFS',
        recordedOn: '2026-03-10',
      }),
      'data.recordedOn',
    ],
  ])('%s after the day of occurredAt', (_, json, path) => {
    expect(issuesOf(json)).toEqual([{ path, message: 'expected a date not after the day of occurredAt' }]);
  });

  test('the day of occurredAt is the local one', () => {
    const lateEvening = { ...held({ date: '2026-03-10' }), occurredAt: '2026-03-09T23:30:00Z' };
    expect(pathsOf(lateEvening)).toEqual([]);
    expect(pathsOf({ ...lateEvening, occurredAt: '2026-03-09T22:30:00Z' })).toEqual(['data.date']);
  });

  test('occurredAt may lie one day ahead of the clock, no more, and any time back', () => {
    expect(pathsOf({ ...enrolled(), occurredAt: '2026-03-11T09:00:00Z' })).toEqual([]);
    expect(pathsOf({ ...enrolled(), occurredAt: '2026-03-11T09:00:00.001Z' })).toEqual(['occurredAt']);
    expect(pathsOf({ ...enrolled(), occurredAt: '2019-01-01T09:00:00Z' })).toEqual([]);
  });
});

describe('email.* events', () => {
  test.each(['email.bounced', 'email.complained'] as const)('%s only from the system itself', (type) => {
    expect(pathsOf(made.event(type, '2026-03-09', bounce))).toEqual(['type']);
    expect(pathsOf(made.event(type, '2026-03-09', bounce), 'system')).toEqual([]);
  });
});

test('who sends an unknown type is told those that are taken, and no others', () => {
  const [issue] = issuesOf({ ...enrolled(), type: 'course.lost' });
  expect(issue?.message).toBe(`expected one of ${SENDER_EVENT_TYPES.join(', ')}`);
  expect(issue?.message).not.toContain('email.');
});
