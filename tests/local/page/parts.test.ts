import { expect, test } from 'vitest';
import { boardScale } from '../../../local/page/board-scale.ts';
import { readEventForm } from '../../../local/page/event-form.ts';
import { textOf } from '../../../local/page/markup.ts';
import { backTo, PATHS } from '../../../local/page/paths.ts';
import { compactTimeline } from '../../../local/page/timeline-svg.ts';
import { eventExamples, firstExamples } from '../../../local/words/event-examples.ts';
import { timelineOf } from '../../../local/words/timeline.ts';
import { SENDER_EVENT_TYPES } from '../../../shared/core/events/events.ts';
import { parseEvent } from '../../../shared/core/events/parse-event.ts';
import { parseCivilDate } from '../../../shared/core/time/civil-date.ts';
import { bookedCourse, completedCourse, NOW } from './pages.ts';

const timeZone = 'Europe/Copenhagen';

test('a course drawn in one line', () => {
  const timeline = timelineOf(completedCourse, NOW, timeZone);
  if (!timeline) throw new Error('the course has visits');
  const scale = { from: parseCivilDate('2026-01-01'), to: parseCivilDate('2026-04-30') };
  const svg = textOf(compactTimeline({ id: 'c', timeline, scale, title: 'Timeline of C-2' }));
  expect(svg).toMatchInlineSnapshot(`
    "<svg class="timeline" height="46" role="img" aria-labelledby="c-t c-d"><title id="c-t">Timeline of C-2</title><desc id="c-d">Pre-examination: held 15 Jan 2026, window 8 Jan – 5 Feb 2026, 0 e-mails sent, 0 to come. Status consultation after 4 weeks: held 12 Feb 2026, window 5 Feb – 19 Feb 2026, 0 e-mails sent, 0 to come. Final status consultation: held 9 Apr 2026, window 30 Mar – 16 Apr 2026, 0 e-mails sent, 0 to come.</desc>
    <line class="grid" x1="0.42%" x2="0.42%" y1="0" y2="46"/><line class="grid" x1="26.25%" x2="26.25%" y1="0" y2="46"/><line class="grid" x1="49.58%" x2="49.58%" y1="0" y2="46"/><line class="grid" x1="75.42%" x2="75.42%" y1="0" y2="46"/>
    <g><title>Pre-examination (held): 8 Jan – 5 Feb 2026</title><rect class="window held" x="6.25%" width="23.33%" y="24" height="16" rx="4"/></g><g><title>Status consultation after 4 weeks (held): 5 Feb – 19 Feb 2026</title><rect class="window held" x="29.58%" width="11.67%" y="24" height="16" rx="4"/></g><g><title>Final status consultation (held): 30 Mar – 16 Apr 2026</title><rect class="window held" x="73.75%" width="14.17%" y="24" height="16" rx="4"/></g>


    <g><title>Pre-examination, held Thu 15 Jan 2026</title><use href="#m-held" x="12.08%" y="32"/></g><g><title>Status consultation after 4 weeks, held Thu 12 Feb 2026</title><use href="#m-held" x="35.42%" y="32"/></g><g><title>Final status consultation, held Thu 9 Apr 2026</title><use href="#m-held" x="82.08%" y="32"/></g>

    </svg>"
  `);
});

test('the board shows what there is, and at most fifteen months around today', () => {
  const timeline = timelineOf(completedCourse, NOW, timeZone);
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
  expect(parseEvent(envelope, { now: NOW, timeZone, from: 'sender' })).toMatchObject({ ok: true });
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
