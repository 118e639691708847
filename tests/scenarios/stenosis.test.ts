import { expect, test } from 'vitest';
import { courseEvents } from '../support/events.ts';
import { useClinic } from '../support/scenario.ts';

const { tell, pass } = useClinic();

test('a stenosis course from enrolment to discharge', async () => {
  const { event, enrolled, booked, held, closed } = courseEvents();
  const answered = (on: string, visit: string, questionnaire: string) =>
    event('questionnaire.answered', on, { visit, questionnaire, answeredOn: on });
  await tell(
    [
      enrolled('2026-02-26T10:00:00+01:00', { protocol: 'lumbar-spinal-stenosis', entry: 'direct' }),
      booked('pre-examination', '2026-02-27T09:00:00+01:00', '2026-03-05T10:00:00+01:00'),
      ...['NPRS', 'ODI', 'ZCQ'].map((each) => answered('2026-03-01', 'pre-examination', each)),
      held('pre-examination', '2026-03-05', '0251'),
      booked('status-4-weeks', '2026-03-20T09:00:00+01:00', '2026-04-07T10:00:00+02:00'),
      held('status-4-weeks', '2026-04-07', '0254'),
      booked('final-status', '2026-05-14T09:00:00+02:00', '2026-05-28T10:00:00+02:00'),
      ...['NPRS', 'ODI'].map((each) => answered('2026-05-22', 'final-status', each)),
      held('final-status', '2026-05-28', '0255'),
      closed('2026-05-29', 'completed'),
    ],
    '2026-06-01T12:00:00Z',
  );
  const told = await pass('2027-01-01T00:00:00Z');
  expect(told.patientEmails).toEqual([
    '2026-02-26 10:15 C-1: pre-examination/questionnaires',
    '2026-03-03 09:00 C-1: pre-examination/appointment/2026-03-05T09:00:00.000Z',
    '2026-03-19 09:00 C-1: status-4-weeks/booking/2026-03-05/1',
    '2026-03-31 09:00 C-1: status-4-weeks/appointment/2026-04-07T08:00:00.000Z',
    '2026-05-13 09:00 C-1: final-status/booking/2026-03-05/1',
    '2026-05-21 09:00 C-1: final-status/questionnaires',
    '2026-05-26 09:00 C-1: final-status/appointment/2026-05-28T08:00:00.000Z, final-status/nudge/2026-05-28',
  ]);
  expect(told.deadLetters).toEqual([]);
});
