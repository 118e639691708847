import { describe, expect, test } from 'vitest';
import { foldCourse } from '../../../shared/core/course/fold-course.ts';
import { GUIDES } from '../../../shared/core/protocols/index.ts';
import { courseEvents, PATIENT, parsed, type Raw } from '../../support/events.ts';
import { permutations } from '../../support/permutations.ts';
import { planAt, visitOf } from '../../support/plan.ts';

const STENOSIS = { protocol: 'lumbar-spinal-stenosis', entry: 'direct' };
const VISIT = 'status-4-weeks';
const { enrolled, held, booked, cancelled, missed, waived, patientUpdated, corrected, retracted, event } =
  courseEvents();
const fold = (raw: readonly Raw[]) => foldCourse('C-1', parsed(raw), 'Europe/Copenhagen', GUIDES);
const begun = [enrolled('2026-03-02', STENOSIS), held('pre-examination', '2026-03-09', '0251')];

describe('the enrolment comes first whatever its time', () => {
  const late = enrolled('2026-01-12T12:00:00Z', { referralDate: '2026-01-05' });

  test('consent that is withdrawn before it is dated is withdrawn', () => {
    const withdrawn = patientUpdated('2026-01-12T10:10:00Z', { email: null, consent: { email: false } });
    for (const events of permutations([late, withdrawn])) {
      expect(fold(events).patient).toMatchObject({ email: null, consent: { email: false } });
    }
  });

  test('a referral that was corrected before it is the corrected one', () => {
    const events = [late, corrected('2026-01-11', { referralDate: '2026-01-07' })];
    expect(fold(events)).toMatchObject({ referralDate: '2026-01-07', referralSaidOn: '2026-01-12' });
  });

  test('a second enrolment stands at its own time', () => {
    const events = [
      late,
      patientUpdated('2026-01-13', { consent: { email: false } }),
      enrolled('2026-01-14', { patient: PATIENT }),
    ];
    expect(fold(events).patient?.consent.email).toBe(true);
    expect(fold([...events, patientUpdated('2026-01-15', { name: 'Anna Holm' })]).patient?.name).toBe(
      'Anna Holm',
    );
  });

  test('an enrolment that was a mistake leaves its place to the next', () => {
    const withdrawn = patientUpdated('2026-01-13', { consent: { email: false } });
    const again = enrolled('2026-01-14');
    expect(fold([late, withdrawn, retracted('2026-01-13', late), again]).patient?.consent.email).toBe(false);
  });
});

describe('moved in one instant, told as both', () => {
  const at = '2026-03-12T10:00:00+01:00';
  const old = { ...booked(VISIT, '2026-03-10', '2026-04-01T10:00:00+02:00'), eventId: 'evt-8' };
  const anew = { ...booked(VISIT, at, '2026-04-09T10:00:00+02:00'), eventId: 'evt-10' };

  test.each([
    ['cancelled', { ...cancelled(VISIT, at), eventId: 'evt-9' }],
    ['missed', { ...missed(VISIT, at), eventId: 'evt-9', data: { visit: VISIT, date: '2026-04-01' } }],
  ])('%s and booked: booked', (_, off) => {
    for (const events of permutations([old, off, anew])) {
      const plan = planAt('2026-03-20T09:00:00+01:00', [...begun, ...events]);
      expect(visitOf(plan, VISIT)).toMatchObject({
        status: 'booked',
        facts: { booking: { startsAt: '2026-04-09T08:00:00.000Z' } },
      });
      expect(plan.reminders.filter(({ kind }) => kind === 'rebooking')).toEqual([]);
      expect(plan.notices).toEqual([]);
    }
  });
});

describe('a visit that was waived', () => {
  const off = waived(VISIT, '2026-03-12');
  const on = booked(VISIT, '2026-03-20', '2026-04-09T10:00:00+02:00');

  test('and is booked after that takes the waiver back', () => {
    const plan = planAt('2026-03-21T09:00:00Z', [...begun, off, on]);
    expect(visitOf(plan, VISIT).status).toBe('booked');
    expect(plan.notices).toEqual([]);
    expect(plan.reminders).toContainEqual(
      expect.objectContaining({
        visit: VISIT,
        kind: 'appointment',
        sendAt: '2026-04-07T07:00:00.000Z',
        status: 'planned',
      }),
    );
    expect(plan.tasks).toContainEqual(expect.objectContaining({ task: `hold:${VISIT}`, status: 'open' }));
  });

  test('after it was booked stays waived, with a notice', () => {
    const plan = planAt('2026-03-21T09:00:00Z', [
      ...begun,
      { ...on, occurredAt: '2026-03-11T09:00:00Z' },
      off,
    ]);
    expect(visitOf(plan, VISIT).status).toBe('waived');
    expect(plan.notices.map(({ da }) => da)).toEqual([
      'Statuskonsultationen efter 4 uger er fravalgt, men står stadig booket.',
    ]);
  });
});

