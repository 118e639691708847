import { expect, test } from 'vitest';
import { courseEvents } from '../support/events.ts';
import { EXAMPLE, OWN_PROTOCOLS } from '../support/own-protocol.ts';
import { useClinic } from '../support/scenario.ts';

const { tell, pass } = useClinic({ protocols: OWN_PROTOCOLS });

test('a course that a clinic has added as a file, from enrolment to the follow-up under the cap', async () => {
  const { enrolled, booked, held, answered, recorded, completed, closed, event } = courseEvents();
  await tell(
    [
      enrolled('2026-01-12T10:00:00+01:00', {
        protocol: EXAMPLE,
        entry: 'direct',
        referralDate: '2025-09-15',
      }),
      booked('arthrosis-start', '2026-01-13T09:00:00+01:00', '2026-01-21T10:00:00+01:00'),
      held('arthrosis-start', '2026-01-21', '9901'),
      answered('arthrosis-start', '2026-01-21', 'NPRS'),
      recorded('arthrosis-start', '2026-01-21', 'PSFS'),
      recorded('arthrosis-start', '2026-01-21', 'sit-to-stand'),
      event('session.held', '2026-02-02', { serviceCode: '9904', date: '2026-02-02' }),
      event('session.held', '2026-02-04', { serviceCode: '9905', date: '2026-02-04' }),
      booked('arthrosis-end', '2026-03-10T09:00:00+01:00', '2026-03-17T10:00:00+01:00'),
      answered('arthrosis-end', '2026-03-12', 'NPRS'),
      // Told by its code alone, as a calendar does.
      event('visit.held', '2026-03-17', { serviceCode: '9902', date: '2026-03-17' }),
      recorded('arthrosis-end', '2026-03-17', 'PSFS'),
      recorded('arthrosis-end', '2026-03-20', 'sit-to-stand'),
      closed('2026-03-17', 'completed'),
      completed('discharge-letter', '2026-03-18T08:00:00+01:00'),
    ],
    '2026-03-27T12:00:00Z',
  );
  await pass('2026-08-20T12:00:00Z');
  const { patientEmails, digests, emails, plans, deadLetters } = await tell([], '2026-09-10T00:00:00Z');
  expect(deadLetters).toEqual([]);
  expect(patientEmails).toEqual([
    '2026-01-12 10:15 C-1: arthrosis-start/questionnaires',
    '2026-01-19 09:00 C-1: arthrosis-start/appointment/2026-01-21T09:00:00.000Z, arthrosis-start/nudge/2026-01-21',
    '2026-03-04 09:00 C-1: arthrosis-end/booking/2026-01-21/1',
    '2026-03-10 09:15 C-1: arthrosis-end/questionnaires',
    '2026-03-13 09:00 C-1: arthrosis-end/appointment/2026-03-17T09:00:00.000Z',
    '2026-08-25 09:00 C-1: arthrosis-follow-up/booking/2026-03-17/1',
    '2026-09-01 09:00 C-1: arthrosis-follow-up/booking/2026-03-17/2',
    '2026-09-08 09:00 C-1: arthrosis-follow-up/questionnaires',
  ]);
  const tasks = digests.map((each) => each.replace('07:00 bo@clinic.example: C-1 ', ''));
  expect(tasks.filter((each) => !each.startsWith('2026-02'))).toEqual([
    '2026-01-20 answer:arthrosis-start',
    '2026-01-21 answer:arthrosis-start',
    '2026-01-28 book:arthrosis-end',
    '2026-01-29 book:arthrosis-end',
    '2026-03-05 book:arthrosis-end',
    '2026-03-18 assess:arthrosis-end:sit-to-stand',
    '2026-03-19 assess:arthrosis-end:sit-to-stand',
    '2026-09-01 book:arthrosis-follow-up',
    '2026-09-02 book:arthrosis-follow-up',
    '2026-09-09 book:arthrosis-follow-up',
  ]);
  const texts = (to: string) => emails.filter(({ audience }) => audience === to).map(({ text }) => text);
  // What was not recorded is owed by the name that the file gives the visit.
  expect(texts('therapist').join()).toContain('den afsluttende undersøgelse (eksempel)');
  const letters = texts('patient')
    .join()
    .replace(/\/p\/\S+/g, '');
  expect(letters).toContain('Vi glæder os til at se dig.');
  expect(letters).not.toMatch(/artrose|arthrosis|knæ|knee|hofte|\(eksempel\)/i);
  expect(plans[0]?.visits.at(-1)).toMatchObject({
    cappedBy: { from: 'referral', date: '2026-09-15' },
    why: {
      da: expect.stringMatching(
        /^6 måneder efter den afsluttende undersøgelse \(eksempel\) .* udløber forinden/,
      ),
    },
  });
});
