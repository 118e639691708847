import { expect, test } from 'vitest';
import { calendarEntriesIn } from '../support/calendar-entries.ts';
import { courseEvents } from '../support/events.ts';
import { useClinic } from '../support/scenario.ts';
import { stenosisFrom } from '../support/stories.ts';

const { cloud, tell } = useClinic();
const STATUS = 'status-4-weeks';

/** Held on 5 March and booked on 20 March for 7 April: the invitation to book has gone out, its reminder not yet. */
function bookedCourse() {
  const course = courseEvents();
  const events = [
    ...stenosisFrom(course, '2026-03-05'),
    course.booked(STATUS, '2026-03-20', '2026-04-07T10:00:00+02:00'),
  ];
  return { ...course, events };
}
const INVITED = '2026-03-19 09:00 C-1: status-4-weeks/booking/2026-03-05/1';
const REMINDED = '2026-03-31 09:00 C-1: status-4-weeks/appointment/2026-04-07T08:00:00.000Z';
const subjects = () =>
  cloud()
    .cloud.inbox()
    .filter(({ text }) => text?.includes('Anna'))
    .map(({ subject }) => subject);

test('moved before its reminder went out: one reminder, of the new time', async () => {
  const { events, booked } = bookedCourse();
  const moved = booked(STATUS, '2026-03-25', '2026-04-08T14:00:00+02:00');
  const told = await tell([...events, moved], '2026-04-08T18:00:00Z');
  expect(told.patientEmails).toEqual([
    INVITED,
    '2026-04-01 09:00 C-1: status-4-weeks/appointment/2026-04-08T12:00:00.000Z',
  ]);
  expect(subjects()[1]).toBe('Din tid onsdag den 8. april kl. 14.00');
  expect(calendarEntriesIn(cloud())).toMatchObject([{ sequence: 1, start: '20260408T120000Z' }]);
});

test('moved to another week after its reminder went out: told at once, for the same entry, and once more at its time', async () => {
  const { events, booked } = bookedCourse();
  const moved = booked(STATUS, '2026-04-01T10:00:00+02:00', '2026-04-10T10:00:00+02:00');
  const told = await tell([...events, moved], '2026-04-10T18:00:00Z');
  expect(told.patientEmails).toEqual([
    INVITED,
    REMINDED,
    '2026-04-01 10:15 C-1: status-4-weeks/appointment/2026-04-10T08:00:00.000Z/after-0002',
    '2026-04-08 09:00 C-1: status-4-weeks/appointment/2026-04-10T08:00:00.000Z',
  ]);
  expect(subjects().slice(1)).toEqual([
    'Din tid tirsdag den 7. april kl. 10.00',
    'Din tid er ændret til fredag den 10. april kl. 10.00',
    'Din tid fredag den 10. april kl. 10.00',
  ]);
  const [first, second, third] = calendarEntriesIn(cloud());
  expect(first).toMatchObject({ sequence: 0, start: '20260407T080000Z' });
  expect(second).toMatchObject({ uid: first?.uid, sequence: 2, start: '20260410T080000Z' });
  expect(third).toMatchObject({ uid: first?.uid, sequence: 3, start: '20260410T080000Z' });
});

test('moved to another hour after its reminder went out: told at once', async () => {
  const { events, booked } = bookedCourse();
  const moved = booked(STATUS, '2026-04-01T10:00:00+02:00', '2026-04-07T14:00:00+02:00');
  const told = await tell([...events, moved], '2026-04-07T18:00:00Z');
  expect(told.patientEmails).toEqual([
    INVITED,
    REMINDED,
    '2026-04-01 10:15 C-1: status-4-weeks/appointment/2026-04-07T12:00:00.000Z/after-0002',
  ]);
  expect(subjects()[2]).toBe('Din tid er ændret til tirsdag den 7. april kl. 14.00');
});

