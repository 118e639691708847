import { expect, test } from 'vitest';
import { courseEvents } from '../support/events.ts';
import { useClinic } from '../support/scenario.ts';
import { STENOSIS } from '../support/stories.ts';

const { tell } = useClinic({ timeZone: 'America/Nuuk' });

test('a clinic in Nuuk lives by its own days and hours, and by Danish holidays', async () => {
  // In Copenhagen it is the 27th already.
  const told = await tell(
    [courseEvents().enrolled('2026-03-26T21:30:00-02:00', STENOSIS)],
    '2026-04-10T12:00:00Z',
  );
  expect(told.patientEmails).toEqual([
    '2026-03-27 08:00 C-1: pre-examination/questionnaires',
    '2026-03-30 09:00 C-1: pre-examination/booking/2026-03-26/1',
    '2026-04-07 09:00 C-1: pre-examination/booking/2026-03-26/2',
  ]);
  expect(told.digests).toEqual([
    '2026-04-09 07:00 bo@clinic.example: C-1 book:pre-examination',
    '2026-04-10 07:00 bo@clinic.example: C-1 book:pre-examination',
  ]);
  expect(told.emails.map(({ sentAt }) => sentAt.slice(0, 16))).toEqual([
    '2026-03-27T10:00',
    '2026-03-30T10:00',
    // The quality figures of March, to the manager.
    '2026-04-01T08:00',
    '2026-04-07T10:00',
    '2026-04-09T08:00',
    '2026-04-10T08:00',
  ]);
});
