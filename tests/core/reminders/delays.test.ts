import { describe, expect, test } from 'vitest';
import { courseEvents, type Raw } from '../../support/events.ts';
import { planAt } from '../../support/plan.ts';

/** Stenosis; the 4-week status runs from 26 March to 13 April: invitations on 19 and 26 March. */
const { enrolled, held, paused, patientUpdated } = courseEvents();
const enrolment = enrolled('2026-02-26T12:00:00+01:00', {
  protocol: 'lumbar-spinal-stenosis',
  entry: 'direct',
});
const begun = [enrolment, held('pre-examination', '2026-03-05', '0251')];
const FIRST = 'status-4-weeks/booking/2026-03-05/1';
const ASKED = 'pre-examination/questionnaires';

const delaysAt = (asOf: string, events: readonly Raw[], key: string) => {
  const found = planAt(asOf, events).reminders.find((reminder) => reminder.key === key);
  return found && `${found.status}: ${found.delays.map((delay) => JSON.stringify(delay)).join(' ')}`;
};

describe('what puts a reminder off', () => {
  test('nothing, when it goes at its own time', () => {
    expect(delaysAt('2026-03-10T10:00:00Z', begun, FIRST)).toBe('planned: ');
    expect(delaysAt('2026-03-19T08:00:00Z', begun, FIRST)).toBe('due: ');
  });

  test('it has no time of its own', () => {
    expect(delaysAt('2026-02-26T11:05:00Z', [enrolment], ASKED)).toBe('planned: {"because":"at-once"}');
  });

  test('its time had passed when the course last heard something', () => {
    const events = [...begun, patientUpdated('2026-03-19T12:00:00+01:00', { language: 'en' })];
    expect(delaysAt('2026-03-19T11:00:00Z', events, FIRST)).toBe('planned: {"because":"late"}');
    expect(delaysAt('2026-03-19T11:15:00Z', events, FIRST)).toBe('due: {"because":"late"}');
  });

  test('reminders rest until a day', () => {
    const events = [...begun, paused('2026-03-10', '2026-03-23')];
    const until = 'planned: {"because":"paused","until":"2026-03-23"}';
    expect(delaysAt('2026-03-11T10:00:00Z', events, FIRST)).toBe(until);
    expect(delaysAt('2026-03-23T10:00:00Z', events, FIRST)).toBe('due: ');
  });

  test('it is ready in quiet hours', () => {
    expect(delaysAt('2026-03-19T22:00:00Z', begun, FIRST)).toBe('planned: {"because":"quiet"}');
  });

  test('another e-mail goes that day', () => {
    const backPain = [
      enrolled('2026-01-12', { referralDate: '2026-01-05' }),
      held('supplementary-initial', '2026-01-19', '0261'),
    ];
    expect(delaysAt('2026-04-07T06:30:00Z', backPain, 'closing/questionnaires')).toBe(
      'planned: {"because":"one-a-day","taken":"2026-04-07"}',
    );
  });
});
