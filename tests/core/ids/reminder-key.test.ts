import { describe, expect, test } from 'vitest';
import {
  isReminderKey,
  keyOf,
  parseReminderKey,
  type ReminderKind,
  type ReminderName,
  readKey,
} from '../../../shared/core/ids/reminder-key.ts';
import { parseCivilDate } from '../../../shared/core/time/civil-date.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';

const day = parseCivilDate('2026-03-12');
const startsAt = toInstant('2026-03-12T08:00:00Z');

/** As they stand in the logs of running courses: a key that changes sends its reminder once more. */
const KEYS: Readonly<Record<ReminderKind, readonly [string, ReminderName]>> = {
  questionnaires: ['closing/questionnaires', { visit: 'closing', kind: 'questionnaires' }],
  nudge: ['closing/nudge/2026-03-12', { visit: 'closing', kind: 'nudge', bookedOn: day }],
  booking: [
    'closing/booking/2026-03-12/2',
    { visit: 'closing', kind: 'booking', countedFrom: day, number: 2 },
  ],
  rebooking: ['closing/booking/after-2026-03-12', { visit: 'closing', kind: 'rebooking', clearedOn: day }],
  confirmation: [
    'closing/confirmation/2026-03-12T08:00:00.000Z',
    { visit: 'closing', kind: 'confirmation', startsAt },
  ],
  appointment: [
    'closing/appointment/2026-03-12T08:00:00.000Z',
    { visit: 'closing', kind: 'appointment', startsAt },
  ],
  changed: [
    'closing/appointment/2026-03-12T08:00:00.000Z/after-0003',
    { visit: 'closing', kind: 'changed', startsAt, after: '0003' },
  ],
  cancelled: [
    'closing/cancelled/2026-03-12T08:00:00.000Z',
    { visit: 'closing', kind: 'cancelled', startsAt },
  ],
};

/** Told or asked once more. */
const AGAIN: readonly (readonly [string, ReminderName])[] = [
  ['closing/questionnaires/2026-03-12', { visit: 'closing', kind: 'questionnaires', anewFor: day }],
  [
    'closing/cancelled/2026-03-12T08:00:00.000Z/after-0003',
    { visit: 'closing', kind: 'cancelled', startsAt, after: '0003' },
  ],
];

describe.each([...Object.values(KEYS), ...AGAIN])('%s', (key, name) => {
  test('is written from what it names', () => expect(keyOf(name)).toBe(key));
  test('tells what it names', () => expect(readKey(parseReminderKey(key))).toEqual(name));
});

test.each([
  '',
  'closing',
  'closing/',
  'closing/questionnaires/',
  'closing/questionnaires/soon',
  'Opening/questionnaires',
  'closing/call',
  'closing/nudge',
  'closing/nudge/2026-02-30',
  'closing/booking/2026-03-12',
  'closing/booking/2026-03-12/02',
  'closing/booking/2026-03-12/first',
  'closing/booking/2026-03-12/2/3',
  'closing/booking/before-2026-03-12',
  'closing/booking/after-spring',
  'closing/appointment/2026-03-12T08:00Z',
  'closing/appointment/2026-03-12T08:00:00.000Z/after-',
  'closing/appointment/2026-03-12T08:00:00.000Z/after-them',
  'closing/confirmation/soon',
  'closing/cancelled/2026-03-12',
  'closing/cancelled/2026-03-12T08:00:00.000Z/0003',
])('%j is no key', (text) => {
  expect(isReminderKey(text)).toBe(false);
  expect(() => parseReminderKey(text)).toThrow(RangeError);
});
