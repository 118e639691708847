import { expect, test } from 'vitest';
import { renderExplanation } from '../../../local/explain/render.ts';
import { addressFingerprint } from '../../../shared/core/events/address.ts';
import type { Message } from '../../../shared/core/reminders/log.ts';
import { type Instant, toInstant } from '../../../shared/core/time/instant.ts';
import { courseEvents, PATIENT, type Raw } from '../../support/events.ts';
import { clinicWith, planAt } from '../../support/plan.ts';
import { type Answer, type Arriving, play } from '../../support/play.ts';
import { STENOSIS, stenosisFrom } from '../../support/stories.ts';

const look = { width: 100, colour: false, ascii: false };
const clinic = clinicWith();
const flat = (text: string) => text.replace(/\s+/g, ' ');

type Log = {
  readonly messages: readonly Message[];
  readonly wakeAt?: Instant | null;
  readonly logEndsAt?: Instant | null;
};

/** What is said of events and a log of messages, on one line. */
function explained(
  asOf: string,
  raw: readonly Arriving[],
  { messages, wakeAt = null, logEndsAt = null }: Log,
) {
  const events = raw.map(({ receivedAt: _, ...event }): Raw => event);
  const last = raw
    .map((each) => toInstant(each.receivedAt ?? each.occurredAt))
    .reduce((a, b) => (a > b ? a : b));
  const plan = planAt(asOf, events, {
    clinic,
    messages,
    purged: logEndsAt !== null,
    lastReceivedAt: last,
  });
  const input = { plan, settings: clinic, asOf: toInstant(asOf), lastReceivedAt: last };
  const text = renderExplanation({ ...input, log: { messages, wakeAt, logEndsAt } }, look);
  expect(text).not.toMatch(/Anna|Jensen|Bo Holm|@|P-17|T-1/);
  return flat(text);
}

type Told = { answers?: readonly Answer[]; outage?: readonly [string, string] };

/** Plays a course and explains it; the provider's answers come one after the other, the last one stays. */
function told(
  until: string,
  raw: readonly Arriving[],
  { answers = ['accepted'], outage }: Told = {},
): string {
  let asked = 0;
  const answer = () => answers[Math.min(asked++, answers.length - 1)] ?? 'accepted';
  const { messages } = play(raw, { until, clinic, answer, ...(outage && { outage }) });
  return explained(until, raw, { messages });
}

const started = (data = {}) => stenosisFrom(courseEvents(), '2026-03-05', data);
const withoutConsent = { patient: { ...PATIENT, consent: { email: false } } };
const OFFERED = 'invitation to book 1';
const RULE = 'It goes 7 days before the first day of the window (Thu 26 Mar 2026).';

test('sent: when, as which message, and why then', () => {
  const text = told('2026-03-20T10:00:00Z', started());
  expect(text).toContain('with the log of messages: it has 1.');
  expect(text).toContain(`${OFFERED}: sent on Thu 19 Mar 2026 09:00 (message 0001). ${RULE} - `);
});

test('nothing sent yet: planned as without a log', () => {
  const text = told('2026-03-18T10:00:00Z', started());
  expect(text).toContain('with the log of messages: it is empty.');
  expect(text).toContain(`${OFFERED}: planned for Thu 19 Mar 2026 09:00. ${RULE}`);
});

test('several in one e-mail, after nothing could be delivered', () => {
  const course = courseEvents();
  const events = [
    course.enrolled('2026-03-05T10:00:00+01:00', { ...STENOSIS, patient: { ...PATIENT, email: null } }),
    course.patientUpdated('2026-03-10T10:00:00+01:00', { email: PATIENT.email }),
  ];
  const text = told('2026-03-10T12:00:00Z', events);
  expect(text).toContain(
    `questionnaires: sent on Tue 10 Mar 2026 10:15 (message 0003), in one e-mail with ${OFFERED}. It goes at once`,
  );
  expect(text).toContain(
    `${OFFERED}: sent on Tue 10 Mar 2026 10:15 (message 0003), in one e-mail with questionnaires.`,
  );
  expect(text).toContain(
    'Before: not e-mailed on Thu 5 Mar 2026 10:15 (message 0001): the patient has no e-mail address. The therapist is asked to call instead.',
  );
});

