import { describe, expect, test } from 'vitest';
import { addressFingerprint } from '../../../shared/core/events/address.ts';
import { courseEvents, PATIENT, THERAPIST } from '../../support/events.ts';
import { planAt } from '../../support/plan.ts';

const NOW = '2026-01-20T09:00:00Z';
const { enrolled, patientUpdated, event } = courseEvents();
const withAddress = (email: string | null | undefined) =>
  enrolled('2026-01-12', { patient: { ...PATIENT, email } });
const ADDRESS_NOTICE = "The patient's e-mail address is none that can be written to: correct it.";

describe('an address never costs the enrolment', () => {
  test.each<[string, string | null | undefined, string | null]>([
    ['with a space after it', 'karla@post.example ', 'karla@post.example'],
    ['as an empty text', '', null],
    ['left out', undefined, null],
    ['taken out', null, null],
    ['in national letters', 'karla@søndergård.example', 'karla@xn--sndergrd-f0a8p.example'],
  ])('%s', (_, email, read) => {
    const plan = planAt(NOW, [withAddress(email)]);
    expect(plan).toMatchObject({ status: 'open', course: { patient: { email: read } } });
    expect(plan.notices).toEqual([]);
  });

  test('a malformed one is none, with a notice until it is corrected', () => {
    const plan = planAt(NOW, [withAddress('karla(at)post.example')]);
    expect(plan).toMatchObject({ status: 'open', course: { patient: { name: PATIENT.name, email: null } } });
    expect(plan.notices).toMatchObject([
      { en: ADDRESS_NOTICE, da: 'Patientens e-mailadresse kan ikke bruges: ret den.' },
    ]);
    const corrected = patientUpdated('2026-01-13', { email: 'karla@post.example' });
    expect(planAt(NOW, [withAddress('karla(at)post.example'), corrected]).notices).toEqual([]);
  });

  test.each([
    ['malformed', 'bo@clinic'],
    ['malformed', 'Bo Holm'],
    ['empty', ''],
    ['missing', undefined],
  ])('of the therapist: %s', (kind, email) => {
    const plan = planAt(NOW, [enrolled('2026-01-12', { therapist: { ...THERAPIST, email } })]);
    expect(plan.course.therapist).toEqual({ ...THERAPIST, email: null });
    expect(plan.notices.map(({ en }) => en)).toEqual(
      kind === 'malformed'
        ? ["The therapist's e-mail address is none that can be written to: correct it."]
        : [],
    );
  });

  test('a malformed one that replaces a good one: the old one is not written to any more', () => {
    const plan = planAt(NOW, [enrolled('2026-01-12'), patientUpdated('2026-01-13', { email: 'anna' })]);
    expect(plan.course.patient?.email).toBeNull();
    expect(plan.notices.map(({ en }) => en)).toEqual([ADDRESS_NOTICE]);
  });
});

describe('an address that failed', () => {
  const failed = (type: 'email.bounced' | 'email.complained', on: string) =>
    event(type, on, { messageId: '0001', addressFingerprint: addressFingerprint('C-1', PATIENT.email) });
  const again = patientUpdated('2026-01-15', { email: PATIENT.email });
  const withConsent = patientUpdated('2026-01-15', { email: PATIENT.email, consent: { email: true } });
  const isBlocked = (...raw: ReturnType<typeof failed>[]) =>
    planAt(NOW, [enrolled('2026-01-12'), ...raw]).course.blockedAddresses.size > 0;

  test('and was given again after it bounced starts anew', () => {
    const bounced = failed('email.bounced', '2026-01-13');
    expect(isBlocked(bounced)).toBe(true);
    expect(isBlocked(bounced, again)).toBe(false);
    expect(isBlocked(bounced, patientUpdated('2026-01-15', { name: 'Anna Holm' }))).toBe(true);
    expect(isBlocked(bounced, patientUpdated('2026-01-15', { email: 'other@post.example' }))).toBe(true);
    expect(isBlocked(bounced, patientUpdated('2026-01-12', { email: PATIENT.email }))).toBe(true);
    expect(isBlocked(bounced, again, failed('email.bounced', '2026-01-16'))).toBe(true);
  });

  test('after a complaint only together with consent given anew', () => {
    const complained = failed('email.complained', '2026-01-13');
    expect(isBlocked(complained, again)).toBe(true);
    expect(isBlocked(complained, patientUpdated('2026-01-15', { consent: { email: true } }))).toBe(true);
    expect(isBlocked(complained, withConsent)).toBe(false);
    expect(isBlocked(complained, failed('email.bounced', '2026-01-14'), again)).toBe(true);
  });
});

test('a bounced address that works again: the next reminder goes to it', () => {
  const bounced = event('email.bounced', '2026-01-12T13:00:00+01:00', {
    messageId: '0001',
    addressFingerprint: addressFingerprint('C-1', PATIENT.email),
  });
  const booked = event('visit.booked', '2026-01-15T13:00:00+01:00', {
    visit: 'supplementary-initial',
    startsAt: '2026-01-26T10:00:00+01:00',
  });
  const again = patientUpdated('2026-01-15', { email: PATIENT.email });
  const due = (...raw: (typeof bounced)[]) =>
    planAt('2026-01-22T09:00:00+01:00', [enrolled('2026-01-12'), bounced, booked, ...raw]).decisions.claims;
  expect(due()).toEqual([]);
  expect(due(again)).toHaveLength(1);
});

test('what was said of the therapist last is known with its time', () => {
  const assigned = event('therapist.assigned', '2026-01-14', {
    therapist: { ...THERAPIST, email: 'bo@new.example' },
  });
  const session = event('session.held', '2026-01-16', { session: 'self-training', date: '2026-01-16' });
  const { course } = planAt(NOW, [enrolled('2026-01-12'), assigned, session]);
  expect(course).toMatchObject({
    therapist: { email: 'bo@new.example' },
    therapistSaidAt: '2026-01-14T11:00:00.000Z',
  });
});

test('one address has another fingerprint in each course: no list of them reads off who a patient is', () => {
  expect(addressFingerprint('C-1', PATIENT.email)).not.toBe(addressFingerprint('C-2', PATIENT.email));
  expect(addressFingerprint('C-1', PATIENT.email)).toBe(
    addressFingerprint('C-1', ` ${PATIENT.email.toUpperCase()}`),
  );
});
