import { describe, expect, test } from 'vitest';
import { foldCourse } from '../../../shared/core/course/fold-course.ts';
import { GUIDES } from '../../../shared/core/protocols/index.ts';
import { courseEvents, PATIENT, parsed, type Raw, THERAPIST } from '../../support/events.ts';
import { planAt, visitOf } from '../../support/plan.ts';

const fold = (raw: readonly Raw[]) => foldCourse('C-1', parsed(raw), 'Europe/Copenhagen', GUIDES);

describe('the last word about each fact counts', () => {
  test('of the patient, field by field', () => {
    const { enrolled, patientUpdated } = courseEvents();
    const course = fold([
      enrolled('2026-01-12'),
      patientUpdated('2026-01-14', { email: 'new@patients.example', language: 'en' }),
      patientUpdated('2026-01-13', { email: 'old@patients.example', name: 'Anna Holm' }),
      patientUpdated('2026-01-15', { consent: { email: false } }),
    ]);
    expect(course.patient).toEqual({
      ...PATIENT,
      name: 'Anna Holm',
      email: 'new@patients.example',
      language: 'en',
      consent: { email: false },
      phone: null,
    });
  });

  test('of the telephone number; an empty one is none', () => {
    const { enrolled, patientUpdated } = courseEvents();
    const given = patientUpdated('2026-01-13', { phone: ' +45 20 00 00 00 ' });
    const phoneAfter = (...raw: Raw[]) => fold([enrolled('2026-01-12'), ...raw]).patient?.phone;
    expect(phoneAfter(given)).toBe('+45 20 00 00 00');
    expect(phoneAfter(given, patientUpdated('2026-01-14', { name: 'Anna Holm' }))).toBe('+45 20 00 00 00');
    expect(phoneAfter(given, patientUpdated('2026-01-14', { phone: '' }))).toBeNull();
    const withPhone = { ...PATIENT, phone: '20000000' };
    expect(fold([courseEvents().enrolled('2026-01-12', { patient: withPhone })]).patient?.phone).toBe(
      '20000000',
    );
  });

  test('an address can be taken back', () => {
    const { enrolled, patientUpdated } = courseEvents();
    expect(
      fold([enrolled('2026-01-12'), patientUpdated('2026-01-13', { email: null })]).patient?.email,
    ).toBeNull();
    const { email: _, ...without } = PATIENT;
    expect(fold([courseEvents().enrolled('2026-01-12', { patient: without })]).patient?.email).toBeNull();
  });

  test('of the therapist', () => {
    const { enrolled, event } = courseEvents();
    const ida = { ...THERAPIST, therapistId: 'T-2', name: 'Ida' };
    expect(
      fold([event('therapist.assigned', '2026-01-13', { therapist: ida }), enrolled('2026-01-12')]).therapist,
    ).toEqual(ida);
  });

  test('of an enrolment said twice, with a notice; what the second leaves out stays', () => {
    const { enrolled } = courseEvents();
    const course = fold([
      enrolled('2026-01-12', { referralDate: '2026-01-05' }),
      enrolled('2026-01-13', { entry: 'direct', contactDate: '2026-01-09' }),
    ]);
    expect(course).toMatchObject({ entry: 'direct', referralDate: '2026-01-05', contactDate: '2026-01-09' });
    expect(course.notices).toEqual([
      {
        kind: 'enrolled-twice',
        en: 'The course was enrolled more than once; the last enrolment counts.',
        da: 'Forløbet er oprettet mere end én gang; den seneste oprettelse gælder.',
      },
    ]);
  });

  test('what a correction leaves out stays; null takes back', () => {
    const { enrolled, corrected } = courseEvents();
    const begun = [enrolled('2026-01-12', { referralDate: '2026-01-05', contactDate: '2026-01-08' })];
    expect(fold([...begun, corrected('2026-01-13', { contactDate: null })])).toMatchObject({
      referralDate: '2026-01-05',
      contactDate: null,
    });
  });
});

describe('a booking', () => {
  const VISIT = 'closing';
  test('a cancellation that names another booking leaves it', () => {
    const { enrolled, event, cancelled } = courseEvents();
    const made = event('visit.booked', '2026-01-13', {
      visit: VISIT,
      startsAt: '2026-04-13T08:00:00Z',
      bookingId: 'B-2',
    });
    const begun = [enrolled('2026-01-12'), made];
    const bookingAfter = (data: Record<string, unknown>) =>
      fold([...begun, cancelled(VISIT, '2026-01-14', data)]).visits.get(VISIT)?.booking ?? null;
    expect(bookingAfter({ bookingId: 'B-1' })).not.toBeNull();
    expect(bookingAfter({ startsAt: '2026-04-14T08:00:00Z' })).not.toBeNull();
    expect(bookingAfter({ bookingId: 'B-2', startsAt: '2026-04-14T08:00:00Z' })).not.toBeNull();
    expect(bookingAfter({ bookingId: 'B-2' })).toBeNull();
    expect(bookingAfter({ startsAt: '2026-04-13T10:00:00+02:00' })).toBeNull();
    expect(bookingAfter({})).toBeNull();
  });

  test('a cancellation that names an id clears a booking that came without one', () => {
    const { enrolled, booked, cancelled } = courseEvents();
    const events = [
      enrolled('2026-01-12'),
      booked(VISIT, '2026-01-13', '2026-04-13T08:00:00Z'),
      cancelled(VISIT, '2026-01-14', { bookingId: 'B-1' }),
    ];
    expect(fold(events).visits.get(VISIT)).toMatchObject({ booking: null, clearedOn: '2026-01-14' });
  });

  test('its calendar entry never counts back, not even when a booking was a mistake', () => {
    const { enrolled, booked, retracted } = courseEvents();
    const first = booked(VISIT, '2026-01-13', '2026-04-13T08:00:00Z');
    const second = booked(VISIT, '2026-01-14', '2026-04-14T08:00:00Z');
    const events = [enrolled('2026-01-12'), first, second];
    const bookings = (raw: readonly Raw[]) => fold(raw).visits.get(VISIT)?.bookings;
    expect(bookings(events)).toBe(2);
    expect(bookings([...events, retracted('2026-01-15', second)])).toBe(2);
    expect(
      bookings([
        ...events,
        retracted('2026-01-15', second),
        booked(VISIT, '2026-01-16', '2026-04-15T08:00:00Z'),
      ]),
    ).toBe(3);
    expect(bookings([...events, second])).toBe(2);
  });
});

