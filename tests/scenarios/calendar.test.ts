import { describe, expect, test } from 'vitest';
import { courseEvents } from '../support/events.ts';
import { useClinic } from '../support/scenario.ts';
import { arriving, firstTold, STENOSIS, stenosisFrom } from '../support/stories.ts';

/** What is left of it in May is the final status: nominal 28 May, window 20 May to 4 June. */
function upToTheFinalStatus() {
  const course = courseEvents();
  const events = [...stenosisFrom(course, '2026-03-05'), course.held('status-4-weeks', '2026-04-07', '0254')];
  return { ...course, events: arriving('2026-05-12T10:00:00+02:00', events) };
}

describe('closed for a week in March and one in May', () => {
  const { tell } = useClinic({
    closures: [
      { from: '2026-03-16', to: '2026-03-20' },
      { from: '2026-05-21', to: '2026-05-27' },
    ],
  });

  test('an invitation to book waits for the first open day', async () => {
    const told = await tell(stenosisFrom(courseEvents(), '2026-03-05'), '2026-03-26T10:00:00Z');
    expect(told.patientEmails).toEqual([
      '2026-03-23 09:00 C-1: status-4-weeks/booking/2026-03-05/1',
      '2026-03-26 09:00 C-1: status-4-weeks/booking/2026-03-05/2',
    ]);
  });

  test('before a booked visit it goes on the last open day instead; the reminder ignores the closure', async () => {
    const { events, booked } = upToTheFinalStatus();
    const told = await tell(
      [...events, booked('final-status', '2026-05-18', '2026-05-28T10:00:00+02:00')],
      '2026-05-28T10:00:00Z',
    );
    expect(told.patientEmails).toEqual([
      '2026-05-13 09:00 C-1: final-status/booking/2026-03-05/1',
      '2026-05-20 09:00 C-1: final-status/questionnaires',
      '2026-05-26 09:00 C-1: final-status/appointment/2026-05-28T08:00:00.000Z, final-status/nudge/2026-05-28',
    ]);
  });

  test('no digest on closed days', async () => {
    const course = courseEvents();
    const told = await tell(
      [
        course.enrolled('2026-03-12T10:00:00+01:00', STENOSIS),
        course.held('pre-examination', '2026-03-12', '0251'),
      ],
      '2026-03-24T10:00:00Z',
    );
    expect(firstTold(told, 'assess')).toEqual([
      '2026-03-13 07:00 bo@clinic.example: C-1 assess:pre-examination:PSFS, C-1 assess:pre-examination:neurological',
    ]);
  });
});

describe('closed on the day of the visit', () => {
  const { tell } = useClinic({ closures: [{ from: '2026-05-28', to: '2026-05-29' }] });

  test('a target moves to the next open day, and what is counted from it off Whit Monday', async () => {
    const told = await tell(upToTheFinalStatus().events, '2026-05-28T10:00:00Z');
    expect(told.patientEmails).toEqual([
      '2026-05-13 09:00 C-1: final-status/booking/2026-03-05/1',
      '2026-05-20 09:00 C-1: final-status/booking/2026-03-05/2',
      '2026-05-26 09:00 C-1: final-status/questionnaires',
    ]);
  });
});

describe('the days on which the clocks change', () => {
  const { tell } = useClinic();

  test.each([
    {
      change: 'summer time',
      night: '2026-03-28T22:00:00+01:00',
      sent: ['2026-03-29T06:00', '2026-03-31T07:00'],
    },
    {
      change: 'winter time',
      night: '2026-10-24T22:00:00+02:00',
      sent: ['2026-10-25T07:00', '2026-10-27T08:00'],
    },
  ])(
    'enrolled in the night to $change: at 8 in the morning, and at 9 two days later',
    async ({ night, sent }) => {
      const told = await tell(
        [courseEvents().enrolled(night, STENOSIS)],
        `${sent[1]?.slice(0, 10)}T10:00:00Z`,
      );
      const day = night.slice(0, 10);
      expect(told.emails.map(({ sentAt, reminders }) => [sentAt.slice(0, 16), reminders])).toEqual([
        [sent[0], ['pre-examination/questionnaires']],
        [sent[1], [`pre-examination/booking/${day}/1`]],
      ]);
    },
  );
});