test('moved back to the time that was told first: nothing more to say of it', async () => {
  const { events, booked } = bookedCourse();
  const away = booked(STATUS, '2026-04-01T10:00:00+02:00', '2026-04-07T14:00:00+02:00');
  const back = booked(STATUS, '2026-04-01T10:05:00+02:00', '2026-04-07T10:00:00+02:00');
  const told = await tell([...events, away, back], '2026-04-07T18:00:00Z');
  expect(told.patientEmails).toEqual([INVITED, REMINDED]);
});

test('booked when the reminder’s time has passed: told late, and as the second e-mail of the day on the next', async () => {
  const course = courseEvents();
  const booked = course.booked(STATUS, '2026-03-26T15:00:00+01:00', '2026-03-27T10:00:00+01:00');
  const told = await tell([...stenosisFrom(course, '2026-03-05'), booked], '2026-03-27T12:00:00Z');
  expect(told.patientEmails).toEqual([
    INVITED,
    '2026-03-26 09:00 C-1: status-4-weeks/booking/2026-03-05/2',
    '2026-03-27 09:00 C-1: status-4-weeks/appointment/2026-03-27T09:00:00.000Z',
  ]);
});

test('cancelled: an invitation to rebook the next open day, and the reminder of the new time', async () => {
  const { events, cancelled, booked } = bookedCourse();
  const told = await tell(
    [
      ...events,
      cancelled(STATUS, '2026-03-30'),
      booked(STATUS, '2026-03-31T15:00:00+02:00', '2026-04-09T10:00:00+02:00'),
    ],
    '2026-04-09T12:00:00Z',
  );
  expect(told.patientEmails).toEqual([
    INVITED,
    '2026-03-31 09:00 C-1: status-4-weeks/booking/after-2026-03-30',
    '2026-04-07 09:00 C-1: status-4-weeks/appointment/2026-04-09T08:00:00.000Z',
  ]);
  expect(calendarEntriesIn(cloud())).toMatchObject([{ sequence: 1, start: '20260409T080000Z' }]);
});

test('cancelled before Easter: told at once; the invitation to rebook waits for the first open day', async () => {
  const { events, cancelled } = bookedCourse();
  const told = await tell(
    [...events, cancelled(STATUS, '2026-04-01T15:00:00+02:00')],
    '2026-04-08T12:00:00Z',
  );
  expect(told.patientEmails).toEqual([
    INVITED,
    REMINDED,
    '2026-04-01 15:15 C-1: status-4-weeks/cancelled/2026-04-07T08:00:00.000Z',
    '2026-04-07 09:00 C-1: status-4-weeks/booking/after-2026-04-01',
  ]);
});

test('the cancellation of a booking that was moved already clears nothing', async () => {
  const { events, cancelled, booked } = bookedCourse();
  const told = await tell(
    [
      ...events,
      booked(STATUS, '2026-03-25', '2026-04-08T14:00:00+02:00'),
      cancelled(STATUS, '2026-03-26', { startsAt: '2026-04-07T10:00:00+02:00' }),
    ],
    '2026-04-08T12:00:00Z',
  );
  expect(told.patientEmails).toEqual([
    INVITED,
    '2026-04-01 09:00 C-1: status-4-weeks/appointment/2026-04-08T12:00:00.000Z',
  ]);
});

test('a no-show who books again', async () => {
  const { events, missed, booked } = bookedCourse();
  const told = await tell(
    [
      ...events,
      missed(STATUS, '2026-04-07T12:00:00+02:00'),
      booked(STATUS, '2026-04-08T14:00:00+02:00', '2026-04-13T10:00:00+02:00'),
    ],
    '2026-04-13T12:00:00Z',
  );
  expect(told.patientEmails).toEqual([
    INVITED,
    REMINDED,
    '2026-04-08 09:00 C-1: status-4-weeks/booking/after-2026-04-07',
    '2026-04-08 14:15 C-1: status-4-weeks/appointment/2026-04-13T08:00:00.000Z/after-0002',
    '2026-04-09 09:00 C-1: status-4-weeks/appointment/2026-04-13T08:00:00.000Z',
  ]);
});
