import { describe, expect, test } from 'vitest';
import { type Diagnosis, diagnose, type Found } from '../../../local/redrive/diagnose.ts';
import { type Letter, readLetter } from '../../../local/redrive/letter.ts';
import { GUIDES } from '../../../shared/core/protocols/index.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';
import { QUEUE_NAMES, type QueueName } from '../../../shared/names.ts';
import type { LoadedCourse } from '../../../shared/ports/course-store.ts';
import { contentHashOf } from '../../../shared/ports/stored-event.ts';
import { courseEvents, parsed, type Raw } from '../../support/events.ts';
import { clinicWith } from '../../support/plan.ts';
import fc from '../../support/property.ts';
import { stenosisFrom } from '../../support/stories.ts';

const clinic = clinicWith();
const now = toInstant('2026-03-10T10:00:00Z');
const letter = (queue: QueueName, body: string, more: Partial<Letter> = {}): Letter => ({
  queue,
  letterId: '00000000-0000-4000-8005-000000000001',
  body,
  firstSentAt: now,
  receives: 6,
  undelivered: null,
  ...more,
});
const look = (given: Letter, found: Found = { kind: 'nothing' }) => {
  const { subject, content } = readLetter(given, { now, timeZone: clinic.timeZone, protocols: GUIDES });
  return { subject, diagnosis: diagnose(given, content, found, { clinic, now }) };
};
const onBus = (detail: unknown) =>
  JSON.stringify({ 'detail-type': Object(detail).type ?? 'visit.held', detail });

const NONE: Found = { kind: 'course', loaded: { head: null, events: [], messages: [] } };
function courseWith(raw: readonly Raw[], head: object = {}): Found {
  const events = parsed(raw).map((event) => ({ event, contentHash: contentHashOf(event) }));
  const loaded = { head: { status: 'open', lastReceivedAt: now, ...head }, events, messages: [] };
  return { kind: 'course', loaded: loaded as unknown as LoadedCourse };
}

describe('an event', () => {
  const course = courseEvents();
  const started = stenosisFrom(course, '2026-03-05');
  const held = course.held('status-4-weeks', '2026-03-09', '0254');
  const of = (raw: unknown, found: Found = courseWith(started)) => look(letter('events', onBus(raw)), found);

  test('that is not valid: the path of each mistake and what was expected', () => {
    const { subject, diagnosis } = of({
      ...held,
      data: { visit: 'status-4-weeks', serviceCode: '0254', date: 'Monday' },
    });
    expect(subject).toEqual({ eventId: held.eventId, type: 'visit.held', courseId: 'C-1' });
    expect(diagnosis).toMatchObject({ cause: 'invalid', advice: 'discard' });
    expect(diagnosis.issues.map(({ path }) => path)).toEqual(['data.date']);
    expect(diagnosis.reason).toMatch(/^invalid: data\.date: expected an existing date/);
  });

  test('of a day ahead of the clock is valid once the day has come', () => {
    expect(of({ ...held, occurredAt: '2026-03-12T10:00:00Z' }).diagnosis.issues).toMatchObject([
      { path: 'occurredAt' },
    ]);
    expect(of({ ...held, occurredAt: '2026-03-11T09:00:00Z' }).diagnosis.cause).toBe('passed');
  });

  test.each<[string, unknown, Found, Partial<Diagnosis>]>([
    ['that is new', held, courseWith(started), { cause: 'passed', advice: 'redrive' }],
    ['that starts a course', started[0], NONE, { cause: 'passed', advice: 'redrive' }],
    ['that is recorded', started[1], courseWith(started), { cause: 'recorded', advice: 'redrive' }],
    [
      'whose id stands for other content',
      { ...held, eventId: started[1]?.eventId },
      courseWith(started),
      { cause: 'conflict', advice: 'discard' },
    ],
    [
      'of an erased course',
      held,
      courseWith([], { status: 'erased' }),
      { cause: 'erased', advice: 'discard' },
    ],
    [
      'of a course that cannot be read',
      held,
      { kind: 'unreadable', error: 'not as expected: status' },
      { cause: 'unreadable', advice: 'keep', reason: 'its course cannot be read: not as expected: status' },
    ],
  ])('%s', (_, raw, found, expected) => {
    expect(of(raw, found).diagnosis).toMatchObject(expected);
  });

  test('of a full course', () => {
    const many = Array.from({ length: 1000 }, (_, index) => ({ ...held, eventId: `f-${index}` }));
    expect(of(held, courseWith(many)).diagnosis).toMatchObject({ cause: 'full', advice: 'discard' });
  });

  test('of a course that cannot be planned: the error’s name, not its words', () => {
    const broken = courseWith(started);
    if (broken.kind === 'course') Object.assign(broken.loaded.events[1]?.event ?? {}, { data: null });
    expect(of(held, broken).diagnosis).toMatchObject({
      cause: 'unreadable',
      reason: 'its course cannot be planned (TypeError)',
      advice: 'keep',
    });
  });
});

