import { describe, expect, test } from 'vitest';
import { keyOf, type ReminderName } from '../../../shared/core/ids/reminder-key.ts';
import { type Message, readHistory } from '../../../shared/core/reminders/log.ts';
import { lastTold, wrongTimes } from '../../../shared/core/reminders/told-times.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';
import { bookedTimes } from '../../../shared/core/visits/booked-times.ts';
import { courseEvents, type Raw } from '../../support/events.ts';
import { planAt } from '../../support/plan.ts';

const VISIT = 'pre-examination';
const EIGHTH = toInstant('2026-04-08T10:00:00+02:00');
const NINTH = toInstant('2026-04-09T10:00:00+02:00');
const NOW = '2026-04-07T09:00:00Z';

type Name = Extract<ReminderName, { readonly startsAt: unknown }>;
type Unplaced<T> = T extends unknown ? Omit<T, 'visit'> : never;

/** An e-mail about a time of half an hour; in old logs without a length. */
const told = (messageId: string, name: Unplaced<Name>, durationMinutes: number | null | undefined = 30) => {
  const at = toInstant(`2026-03-3${messageId.at(-1)}T07:00:00Z`);
  const time = durationMinutes === undefined ? {} : { time: { durationMinutes, visits: [VISIT] as const } };
  const key = keyOf({ ...name, visit: VISIT } as Name);
  const reminders = [{ key, sendAt: at, expiresAt: EIGHTH, ...time }];
  return {
    messageId,
    status: 'sent',
    sentAt: at,
    claimedAt: at,
    attempt: 1,
    dropped: [],
    reminders,
  } as Message;
};
const first = told('0000', { kind: 'appointment', startsAt: EIGHTH });

/** What the patient has in mind and is not so: `2026-04-08T08:00:00.000Z`. */
function wrong(
  messages: readonly Message[],
  last: (course: ReturnType<typeof courseEvents>) => Raw[] = () => [],
) {
  const course = courseEvents();
  const events = [
    course.enrolled('2026-03-25', { protocol: 'lumbar-spinal-stenosis', entry: 'direct' }),
    course.event('visit.booked', '2026-03-26', { visit: VISIT, startsAt: EIGHTH, durationMinutes: 30 }),
    ...last(course),
  ];
  const { visits } = planAt(NOW, events, { messages });
  const times = bookedTimes(visits, 'Europe/Copenhagen');
  return wrongTimes(readHistory(messages, new Map()), times, toInstant(NOW)).map(({ startsAt }) => startsAt);
}

describe('a time that the patient has in mind is wrong', () => {
  test('when another one is booked, or none, or as long as another', () => {
    expect(wrong([first])).toEqual([]);
    expect(wrong([first], ({ booked }) => [booked(VISIT, '2026-04-01', NINTH)])).toEqual([EIGHTH]);
    expect(wrong([first], ({ cancelled }) => [cancelled(VISIT, '2026-04-01')])).toEqual([EIGHTH]);
    const longer = told('0000', { kind: 'appointment', startsAt: EIGHTH }, 60);
    expect(wrong([longer])).toEqual([EIGHTH]);
  });

  test('when the course is closed or the visit waived', () => {
    expect(wrong([first], ({ closed }) => [closed('2026-04-01', 'transferred')])).toEqual([EIGHTH]);
    expect(wrong([first], ({ waived }) => [waived(VISIT, '2026-04-01')])).toEqual([EIGHTH]);
  });

  test('until it is set right', () => {
    const moved = ({ booked }: ReturnType<typeof courseEvents>) => [booked(VISIT, '2026-04-01', NINTH)];
    expect(wrong([first, told('0001', { kind: 'changed', startsAt: NINTH, after: '0000' })], moved)).toEqual(
      [],
    );
    const off = told('0001', { kind: 'cancelled', startsAt: EIGHTH });
    expect(wrong([first, off], ({ cancelled }) => [cancelled(VISIT, '2026-04-01')])).toEqual([]);
  });

  test('not in an old log that says no length', () => {
    expect(wrong([told('0000', { kind: 'appointment', startsAt: EIGHTH }, undefined)])).toEqual([]);
  });
});

test('of one e-mail that says both, what is booked is the last word', () => {
  const off = told('0001', { kind: 'cancelled', startsAt: EIGHTH });
  const on = told('0001', { kind: 'changed', startsAt: NINTH, after: '0000' });
  const both = { ...off, reminders: [...on.reminders, ...off.reminders] };
  expect(lastTold(readHistory([first, both], new Map()), VISIT)).toMatchObject({
    startsAt: NINTH,
    isOff: false,
  });
});