test.each<[string, string, readonly Answer[], string]>([
  [
    'being sent',
    '2026-03-19T08:05:00Z',
    ['unknown'],
    'being sent since Thu 19 Mar 2026 09:00 (message 0001). Its outcome is not known yet; from Thu 19 Mar 2026 09:15 on it is tried again, if it is still wanted.',
  ],
  [
    'being sent again',
    '2026-03-19T08:20:00Z',
    ['unknown'],
    'being sent since Thu 19 Mar 2026 09:15 (message 0001). Its outcome is not known yet; from Thu 19 Mar 2026 09:30 on it is tried again, if it is still wanted. It is attempt 2: the one before got no answer.',
  ],
  [
    'sent at the second attempt',
    '2026-03-19T10:00:00Z',
    ['unknown', 'accepted'],
    `sent on Thu 19 Mar 2026 09:15 (message 0001). It was attempt 2: the one before got no answer, so it may have come twice. ${RULE} - `,
  ],
  [
    'put off',
    '2026-03-19T08:05:00Z',
    ['later'],
    `put off until Thu 19 Mar 2026 09:15 (message 0001): the e-mail provider did not take it. ${RULE}`,
  ],
  [
    'failed',
    '2026-03-19T08:05:00Z',
    ['refused'],
    'failed on Thu 19 Mar 2026 09:00 (message 0001): refused. The therapist is asked to call instead.',
  ],
  [
    'failed without an answer',
    '2026-03-19T10:00:00Z',
    ['unknown'],
    'failed on Thu 19 Mar 2026 09:45 (message 0001): no answer from the provider in 3 attempts.',
  ],
])('%s', (_, until, answers, sentence) => {
  expect(told(until, started(), { answers })).toContain(`${OFFERED}: ${sentence}`);
});

test('undeliverable, and sent late once the patient consents', () => {
  const course = courseEvents();
  const events = stenosisFrom(course, '2026-03-05', withoutConsent);
  const because =
    'not e-mailed on Thu 19 Mar 2026 09:00 (message 0001): the patient has not consented to e-mails.';
  expect(told('2026-03-20T10:00:00Z', events)).toContain(`${OFFERED}: ${because}`);
  const consent = course.patientUpdated('2026-03-24T12:00:00+01:00', { consent: { email: true } });
  expect(told('2026-03-24T11:10:00Z', [...events, consent])).toContain(
    `${OFFERED}: planned for Tue 24 Mar 2026 12:15. ${RULE} It goes late, 15 minutes after the last event (Tue 24 Mar 2026 12:00), and only from 08:00 to 20:00. Before: ${because}`,
  );
  const log = play(events, { until: '2026-03-20T10:00:00Z', clinic });
  expect(explained('2026-03-24T11:16:00Z', [...events, consent], log)).toContain(
    `${OFFERED}: due since Tue 24 Mar 2026 12:15.`,
  );
  expect(told('2026-03-25T10:00:00Z', [...events, consent])).toContain(
    `${OFFERED}: sent on Tue 24 Mar 2026 12:15 (message 0002). ${RULE} That is Thu 19 Mar 2026 09:00 by what is known now; it was for Tue 24 Mar 2026 12:15: it was late or paused, or a fact has changed since. Before: ${because}`,
  );
});

test('missed because nothing went out for days', () => {
  const text = told('2026-03-27T12:00:00Z', started(), {
    outage: ['2026-03-18T23:00:00Z', '2026-03-27T09:00:00Z'],
  });
  expect(text).toContain(
    `${OFFERED}: was for Thu 19 Mar 2026 09:00. From Thu 26 Mar 2026 09:00 on the next invitation takes its place: this one is missed. Noted on Fri 27 Mar 2026 10:00 (message 0001).`,
  );
  expect(text).toContain(
    'invitation to book 2: sent on Fri 27 Mar 2026 10:00 (message 0002). It goes on the first day of the window (Thu 26 Mar 2026). It was ready on Thu 26 Mar 2026 09:00 and could not go before: reminders rested, or nothing ran, or the provider did not take it.',
  );
});

test('withdrawn after an attempt of unknown outcome', () => {
  const course = courseEvents();
  const booked = course.booked('status-4-weeks', '2026-03-19T09:05:00+01:00', '2026-04-07T10:00:00+02:00');
  const text = told('2026-03-19T10:00:00Z', [...stenosisFrom(course, '2026-03-05'), booked], {
    answers: ['unknown'],
  });
  expect(text).toContain(
    `${OFFERED}, counted from Thu 5 Mar 2026: withdrawn on Thu 19 Mar 2026 09:15 (message 0001): a fact had changed. What became of the attempt of Thu 19 Mar 2026 09:00 is not known`,
  );
  expect(text).toContain('No invitation to book: the visit is booked.');
});