test('a wake of a course, of none, and one that is none', () => {
  const wake = letter('wakes', '{"courseId":"C-1","wakeAt":"2026-03-19T08:00:00.000Z"}');
  const found = look(wake, courseWith(stenosisFrom(courseEvents(), '2026-03-05')));
  expect(found.subject).toEqual({ eventId: null, type: null, courseId: 'C-1' });
  expect(found.diagnosis).toMatchObject({ cause: 'passed', advice: 'redrive' });
  expect(look(wake, NONE).diagnosis).toMatchObject({ cause: 'no-course', advice: 'discard' });
  expect(look(letter('wakes', '{"courseId":"C-1"}')).diagnosis).toMatchObject({
    cause: 'invalid',
    reason: 'invalid: expected courseId and wakeAt',
  });
});

test('a report of a bounce, of a course that is gone, and of nobody’s e-mail', () => {
  const report = (tags: object) =>
    JSON.stringify({
      time: '2026-03-09T10:00:00Z',
      detail: {
        eventType: 'Bounce',
        mail: {
          messageId: 'ses-1',
          timestamp: '2026-03-09T10:00:00Z',
          destination: ['anna@patients.example'],
          tags,
        },
        bounce: { bounceType: 'Permanent' },
      },
    });
  const tags = { course: [Buffer.from('C-1').toString('base64url')], message: ['0001'], attempt: ['1'] };
  const bounce = letter('emails', report(tags));
  const found = look(bounce, courseWith(stenosisFrom(courseEvents(), '2026-03-05')));
  expect(found.subject).toMatchObject({ type: 'email.bounced', courseId: 'C-1' });
  expect(found.diagnosis.cause).toBe('passed');
  expect(look(bounce, NONE).diagnosis.cause).toBe('no-course');
  expect(look(letter('emails', report({}))).diagnosis.cause).toBe('passed');
});

test('what EventBridge or its Scheduler could not deliver: who says so, and its code', () => {
  const undelivered = { by: 'event bus', code: 'NO_PERMISSIONS' } as const;
  const held = courseEvents().held('status-4-weeks', '2026-03-09', '0254');
  const good = look(letter('events', onBus(held), { undelivered }), NONE).diagnosis;
  expect(good).toMatchObject({ cause: 'passed', advice: 'redrive' });
  expect(good.reason).toBe('the event bus could not deliver it (NO_PERMISSIONS); it would be handled now');
  expect(look(letter('events', onBus({}), { undelivered })).diagnosis.cause).toBe('invalid');
});

test('digests wait for courses that cannot be read; ids that are none are not told', () => {
  const request = letter('digests', '{"kind":"digest"}');
  const worklist = (...unreadable: string[]): Found => ({ kind: 'worklist', unreadable });
  expect(look(request, worklist()).diagnosis.cause).toBe('passed');
  expect(look(request, worklist('C-9', 'Anna Jensen')).diagnosis).toMatchObject({
    reason: 'courses cannot be read: C-9, one without an id',
    advice: 'keep',
  });
});

test('a course id that is none is not told', () => {
  const unknown = { eventId: null, type: null, courseId: null };
  const wake = letter('wakes', '{"courseId":"Anna Jensen","wakeAt":"2026-03-19T08:00:00.000Z"}');
  expect(look(wake, NONE).subject).toEqual(unknown);
  const tags = { course: [Buffer.from('Anna Jensen').toString('base64url')], message: ['1'], attempt: ['1'] };
  const detail = {
    eventType: 'Delivery',
    mail: { messageId: 'ses-1', timestamp: '2026-03-09T10:00:00Z', tags },
  };
  const report = letter('emails', JSON.stringify({ time: '2026-03-09T10:00:00Z', detail }));
  expect(look(report, NONE).subject).toEqual(unknown);
});

test('nothing that a body says is told, whatever it says, but ids', () => {
  const secret = 'Anna Ærlig';
  const text = fc.constantFrom(secret, `${secret}@patients.example`, '010190-1234', 'C-1', '2026-03-05');
  const fields = fc.record(
    {
      eventId: text,
      courseId: text,
      type: fc.oneof(text, fc.constantFrom('visit.held', 'course.enrolled', 'patient.updated')),
      occurredAt: text,
      wakeAt: text,
      data: fc.dictionary(
        fc.constantFrom('patient', 'visit', 'date', 'name'),
        fc.oneof(text, fc.record({ name: text })),
      ),
      time: text,
    },
    { requiredKeys: [] },
  );
  const body = fc.oneof(
    text,
    fields.map((value) => JSON.stringify(value)),
    fields.map((detail) => JSON.stringify({ detail, time: secret })),
  );
  fc.assert(
    fc.property(fc.constantFrom(...QUEUE_NAMES), body, (queue, said) => {
      expect(JSON.stringify(look(letter(queue, said), NONE))).not.toMatch(/Anna|Ærlig|010190/);
    }),
  );
});
