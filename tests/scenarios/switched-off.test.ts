import { expect, test } from 'vitest';
import { courseEvents } from '../support/events.ts';
import { useClinic } from '../support/scenario.ts';
import { firstTold, STENOSIS, stenosisFrom } from '../support/stories.ts';

const { tell } = useClinic({
  reminders: {
    booking: { enabled: false },
    visits: { 'status-4-weeks': { appointment: { enabled: false } } },
  },
});

test('a clinic that books for its patients sends no invitations; its therapists still get the tasks', async () => {
  const { booked, cancelled, ...course } = courseEvents();
  const told = await tell(
    [
      ...stenosisFrom({ booked, cancelled, ...course }, '2026-03-05'),
      booked('status-4-weeks', '2026-03-27', '2026-04-07T10:00:00+02:00'),
      cancelled('status-4-weeks', '2026-04-07T09:00:00+02:00'),
    ],
    '2026-04-08T10:00:00Z',
  );
  expect(firstTold(told, 'book:status-4-weeks')[0]).toBe(
    '2026-03-12 07:00 bo@clinic.example: C-1 book:status-4-weeks',
  );
  expect(told.digests.at(-1)).toMatch(/^2026-04-08 07:00 bo@.*C-1 book:status-4-weeks/);
  // Neither the invitations nor this visit's reminder of the appointment; the invitation to rebook is another kind.
  expect(told.patientEmails).toEqual(['2026-04-08 09:00 C-1: status-4-weeks/booking/after-2026-04-07']);
});

test('what is switched off for one visit goes out for another', async () => {
  const { enrolled, booked } = courseEvents();
  const told = await tell(
    [
      enrolled('2026-03-09T10:00:00+01:00', STENOSIS),
      booked('pre-examination', '2026-03-09T10:01:00+01:00', '2026-03-16T10:00:00+01:00'),
    ],
    '2026-03-16T08:00:00Z',
  );
  expect(told.patientEmails).toEqual([
    '2026-03-09 10:16 C-1: pre-examination/questionnaires',
    '2026-03-12 09:00 C-1: pre-examination/appointment/2026-03-16T09:00:00.000Z, pre-examination/nudge/2026-03-16',
  ]);
});