describe('kept, with a notice', () => {
  const notices = (raw: readonly Raw[]) => planAt('2026-02-01T09:00:00Z', raw).notices.map(({ en }) => en);

  test('a visit of the other protocol, or of the other entry', () => {
    const { enrolled, held } = courseEvents();
    expect(notices([enrolled('2026-01-12'), held('first-consultation', '2026-01-13', '0110')])).toEqual([
      'Something was recorded for first-consultation, which is no visit of this course.',
    ]);
    expect(notices([enrolled('2026-01-12'), held('final-status', '2026-01-13', '0255')])).toHaveLength(1);
  });

  test('the code of the other entry: the visit counts as held', () => {
    const { enrolled, held } = courseEvents();
    const events = [
      enrolled('2026-01-12', { protocol: 'lumbar-spinal-stenosis', entry: 'direct' }),
      held('pre-examination', '2026-01-19', '0252'),
    ];
    expect(notices(events)).toEqual(['The pre-examination was held as 0252; with this entry it is 0251.']);
    expect(visitOf(planAt('2026-02-01T09:00:00Z', events), 'pre-examination').status).toBe('held');
  });

  test('a waived anchor, a booking outside the window or after the cap, and no open day', () => {
    const { enrolled, waived, booked } = courseEvents();
    const begun = [enrolled('2026-01-12', { referralDate: '2026-01-05' })];
    expect(notices([...begun, waived('supplementary-initial', '2026-01-13')]).join()).toContain(
      'counted from a waived visit',
    );
    const onTheCap = booked('follow-up-9-months', '2026-01-13', '2027-01-05T08:00:00Z');
    expect(notices([...begun, onTheCap])).toEqual([]);
    const late = booked('follow-up-9-months', '2026-01-13', '2027-01-12T08:00:00Z');
    expect(notices([...begun, late])).toEqual([
      'The follow-up after 9 months is booked for 12 Jan 2027, outside 22 Dec 2026 to 5 Jan 2027.',
      'The follow-up after 9 months is booked for 12 Jan 2027, after the cap of 5 Jan 2027.',
    ]);
  });
});

test('nothing is planned before the enrolment is known, nor after an erasure, even a retracted one', () => {
  const { enrolled, held, event, retracted } = courseEvents();
  const early = [held('supplementary-initial', '2026-01-19', '0261')];
  expect(planAt('2026-02-01T09:00:00Z', early)).toMatchObject({
    status: 'unknown',
    visits: [],
    // Only to be forgotten, 90 days after it was last heard of.
    nextWakeAt: '2026-04-18T22:00:00.000Z',
  });
  const erased = event('course.erased', '2026-01-20', { reason: 'asked for' });
  const gone = [enrolled('2026-01-12'), ...early, erased, retracted('2026-01-21', erased)];
  expect(planAt('2026-02-01T09:00:00Z', gone)).toMatchObject({
    status: 'erased',
    visits: [],
    nextWakeAt: null,
  });
  expect(fold(gone)).toMatchObject({ patient: null, therapist: null });
});

describe('a death', () => {
  const { enrolled, held, closed, reopened, retracted } = courseEvents();
  const begun = [enrolled('2026-01-12'), held('supplementary-initial', '2026-01-19', '0261')];
  const closing = held('closing', '2026-04-13', '0267');
  const death = closed('2026-04-15', 'deceased');
  const paperwork = closed('2026-04-20', 'completed');
  const plan = (...raw: Raw[]) => planAt('2026-05-01T09:00:00Z', [...begun, closing, ...raw]);

  test('is the last word, whatever the course is closed as afterwards', () => {
    const { status, reminders, tasks, notices } = plan(death, paperwork);
    expect([status, reminders, tasks]).toEqual(['closed', [], []]);
    expect(notices.map(({ en }) => en)).toEqual([
      'The course was closed again after the death of the patient: the death counts.',
    ]);
  });

  test('counts also when the course was completed before it', () => {
    expect(plan(closed('2026-04-14', 'completed'), death).reminders).toEqual([]);
  });

  test('entered by mistake: retracted, or the course is reopened', () => {
    for (const end of [retracted('2026-04-21', death), reopened('2026-04-16')]) {
      const { status, reminders } = plan(death, end, paperwork);
      expect([status, reminders.length > 0]).toEqual(['completed', true]);
    }
  });
});