const FIRST = {
  key: 'status-4-weeks/booking/2026-03-05/1',
  sendAt: '2026-03-19T08:00:00.000Z',
  expiresAt: '2026-03-26T08:00:00.000Z',
};
const claimed = {
  messageId: '0001',
  reminders: [FIRST],
  claimedAt: '2026-03-19T08:00:00.000Z',
  attempt: 1,
  dropped: [],
};
const logOf = (...messages: object[]): Log => ({ messages: messages as unknown as Message[] });

test('withdrawn before it was sent, and left out of an e-mail', () => {
  const course = courseEvents();
  const events = [
    ...stenosisFrom(course, '2026-03-05'),
    course.booked('status-4-weeks', '2026-03-19T09:00:00+01:00', '2026-04-07T10:00:00+02:00'),
  ];
  const settledAt = '2026-03-19T08:00:02.000Z';
  const withdrawn = { ...claimed, status: 'withdrawn', settledAt, dropped: [FIRST.key] };
  expect(explained('2026-03-19T10:00:00Z', events, logOf(withdrawn))).toContain(
    'withdrawn on Thu 19 Mar 2026 09:00 (message 0001): a fact had changed. It had not been sent.',
  );
  const other = { ...FIRST, key: 'final-status/questionnaires' };
  const sent = { ...withdrawn, status: 'sent', sentAt: settledAt, reminders: [FIRST, other] };
  const text = explained('2026-03-19T10:00:00Z', events, logOf(sent));
  expect(text).toContain(
    `${OFFERED}, counted from Thu 5 Mar 2026: left out of the e-mail of Thu 19 Mar 2026 09:00 (message 0001): a fact had changed.`,
  );
  expect(text).toContain('questionnaires: sent on Thu 19 Mar 2026 09:00 (message 0001). It goes 7 days');
});

test('bounced', () => {
  const course = courseEvents();
  const bounced = course.event('email.bounced', '2026-03-19T09:00:30+01:00', {
    messageId: '0001',
    addressFingerprint: addressFingerprint('C-1', PATIENT.email),
  });
  const events = [...stenosisFrom(course, '2026-03-05'), bounced];
  const sent = { ...claimed, status: 'sent', sentAt: '2026-03-19T08:00:00.000Z' };
  const text = explained('2026-03-20T10:00:00Z', events, logOf(sent));
  expect(text).toContain(
    `${OFFERED}: sent on Thu 19 Mar 2026 09:00 (message 0001). It bounced on Thu 19 Mar 2026 09:00: it did not reach the patient.`,
  );
  expect(text).toContain("No e-mail reaches the patient: e-mails to the patient's address bounced.");
});

test.each([
  ['delayed', 'It was delayed on Thu 19 Mar 2026 10:00.'],
  ['delivered', 'It was delivered on Thu 19 Mar 2026 10:00.'],
  [
    'soft-bounced',
    'Reported on Thu 19 Mar 2026 10:00: the mailbox did not take it. The therapist is asked to call instead.',
  ],
  [
    'rejected',
    'Reported on Thu 19 Mar 2026 10:00: the provider refused to deliver it. The therapist is asked to call instead.',
  ],
])('sent, and then %s', (outcome, said) => {
  const delivery = { outcome, at: '2026-03-19T09:00:00.000Z' };
  const sent = { ...claimed, status: 'sent', sentAt: '2026-03-19T08:00:00.000Z', delivery };
  const text = explained('2026-03-20T10:00:00Z', started(), logOf(sent));
  expect(text).toContain(`${OFFERED}: sent on Thu 19 Mar 2026 09:00 (message 0001). ${said} ${RULE}`);
});

test('one e-mail a day: why the second went a day later', () => {
  const lowBackPain = courseEvents();
  const events = [
    lowBackPain.enrolled('2026-01-05', { referralDate: '2026-01-05' }),
    lowBackPain.held('supplementary-initial', '2026-01-19', '0261'),
  ];
  const outage = ['2026-03-29T00:00:00Z', '2026-04-07T06:30:00Z'] as const;
  const text = told('2026-04-09T10:00:00Z', events, { outage });
  expect(text).toContain(
    'invitation to book 2: sent on Tue 7 Apr 2026 08:30 (message 0005). It goes on the first day of the window (Mon 30 Mar 2026). It was ready on Mon 30 Mar 2026 09:00 and could not go before: reminders rested, or nothing ran, or the provider did not take it.',
  );
  expect(text).toContain(
    'questionnaires: sent on Wed 8 Apr 2026 09:00 (message 0006). 7 days before the target day (Mon 13 Apr 2026) is Mon 6 Apr 2026, a holiday: it goes on the next open day, Tue 7 Apr 2026. It was ready on Tue 7 Apr 2026 09:00; another e-mail went that day, and the patient gets one a day.',
  );
});