describe('what was said is kept for those who act on it', () => {
  const first = booked(VISIT, '2026-03-10', '2026-04-01T10:00:00+02:00');
  const second = booked(VISIT, '2026-03-11', '2026-04-02T10:00:00+02:00');
  const third = booked(VISIT, '2026-03-13', '2026-04-07T10:00:00+02:00');
  const fourth = booked(VISIT, '2026-03-15', '2026-04-08T10:00:00+02:00');
  const noShow = { ...missed(VISIT, '2026-04-08'), occurredAt: '2026-04-08T12:00:00Z' };

  test('bookings that do not hold any more, and why', () => {
    const { visits } = fold([
      ...begun,
      first,
      second,
      cancelled(VISIT, '2026-03-12'),
      third,
      retracted('2026-03-14', third),
      fourth,
      noShow,
    ]);
    const { booking, former, bookings } = visits.get(VISIT) ?? {};
    expect(booking).toBeNull();
    expect(
      former?.map((each) => [each.because, each.booking.startsAt.slice(0, 10), each.at.slice(0, 10)]),
    ).toEqual([
      ['moved', '2026-04-01', '2026-03-11'],
      ['cancelled', '2026-04-02', '2026-03-12'],
      ['retracted', '2026-04-07', '2026-03-14'],
      ['missed', '2026-04-08', '2026-04-08'],
    ]);
    expect(bookings).toBe(4);
  });

  test('a booking of another protocol that was a mistake leaves no trace', () => {
    const wrong = booked('closing', '2026-03-10', '2026-04-01T10:00:00+02:00');
    expect(planAt('2026-03-21T09:00:00Z', [...begun, wrong, retracted('2026-03-11', wrong)]).notices).toEqual(
      [],
    );
  });

  test('times that the patient confirmed, and links to answer', () => {
    const startsAt = '2026-04-01T10:00:00+02:00';
    const link = (on: string, url: string, expiresAt?: string) =>
      event('questionnaire.linked', on, { visit: VISIT, url, ...(expiresAt && { expiresAt }) });
    const { visits } = fold([
      ...begun,
      first,
      event('visit.confirmed', '2026-03-11', { visit: VISIT, startsAt }),
      link('2026-03-11', 'https://forms.example/1', '2026-04-01T10:00:00+02:00'),
      link('2026-03-12', 'https://forms.example/2'),
    ]);
    expect([...(visits.get(VISIT)?.confirmed ?? [])]).toEqual([
      ['2026-04-01T08:00:00.000Z', '2026-03-11T11:00:00.000Z'],
    ]);
    expect(visits.get(VISIT)?.link).toEqual({ url: 'https://forms.example/2', expiresAt: null });
  });

  test('calls that were asked for, with what was booked then', () => {
    const call = event('call.requested', '2026-03-12', { visit: VISIT, reason: 'cannot-come' });
    const question = event('call.requested', '2026-03-13', { reason: 'question' });
    const { calls } = fold([...begun, first, call, cancelled(VISIT, '2026-03-12T18:00:00Z'), question]);
    expect(calls).toMatchObject([
      {
        eventId: call.eventId,
        visit: VISIT,
        reason: 'cannot-come',
        at: '2026-03-12T11:00:00.000Z',
        booking: { startsAt: '2026-04-01T08:00:00.000Z' },
      },
      { visit: null, reason: 'question', booking: null },
    ]);
  });

  test('when anything was last heard, and of a visit', () => {
    const bounced = event('email.bounced', '2026-03-20', { messageId: '0001', addressFingerprint: 'abc' });
    const course = fold([
      ...begun,
      first,
      event('session.held', '2026-03-12', { session: 'self-training', date: '2026-03-12' }),
      bounced,
    ]);
    expect(course.lastHeardAt).toBe('2026-03-12T11:00:00.000Z');
    expect(course.visitsHeardAt).toBe('2026-03-10T11:00:00.000Z');
  });
});
