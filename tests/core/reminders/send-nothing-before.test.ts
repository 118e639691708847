import { expect, test } from 'vitest';
import { courseEvents } from '../../support/events.ts';
import { clinicWith } from '../../support/plan.ts';
import { play } from '../../support/play.ts';

/** Stenosis, restored on 20 March without a memory of what was sent since the 18th: the invitation of the 19th. */
function restored(sendNothingBefore?: string) {
  const { enrolled, held, booked } = courseEvents();
  const clinic = clinicWith(sendNothingBefore ? { sendNothingBefore } : {});
  const events = [
    enrolled('2026-02-26', { protocol: 'lumbar-spinal-stenosis', entry: 'direct' }),
    held('pre-examination', '2026-03-05', '0251'),
    booked('final-status', '2026-03-19T12:00:00+01:00', '2026-06-01T10:00:00+02:00'),
  ].map((event) => ({ ...event, receivedAt: '2026-03-20T10:00:00+01:00' }));
  return play(events, { until: '2026-06-02T00:00:00Z', clinic });
}
const INVITED = 'status-4-weeks/booking/2026-03-05/1';

test('without a word of the clinic what was forgotten goes again', () => {
  expect(restored().emails[0]).toBe(`2026-03-20 10:15 ${INVITED}`);
});

test('what came due before the instant is missed, what comes due after it goes', () => {
  const { emails, plan } = restored('2026-03-20T12:00:00+01:00');
  expect(emails[0]).toBe('2026-03-26 09:00 status-4-weeks/booking/2026-03-05/2');
  expect(plan.reminders.find(({ key }) => key === INVITED)).toMatchObject({
    status: 'missed',
    note: 'came due before the instant from which on the clinic sends again',
  });
  expect(emails.at(-1)).toMatch('final-status/appointment/2026-06-01T08:00:00.000Z');
});

test('also when the instant lies ahead', () => {
  const { emails } = restored('2026-03-26T12:00:00+01:00');
  expect(emails[0]).toMatch('final-status');
});

test('what is missed comes due once more when its visit is booked anew after the instant', () => {
  const { enrolled, booked } = courseEvents();
  const first = booked('pre-examination', '2026-03-06T10:00:00+01:00', '2026-03-17T10:00:00+01:00');
  const events = [
    enrolled('2026-03-06', { protocol: 'lumbar-spinal-stenosis', entry: 'direct' }),
    first,
    booked('pre-examination', '2026-03-11T10:00:00+01:00', '2026-03-20T10:00:00+01:00'),
  ];
  const clinic = clinicWith({ sendNothingBefore: '2026-03-10T16:00:00+01:00' });
  const invitations = (until: string) =>
    play(events, { until, clinic }).emails.filter((email) =>
      email.endsWith('pre-examination/questionnaires'),
    );
  expect(invitations('2026-03-11T00:00:00Z')).toEqual([]);
  expect(invitations('2026-03-14T00:00:00Z')).toEqual(['2026-03-13 09:00 pre-examination/questionnaires']);
});

test('a time that is booked after the instant is told, although its reminder should have gone before', () => {
  const { enrolled, held, booked } = courseEvents();
  const events = [
    enrolled('2026-02-26', { protocol: 'lumbar-spinal-stenosis', entry: 'direct' }),
    held('pre-examination', '2026-03-05', '0251'),
    booked('status-4-weeks', '2026-03-30T10:00:00+02:00', '2026-03-31T10:00:00+02:00'),
  ];
  const clinic = clinicWith({ sendNothingBefore: '2026-03-30T09:00:00+02:00' });
  const { emails } = play(events, { until: '2026-04-01T00:00:00Z', clinic });
  expect(emails).toEqual(['2026-03-30 10:15 status-4-weeks/appointment/2026-03-31T08:00:00.000Z']);
});
