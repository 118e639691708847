import { describe, expect, test } from 'vitest';
import { courseEvents } from '../../support/events.ts';
import { planAt } from '../../support/plan.ts';
import { play } from '../../support/play.ts';

/** Stenosis; the 4-week status runs from 26 March to 13 April: invitations on 19 and 26 March. */
function stenosis() {
  const events = courseEvents();
  const begun = [
    events.enrolled('2026-02-26', { protocol: 'lumbar-spinal-stenosis', entry: 'direct' }),
    events.held('pre-examination', '2026-03-05', '0251'),
  ];
  return { ...events, begun };
}
const emailsAfter = (day: string, played: { emails: readonly string[] }) =>
  played.emails.filter((line) => line > day);
const until = '2026-05-01T00:00:00Z';

describe('paused', () => {
  test('nothing goes out; what still makes sense goes late once resumed', () => {
    const { begun, paused, resumed } = stenosis();
    const events = [...begun, paused('2026-03-10'), resumed('2026-04-01T10:00:00+02:00')];
    const played = play(events, { until });
    expect(emailsAfter('2026-03-10', played)).toEqual([
      '2026-04-01 10:15 status-4-weeks/booking/2026-03-05/2',
    ]);
    expect(played.plan.reminders).toContainEqual(
      expect.objectContaining({ key: 'status-4-weeks/booking/2026-03-05/1', status: 'missed' }),
    );
  });

  test('until a day: from 08:00 of that day on, without another event', () => {
    const { begun, paused } = stenosis();
    const played = play([...begun, paused('2026-03-10', '2026-04-06')], { until });
    expect(emailsAfter('2026-03-10', played)).toEqual([
      '2026-04-06 08:00 status-4-weeks/booking/2026-03-05/2',
    ]);
  });

  test('the plan says so beforehand', () => {
    const { begun, paused } = stenosis();
    const plan = planAt('2026-03-11T09:00:00Z', [...begun, paused('2026-03-10', '2026-03-24')]);
    expect(plan.reminders).toContainEqual(
      expect.objectContaining({
        key: 'status-4-weeks/booking/2026-03-05/1',
        sendAt: '2026-03-24T07:00:00.000Z',
      }),
    );
  });

  test('what lies on or after the last day is not late', () => {
    const { begun, paused } = stenosis();
    const played = play([...begun, paused('2026-03-10', '2026-03-19')], { until });
    expect(emailsAfter('2026-03-10', played)[0]).toBe('2026-03-19 09:00 status-4-weeks/booking/2026-03-05/1');
  });

  test('what expired meanwhile is noted as missed when the pause ends, though nothing else is due then', () => {
    const { begun, paused, waived } = stenosis();
    const events = [...begun, waived('status-4-weeks', '2026-03-06'), paused('2026-05-10', '2026-06-08')];
    const played = play(events, { until: '2026-06-30T00:00:00Z' });
    expect(emailsAfter('2026-03-10', played)).toEqual([]);
    expect(played.plan.reminders.filter(({ visit }) => visit === 'final-status')).toMatchObject([
      { key: 'final-status/booking/2026-03-05/1', status: 'missed' },
      { key: 'final-status/booking/2026-03-05/2', status: 'missed' },
      { key: 'final-status/questionnaires', status: 'missed' },
    ]);
    expect(played.messages.at(-1)).toMatchObject({ status: 'missed', settledAt: '2026-06-07T22:00:00.000Z' });
  });

  test('the tasks go on', () => {
    const { begun, paused } = stenosis();
    const plan = planAt('2026-04-15T09:00:00Z', [...begun, paused('2026-03-10')]);
    expect(plan.tasks).toContainEqual(
      expect.objectContaining({ task: 'book:status-4-weeks', status: 'overdue' }),
    );
  });

  test('the last word counts', () => {
    const { begun, paused, resumed } = stenosis();
    const events = [
      ...begun,
      paused('2026-03-10', '2026-03-12'),
      paused('2026-03-11'),
      resumed('2026-03-09'),
    ];
    expect(emailsAfter('2026-03-10', play(events, { until }))).toEqual([]);
  });
});

describe('ended', () => {
  test.each(['completed', 'declined', 'deceased'])('closed as %s: nothing more', (reason) => {
    const { begun, closed } = stenosis();
    const played = play([...begun, closed('2026-03-12', reason)], { until: '2026-09-01T00:00:00Z' });
    expect(emailsAfter('2026-03-12', played)).toEqual([]);
  });

  test.each(['held', 'waived'] as const)('a visit %s: nothing more for it', (how) => {
    const { begun, held, waived } = stenosis();
    const done = {
      held: held('status-4-weeks', '2026-03-20', '0254'),
      waived: waived('status-4-weeks', '2026-03-20'),
    };
    expect(emailsAfter('2026-03-20', play([...begun, done[how]], { until }))).toEqual([]);
  });

  test('reopened: what still makes sense goes', () => {
    const { begun, closed, reopened } = stenosis();
    const events = [...begun, closed('2026-03-12', 'declined'), reopened('2026-03-27T10:00:00+01:00')];
    expect(emailsAfter('2026-03-12', play(events, { until }))).toEqual([
      '2026-03-27 10:15 status-4-weeks/booking/2026-03-05/2',
    ]);
  });

  test('contact details are asked to be erased 90 days after the end', () => {
    const { begun, closed } = stenosis();
    const plan = planAt('2026-03-13T09:00:00Z', [...begun, closed('2026-03-12', 'declined')]);
    expect(plan.end).toMatchObject({ endsOn: '2026-03-12', contactsErasedAt: '2026-06-09T22:00:00.000Z' });
    expect(plan.nextWakeAt).toBe('2026-06-09T22:00:00.000Z');
  });
});
