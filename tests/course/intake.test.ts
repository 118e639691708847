import { expect, test } from 'vitest';
import { eventToItem, readEvent } from '../../shared/aws/items.ts';
import { sortOut } from '../../shared/course/intake.ts';
import { contentHashOf } from '../../shared/ports/stored-event.ts';
import { courseEvents, parsed, type Raw } from '../support/events.ts';
import { storedEvents } from '../support/stored-records.ts';

const enrolment = courseEvents().enrolled('2026-03-01T12:00:00+01:00');
const data = enrolment.data as Record<string, unknown>;
const known = storedEvents([enrolment]);
const sorted = (...raw: Raw[]) => {
  const { fresh, refused } = sortOut(parsed(raw), known);
  return {
    fresh: fresh.map(({ event }) => event.eventId),
    refused: refused.map(({ event, reason }) => ({ eventId: event.eventId, reason })),
  };
};

test.each<[string, Raw]>([
  ['the same once more', enrolment],
  [
    'with its fields in another order',
    { ...enrolment, data: Object.fromEntries(Object.entries(data).reverse()) },
  ],
  ['with the same instant in another zone', { ...enrolment, occurredAt: '2026-03-01T11:00:00Z' }],
  ['with a field that nobody reads', { ...enrolment, data: { ...data, colour: 'blue' } }],
])('an event that comes again %s is a repeat', (_, again) => {
  expect(sorted(again)).toEqual({ fresh: [], refused: [] });
});

test.each<[string, Raw]>([
  ['another instant', { ...enrolment, occurredAt: '2026-03-01T11:00:01Z' }],
  ['other data', { ...enrolment, data: { ...data, entry: 'direct' } }],
  ['another type', { ...enrolment, type: 'reminders.resumed', data: {} }],
])('an event that comes again with %s is a conflict', (_, again) => {
  expect(sorted(again)).toEqual({ fresh: [], refused: [{ eventId: 'e001', reason: 'conflict' }] });
});

test('within one batch the first content counts', () => {
  const { booked } = courseEvents();
  const first = { ...booked('closing', '2026-03-01', '2026-03-05T09:00:00Z'), eventId: 'e002' };
  const other = { ...booked('closing', '2026-03-01', '2026-03-06T09:00:00Z'), eventId: 'e002' };
  const { fresh, refused } = sorted(first, other, first, enrolment);
  expect(fresh).toEqual(['e002']);
  expect(refused).toEqual([{ eventId: 'e002', reason: 'conflict' }]);
});

test('of two contents under one id in a batch only the second is refused: the first is recorded', () => {
  const { booked } = courseEvents();
  const [first, other] = ['05', '06'].map((day) => ({
    ...booked('closing', '2026-03-01', `2026-03-${day}T09:00:00Z`),
    eventId: 'e002',
  }));
  const batch = parsed([first, other].flatMap((each) => each ?? []));
  expect(sortOut(batch, known).refused.map(({ event }) => event)).toEqual([batch[1]]);
});

test('an event that was stored and read has the same hash', () => {
  const [stored] = known;
  if (!stored) throw new Error('no event');
  const read = readEvent(JSON.parse(JSON.stringify(eventToItem('C-1', stored, null))));
  expect(contentHashOf(read.event)).toBe(stored.contentHash);
});