test('what was sent for a visit that is over, or that the course no longer has, is told as well', () => {
  const course = courseEvents();
  const events = [...stenosisFrom(course, '2026-03-05'), course.held('status-4-weeks', '2026-04-07', '0254')];
  expect(told('2026-04-08T10:00:00Z', events)).toContain(
    `${OFFERED}, counted from Thu 5 Mar 2026: sent on Thu 19 Mar 2026 09:00 (message 0001). -`,
  );
  const stray = { ...FIRST, key: 'first-consultation/questionnaires' };
  const sent = { ...claimed, status: 'sent', sentAt: '2026-03-19T08:00:00.000Z', reminders: [stray] };
  expect(explained('2026-03-20T10:00:00Z', started(), logOf(sent))).toContain(
    'E-mails first consultation, questionnaires: sent on Thu 19 Mar 2026 09:00 (message 0001).',
  );
});

test('an appointment that was moved: each reminder names its time', () => {
  const course = courseEvents();
  const events = [
    ...stenosisFrom(course, '2026-03-05'),
    course.booked('status-4-weeks', '2026-03-09', '2026-04-07T10:00:00+02:00'),
    course.booked('status-4-weeks', '2026-04-01T12:00:00+02:00', '2026-04-08T10:00:00+02:00'),
  ];
  const text = told('2026-04-02T10:00:00Z', events);
  expect(text).toContain(
    '- appointment of Tue 7 Apr 2026 10:00: sent on Tue 31 Mar 2026 09:00 (message 0001).',
  );
  expect(text).toContain(
    '- changed appointment of Wed 8 Apr 2026 10:00: sent on Wed 1 Apr 2026 12:15 (message 0002).',
  );
  expect(text).toContain(
    '- No reminder of the appointment: the patient was told of it on Wed 1 Apr 2026 12:15, 2 weekdays before it or later.',
  );
});

test('what was told is set right: what the patient knows, and what is so', () => {
  const course = courseEvents();
  const at = '2026-04-01T12:00:00+02:00';
  const told = [
    ...stenosisFrom(course, '2026-03-05'),
    course.booked('status-4-weeks', '2026-03-09', '2026-04-07T10:00:00+02:00'),
  ];
  const { messages } = play(told, { until: '2026-04-01T09:00:00Z' });
  const minutesLater = (event: Raw) => explained('2026-04-01T12:05:00+02:00', [...told, event], { messages });
  expect(minutesLater(course.booked('status-4-weeks', at, '2026-04-08T10:00:00+02:00'))).toContain(
    '- changed appointment: planned for Wed 1 Apr 2026 12:15. The patient was told of Tue 7 Apr 2026 10:00, and another time or length is booked: it goes at once.',
  );
  expect(minutesLater(course.cancelled('status-4-weeks', at))).toContain(
    '- cancelled appointment: planned for Wed 1 Apr 2026 12:15. The patient was told of Tue 7 Apr 2026 10:00, and that time is off: it goes at once.',
  );
});

test('something is due and not in the log: who does it', () => {
  const due = (asOf: string, wakeAt: string | null) =>
    explained(asOf, started(), { messages: [], wakeAt: wakeAt === null ? null : toInstant(wakeAt) });
  const wake = '2026-03-19T08:00:00Z';
  expect(due('2026-03-19T08:05:00Z', wake)).toContain(
    'Next Something is due now: the wake of the course does it',
  );
  expect(due('2026-03-19T11:00:00Z', wake)).toContain(
    'Something is due now, and the wake of Thu 19 Mar 2026 09:00 has not done it: the hourly sweep looks after it.',
  );
  expect(due('2026-03-19T11:00:00Z', null)).toContain('and the course has no wake: the hourly sweep');
});

test('contact details erased: said once, and no address is missed', () => {
  const course = courseEvents();
  const events = [
    course.enrolled('2026-03-05', { ...STENOSIS, patient: { ...PATIENT, email: null } }),
    course.closed('2026-03-12', 'declined'),
  ];
  // Forgotten later than planned: the head's last day counts.
  const logEndsAt = toInstant('2027-03-13T00:00:00+01:00');
  const text = explained('2026-07-01T10:00:00Z', events, { ...logOf(), logEndsAt });
  expect(text).toContain(
    'Contact details have been erased, as from Wed 10 Jun 2026 00:00: no e-mail can go any more. The log stays until Sat 13 Mar 2027 00:00.',
  );
  expect(text).not.toContain('No e-mail reaches the patient');
});
