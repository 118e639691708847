import { describe, expect, test } from 'vitest';
import { GUIDES } from '../../shared/core/protocols/index.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { readSentEvent, readWake } from '../../shared/course/inbox.ts';
import { readReport } from '../../shared/course/provider-report.ts';
import { courseEvents } from '../support/events.ts';
import fc, { anyCharacter } from '../support/property.ts';

const context = { now: toInstant('2026-03-10T09:00:00Z'), timeZone: 'Europe/Copenhagen', protocols: GUIDES };
const BODIES = [
  '',
  '{',
  'null',
  '1',
  '"detail"',
  '[]',
  '{}',
  '{"detail":null}',
  '{"__proto__":{"detail":{}}}',
  '{"MessageBody":"{","QueueUrl":"https://sqs"}',
];

const WAKE = JSON.stringify({ courseId: 'C-1', wakeAt: '2026-03-10T09:00:00.000Z' });
test.each([
  ['as a schedule sends it', WAKE],
  [
    'as the scheduler leaves what it could not send',
    JSON.stringify({ MessageBody: WAKE, QueueUrl: 'https://sqs' }),
  ],
])('a wake is read %s', (_, body) => {
  expect(readWake(body)).toEqual({ courseId: 'C-1', wakeAt: '2026-03-10T09:00:00.000Z' });
});

test('an event goes under its own type: a sender that may send only visits sends no erasure inside', () => {
  const erased = courseEvents().event('course.erased', '2026-03-09', { reason: 'asked for' });
  const sent = (type: unknown) =>
    readSentEvent(JSON.stringify({ 'detail-type': type, detail: erased }), context);
  expect(sent('course.erased')).toMatchObject({ ok: true });
  for (const type of ['visit.booked', 'course.erased ', undefined, 7]) {
    expect(sent(type)).toEqual({
      ok: false,
      eventId: erased.eventId,
      issues: [{ path: 'detail-type', message: 'expected the type of the event' }],
    });
  }
});

describe('what is none', () => {
  test.each(BODIES)('%j is no event, no wake and no report', (body) => {
    expect(readSentEvent(body, context)).toMatchObject({ ok: false, eventId: null });
    expect(readWake(body)).toBeNull();
    expect(readReport(body)).toEqual({ kind: 'malformed' });
  });

  test('anything at all is answered', () => {
    const body = fc.oneof(
      fc.string({ unit: anyCharacter }),
      fc.json({ maxDepth: 6 }),
      fc.json().map((json) => `{"detail":${json}}`),
    );
    fc.assert(
      fc.property(body, (text) => {
        expect(readSentEvent(text, context).ok).toBe(false);
        expect(readWake(text)).toBeNull();
        expect(readReport(text).kind).toBe('malformed');
      }),
      { numRuns: 1000 },
    );
  });
});

test('an event of the system itself is refused when a sender brings it, whatever the bus calls it', () => {
  const data = { messageId: '0001', addressFingerprint: 'abc' };
  for (const type of ['email.bounced', 'email.complained'] as const) {
    const detail = courseEvents().event(type, '2026-03-09', data);
    const read = readSentEvent(JSON.stringify({ 'detail-type': 'visit.booked', detail }), context);
    expect(read).toMatchObject({ ok: false, issues: [{ path: 'type' }] });
  }
});

describe('a wake', () => {
  const wake = { courseId: 'C-1', wakeAt: '2026-03-10T09:00:00.000Z' };

  test('is a course and an instant in canonical form; what else is in it is not read', () => {
    expect(readWake(JSON.stringify({ ...wake, extra: 1 }))).toEqual(wake);
    expect(readWake(JSON.stringify({ ...wake, wakeAt: '2026-03-10T09:00:00Z' }))).toEqual(wake);
  });

  test.each<[string, object]>([
    ['no course', { courseId: '' }],
    ['a course that is no id', { courseId: 'Anna Jensen' }],
    ['a course as long as a book', { courseId: 'x'.repeat(100_000) }],
    ['a list of courses', { courseId: ['C-1'] }],
    ['an instant without a zone', { wakeAt: '2026-03-10T09:00:00' }],
    ['a day that does not exist', { wakeAt: '2026-02-30T09:00:00Z' }],
    ['a number', { wakeAt: 1_773_133_200_000 }],
  ])('is none with %s', (_, changes) => {
    expect(readWake(JSON.stringify({ ...wake, ...changes }))).toBeNull();
  });
});

describe('a report of the provider', () => {
  const encoded = (courseId: string) => Buffer.from(courseId).toString('base64url');
  const report = (tags: object, detail: object = {}) =>
    readReport(
      JSON.stringify({
        time: '2026-03-09T10:00:00Z',
        detail: {
          eventType: 'Delivery',
          mail: {
            messageId: 'ses-1',
            timestamp: '2026-03-09T09:59:00Z',
            destination: ['anna@x.example'],
            tags,
          },
          ...detail,
        },
      }),
    );
  const tags = { course: [encoded('C-1')], message: ['0001'], attempt: ['1'] };

  test('tells which attempt at which message it is about', () => {
    const sent = { messageId: '0001', attempt: 1 };
    expect(report(tags)).toMatchObject({ kind: 'patient', courseId: 'C-1', report: sent, event: null });
  });

  test.each<[string, object]>([
    ['a course that is no id', { course: [encoded('Anna Jensen')] }],
    ['a course that is no text', { course: ['____'] }],
    ['a course as long as a book', { course: [encoded('x'.repeat(100_000))] }],
    ['a message that is no id', { message: ['0001\n'] }],
    ['an attempt before the first', { attempt: ['0'] }],
    ['an attempt beyond counting', { attempt: ['1e99'] }],
  ])('is malformed with %s', (_, changes) => {
    expect(report({ ...tags, ...changes })).toEqual({ kind: 'malformed' });
  });

  test('about no patient is not ours', () => {
    expect(report({ digest: ['x'] })).toEqual({ kind: 'unrelated' });
    expect(report({ ...tags, attempt: ['first'] })).toEqual({ kind: 'unrelated' });
    const inherited = JSON.parse('{"__proto__":{"course":["Qy0x"],"message":["0001"],"attempt":["1"]}}');
    expect(report(inherited)).toEqual({ kind: 'unrelated' });
  });
});
