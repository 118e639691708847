import { expect, test } from 'vitest';
import { renderExplanation } from '../../../local/explain/render.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';
import { courseEvents, type Raw } from '../../support/events.ts';
import { clinicWith, planAt } from '../../support/plan.ts';

const look = { width: 100, colour: false, ascii: false };

/** What is said, on one line. */
function explained(asOf: string, events: readonly Raw[], clinic = clinicWith()): string {
  const plan = planAt(asOf, events, { clinic });
  const last = events.map(({ occurredAt }) => toInstant(occurredAt)).reduce((a, b) => (a > b ? a : b));
  return renderExplanation(
    { plan, settings: clinic, asOf: toInstant(asOf), lastReceivedAt: last, log: null },
    look,
  );
}
const flat = (text: string) => text.replace(/\s+/g, ' ');

const { event, enrolled, held, booked, closed } = courseEvents('C-1');
const stenosis = { protocol: 'lumbar-spinal-stenosis', entry: 'direct' };

test('a course explained from end to end', () => {
  const text = explained('2026-03-10T12:00:00+01:00', [
    enrolled('2026-02-26', stenosis),
    held('pre-examination', '2026-03-05', '0251'),
    booked('status-4-weeks', '2026-03-09', '2026-04-07T09:30:00+02:00'),
  ]);
  expect(text).toMatchInlineSnapshot(`
    "C-1 · lumbar spinal stenosis · open
      As of     Tue 10 Mar 2026 12:00, as if nothing had been sent.
      Course    If nobody closes it, contact details are erased from Thu 2 Sep 2027 00:00.

    pre-examination (0251): held on Thu 5 Mar 2026
      Why       7 days after the enrolment (26 Feb 2026) is 5 Mar 2026.
      Window    26 Feb – 26 Mar 2026 (approximate); aim for Thu 5 Mar 2026.
      E-mails   No more reminders: the visit was held.
      Tasks     - record PSFS of the pre-examination: overdue, due Fri 6 Mar 2026, 1 weekday after the
                  visit. Opened when the visit was held; closes when it is recorded.
                - record the neurological examination of the pre-examination: overdue, due Fri 6 Mar
                  2026, 1 weekday after the visit. Opened when the visit was held; closes when it is
                  recorded.
                - record the answers that the patient gave at the pre-examination: overdue, due Fri 6
                  Mar 2026, 1 weekday after the visit. Opened when the visit was held with a
                  questionnaire unanswered; closes when every questionnaire is answered, or the task is
                  completed.
                - done: book the pre-examination; hold the pre-examination.

    status consultation after 4 weeks (0254): booked for Tue 7 Apr 2026 09:30
      Why       4 weeks after the pre-examination (held 5 Mar 2026) is 2 Apr 2026, a holiday, so 7 Apr
                2026.
      Window    26 Mar – 13 Apr 2026 (a rule of the agreement); aim for Tue 7 Apr 2026.
      E-mails   - appointment: planned for Tue 31 Mar 2026 09:00. It goes 2 weekdays before the
                  appointment (Tue 7 Apr 2026 09:30).
                - No questionnaires belong to this visit.
                - No invitation to book: the visit is booked.
      Tasks     - hold the status consultation after 4 weeks: due Wed 8 Apr 2026, the weekday after the
                  booked day. Opened when the pre-examination was held; closes when the visit is held or
                  waived.
                - done: book the status consultation after 4 weeks.

    final status consultation (0255): planned
      Why       12 weeks after the pre-examination (held 5 Mar 2026) is 28 May 2026.
      Window    20 May – 4 Jun 2026 (a rule of the agreement); aim for Thu 28 May 2026.
      E-mails   - invitation to book 1: planned for Wed 13 May 2026 09:00. It goes 7 days before the
                  first day of the window (Wed 20 May 2026).
                - invitation to book 2: planned for Wed 20 May 2026 09:00. It goes on the first day of
                  the window (Wed 20 May 2026).
                - questionnaires: planned for Thu 21 May 2026 09:00. It goes 7 days before the target
                  day (Thu 28 May 2026).
                - Questionnaires are asked for again only before a booked visit.
                - A reminder of the appointment goes 2 weekdays before it, once it is booked.
      Tasks     - book the final status consultation: due Thu 12 Mar 2026, 5 weekdays after the visit
                  that it is counted from. Opened when the pre-examination was held; closes when the
                  visit is booked, held or waived.
                - hold the final status consultation: due Thu 4 Jun 2026, the last day of the window.
                  Opened when the pre-examination was held; closes when the visit is held or waived.

      Next      The next e-mail goes on Tue 31 Mar 2026 09:00: appointment (status consultation after 4
                weeks)."
  `);
});

const lowBackPain = [
  enrolled('2026-01-05', { referralDate: '2026-01-05' }),
  held('supplementary-initial', '2026-01-19', '0261'),
];

