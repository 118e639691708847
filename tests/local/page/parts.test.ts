import { expect, test } from 'vitest';
import { readEventForm } from '../../../local/page/event-form.ts';
import { backTo, PATHS } from '../../../local/page/paths.ts';
import { eventExamples, firstExamples } from '../../../local/words/event-examples.ts';
import { timelineOfJson } from '../../../local/words/timeline.ts';
import { SENDER_EVENT_TYPES } from '../../../shared/core/events/events.ts';
import { parseEvent } from '../../../shared/core/events/parse-event.ts';
import { GUIDES } from '../../../shared/core/protocols/index.ts';
import { parseCivilDate } from '../../../shared/core/time/civil-date.ts';
import { boardScale } from '../../../shared/web/course/board-scale.ts';
import { bookedCourse, completedCourse, NOW } from './pages.ts';

const timeZone = 'Europe/Copenhagen';

test('the board shows what there is, and at most fifteen months around today', () => {
  const timeline = timelineOfJson(completedCourse, NOW, timeZone);
  if (!timeline) throw new Error('the course has visits');
  const long = { ...timeline, from: parseCivilDate('2024-01-01'), to: parseCivilDate('2028-01-01') };
  expect(boardScale([timeline], parseCivilDate('2026-04-24'))).toEqual({
    from: timeline.from,
    to: '2026-04-24',
  });
  expect(boardScale([long], parseCivilDate('2026-04-24'))).toEqual({ from: '2025-09-24', to: '2026-12-24' });
  expect(boardScale([long], parseCivilDate('2028-01-01'))).toEqual({ from: '2026-10-01', to: '2028-01-01' });
  expect(boardScale([], parseCivilDate('2026-04-24'))).toEqual({ from: '2026-04-24', to: '2026-04-24' });
});

test('there is an example of every type that a sender may use', () => {
  const types = Object.keys(eventExamples(bookedCourse, NOW, timeZone));
  expect(types).toEqual(SENDER_EVENT_TYPES);
});

test.each([
  ...Object.entries(eventExamples(bookedCourse, NOW, timeZone)),
  ...Object.entries(eventExamples(completedCourse, NOW, timeZone)),
  ...Object.entries(firstExamples(NOW, timeZone)),
])('the example of %s is a valid event', (type, data) => {
  const envelope = { eventId: 'e-1', type, courseId: 'C-1', occurredAt: NOW, data };
  expect(parseEvent(envelope, { now: NOW, timeZone, protocols: GUIDES, from: 'sender' })).toMatchObject({
    ok: true,
  });
});

test('a form becomes an envelope, or says why not', () => {
  const form = {
    eventId: 'e-1',
    type: 'visit.cancelled',
    courseId: 'C-1',
    occurredAt: NOW,
    data: '{"visit":"closing"}',
    back: '/',
  };
  expect(readEventForm(form)).toEqual({
    envelope: {
      eventId: 'e-1',
      type: 'visit.cancelled',
      courseId: 'C-1',
      occurredAt: NOW,
      data: { visit: 'closing' },
    },
  });
  expect(readEventForm({ ...form, data: '{' })).toEqual({ message: 'The data is no valid JSON.' });
});

test.each([
  ['/courses/C-1', '/courses/C-1'],
  ['/?status=open', '/?status=open'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['/a\r\nSet-Cookie: x', '/'],
  [undefined, '/'],
])('after a form from %j the browser goes to %j', (path, expected) => {
  expect(backTo(path)).toBe(expected);
});

test('ids are safe in addresses', () => {
  expect(PATHS.course('a:b')).toBe('/courses/a%3Ab');
  expect(PATHS.email('a/../b?c')).toBe('/emails/a%2F..%2Fb%3Fc');
});
