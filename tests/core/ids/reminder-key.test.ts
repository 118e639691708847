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
  appointment: [
    'closing/appointment/2026-03-12T08:00:00.000Z',
    { visit: 'closing', kind: 'appointment', startsAt },
  ],
};

describe.each(Object.values(KEYS))('%s', (key, name) => {
  test('is written from what it names', () => expect(keyOf(name)).toBe(key));
  test('tells what it names', () => expect(readKey(parseReminderKey(key))).toEqual(name));
});

test.each([
  '',
  'closing',
  'closing/',
  'closing/questionnaires/',
  'closing/questionnaires/2026-03-12',
  'opening/questionnaires',
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
])('%j is no key', (text) => {
  expect(isReminderKey(text)).toBe(false);
  expect(() => parseReminderKey(text)).toThrow(RangeError);
});