test.each<[string, string, Raw[], Record<string, unknown>, string]>([
  [
    'moved to an open day',
    '2026-03-10T12:00:00+01:00',
    lowBackPain,
    { closures: [{ from: '2026-03-23', to: '2026-03-24' }] },
    "7 days before the first day of the window (Mon 30 Mar 2026) is Mon 23 Mar 2026, in the clinic's closed period: it goes on the next open day, Wed 25 Mar 2026.",
  ],
  [
    'due before the clinic sends again',
    '2026-03-31T12:00:00+02:00',
    lowBackPain,
    { sendNothingBefore: '2026-03-31T08:00:00+02:00' },
    'It came due before Tue 31 Mar 2026 08:00, from when on the clinic sends again: it is missed.',
  ],
  [
    'moved back before a booked visit',
    '2026-03-10T12:00:00+01:00',
    [...lowBackPain, booked('closing', '2026-03-01', '2026-04-13T10:00:00+02:00')],
    {},
    '7 days before the booked day (Mon 13 Apr 2026) is Mon 6 Apr 2026, a holiday: it goes on the next open day, Tue 7 Apr 2026.',
  ],
  [
    'late',
    '2026-03-31T12:00:00+02:00',
    [
      ...lowBackPain,
      event('visit.booked', '2026-03-31T12:00:00+02:00', {
        visit: 'closing',
        startsAt: '2026-04-02T10:00:00+02:00',
      }),
    ],
    {},
    'It goes late, 15 minutes after the last event (Tue 31 Mar 2026 12:00), and only from 08:00 to 20:00.',
  ],
  [
    'booked late',
    '2026-03-31T12:00:00+02:00',
    [
      ...lowBackPain,
      event('visit.booked', '2026-03-31T12:00:00+02:00', {
        visit: 'closing',
        startsAt: '2026-03-31T17:00:00+02:00',
      }),
    ],
    {},
    'No reminder of the appointment: it was booked on Tue 31 Mar 2026 12:00, later than 2 weekdays before it.',
  ],
  [
    'ready in quiet hours',
    '2026-03-30T22:00:00+02:00',
    lowBackPain,
    {},
    'E-mails go only from 08:00 to 20:00.',
  ],
  [
    'paused until a day',
    '2026-03-20T12:00:00+01:00',
    [...lowBackPain, event('reminders.paused', '2026-03-19', { until: '2026-04-20' })],
    {},
    'Reminders are paused until Mon 20 Apr 2026: it waits until then.',
  ],
  [
    'paused until resumed',
    '2026-03-20T12:00:00+01:00',
    [...lowBackPain, event('reminders.paused', '2026-03-19', {})],
    {},
    'No reminders: they are paused until someone resumes them.',
  ],
  [
    'switched off for the clinic',
    '2026-03-10T12:00:00+01:00',
    lowBackPain,
    { reminders: { booking: { enabled: false } } },
    'No invitation to book: the clinic has switched it off.',
  ],
  [
    'switched off for a visit',
    '2026-03-10T12:00:00+01:00',
    lowBackPain,
    { reminders: { visits: { closing: { questionnaires: { enabled: false } } } } },
    'No invitation to answer questionnaires: the clinic has switched it off for this visit.',
  ],
  [
    'no consent',
    '2026-03-10T12:00:00+01:00',
    [...lowBackPain, event('patient.updated', '2026-02-01', { consent: { email: false } })],
    {},
    'When it comes due, the patient has not consented to e-mails: the therapist is asked to call instead.',
  ],
  [
    'answered',
    '2026-03-10T12:00:00+01:00',
    [
      ...lowBackPain,
      event('questionnaire.answered', '2026-02-01', {
        visit: 'closing',
        questionnaire: 'NPRS',
        answeredOn: '2026-02-01',
      }),
      event('questionnaire.answered', '2026-02-02', {
        visit: 'closing',
        questionnaire: 'ODI',
        answeredOn: '2026-02-02',
      }),
    ],
    {},
    'No questionnaires to ask for: NPRS and ODI answered.',
  ],
  [
    'anchor not held',
    '2026-03-10T12:00:00+01:00',
    lowBackPain,
    {},
    'Questionnaires and invitations to book wait until the closing consultation has been held.',
  ],
  [
    'anchor waived',
    '2026-03-10T12:00:00+01:00',
    [...lowBackPain, event('visit.waived', '2026-03-01', { visit: 'closing', reason: 'moved' })],
    {},
    'No questionnaires and no invitation to book: the closing consultation was waived, not held.',
  ],
  [
    'closed',
    '2026-03-10T12:00:00+01:00',
    [...lowBackPain, closed('2026-03-02', 'withdrew')],
    {},
    'No reminders: the course was closed on Mon 2 Mar 2026 (the patient withdrew).',
  ],
  [
    'no room',
    '2026-12-16T12:00:00+01:00',
    [...lowBackPain, held('closing', '2026-12-15', '0267')],
    {},
    'No reminders: there is no room for the visit before the cap.',
  ],
  [
    'superseded',
    '2026-03-31T12:00:00+02:00',
    lowBackPain,
    {},
    'From Mon 30 Mar 2026 09:00 on the next invitation takes its place: this one is missed.',
  ],
  [
    'missed booking',
    '2026-04-09T08:00:00+02:00',
    [
      ...lowBackPain,
      booked('closing', '2026-03-01', '2026-04-08T10:00:00+02:00'),
      event('visit.missed', '2026-04-08T18:00:00+02:00', { visit: 'closing', date: '2026-04-08' }),
    ],
    {},
    'The last booking was cancelled or missed on Wed 8 Apr 2026, so it goes on the next open day after that.',
  ],
])('why: %s', (_, asOf, events, settings, sentence) => {
  expect(flat(explained(asOf, events, clinicWith(settings)))).toContain(sentence);
});

test('one e-mail a day: the second waits for the next day', () => {
  expect(flat(explained('2026-04-07T08:30:00+02:00', lowBackPain))).toContain(
    'questionnaires: planned for Wed 8 Apr 2026 09:00. 7 days before the target day (Mon 13 Apr 2026) is Mon 6 Apr 2026, a holiday: it goes on the next open day, Tue 7 Apr 2026. Another e-mail goes on Tue 7 Apr 2026, and the patient gets one a day: it waits until Wed 8 Apr 2026 09:00.',
  );
});
