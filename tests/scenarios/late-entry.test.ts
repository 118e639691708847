import { expect, test } from 'vitest';
import { courseEvents } from '../support/events.ts';
import { useClinic } from '../support/scenario.ts';
import { arriving, STENOSIS, stenosisFrom } from '../support/stories.ts';

const { tell } = useClinic();

test('a course that is entered weeks late: of two invitations to book only the newest goes out', async () => {
  const events = stenosisFrom(courseEvents(), '2026-03-05');
  const told = await tell(arriving('2026-04-01T10:00:00+02:00', events), '2026-04-02T10:00:00Z');
  expect(told.patientEmails).toEqual(['2026-04-01 10:15 C-1: status-4-weeks/booking/2026-03-05/2']);
  expect(told.audit).toMatchObject({ 'came due': 2, sent: 1, missed: 1 });
});

test('facts that are entered one after another count together', async () => {
  const course = courseEvents();
  const booked = course.booked('status-4-weeks', '2026-03-20', '2026-04-09T10:00:00+02:00');
  const told = await tell(
    [
      ...arriving('2026-04-01T10:00:00+02:00', stenosisFrom(course, '2026-03-05')),
      ...arriving('2026-04-01T10:14:00+02:00', [booked]),
    ],
    '2026-04-08T10:00:00Z',
  );
  expect(told.patientEmails).toEqual([
    '2026-04-07 09:00 C-1: status-4-weeks/appointment/2026-04-09T08:00:00.000Z',
  ]);
});

test('a visit that is entered days after it was held: what was sent was right at its time', async () => {
  const course = courseEvents();
  const told = await tell(
    [
      course.enrolled('2026-03-05T10:00:00+01:00', STENOSIS),
      ...arriving('2026-03-12T10:00:00+01:00', [course.held('pre-examination', '2026-03-06', '0251')]),
      ...arriving('2026-03-30T10:00:00+02:00', [course.held('status-4-weeks', '2026-03-27', '0254')]),
    ],
    '2026-04-08T10:00:00Z',
  );
  // The status would be on Good Friday, 3 April, so its window is 26 March to 13 April.
  expect(told.patientEmails).toEqual([
    '2026-03-05 10:15 C-1: pre-examination/questionnaires',
    '2026-03-09 09:00 C-1: pre-examination/booking/2026-03-05/1',
    '2026-03-19 09:00 C-1: status-4-weeks/booking/2026-03-06/1',
    '2026-03-26 09:00 C-1: status-4-weeks/booking/2026-03-06/2',
  ]);
});
