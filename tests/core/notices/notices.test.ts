import { describe, expect, test } from 'vitest';
import { GUIDES, titleOfVisit } from '../../../shared/core/protocols/index.ts';
import { VISIT_NAMES } from '../../../shared/core/protocols/protocol.ts';
import { courseEvents, type Raw } from '../../support/events.ts';
import { planAt, visitOf } from '../../support/plan.ts';

const NOW = '2026-03-20T09:00:00Z';
const STENOSIS = { protocol: 'lumbar-spinal-stenosis', entry: 'direct' };
const { enrolled, held, booked, cancelled, missed, closed, waived, event } = courseEvents();
const wordsOf = (raw: readonly Raw[], now = NOW) =>
  planAt(now, raw).notices.map(({ en, da }) => ({ en, da }));
const notices = (raw: readonly Raw[], now = NOW) => wordsOf(raw, now).map(({ en }) => en);
const session = (on: string, told: Record<string, unknown>) =>
  event('session.held', on, { date: on.slice(0, 10), ...told });

test('every visit has a name in both languages', () => {
  for (const visit of VISIT_NAMES)
    expect(Object.values(titleOfVisit(visit, GUIDES)).every(Boolean)).toBe(true);
});

describe('billing lines whose codes the guide does not print', () => {
  const lines = ['0263', '0264', '0265', '0266', '0262', '0111', '8050'].map((serviceCode) =>
    session('2026-03-20', { serviceCode }),
  );
  const plan = planAt('2026-06-01T09:00:00+02:00', [
    enrolled('2026-03-02', { entry: 'direct', referralDate: '2026-02-25' }),
    ...lines,
  ]);

  test('are kept as sessions of kind other', () => {
    expect(plan.course.sessions.map(({ kind, serviceCode }) => `${serviceCode} ${kind}`)).toEqual([
      '0263 group-education',
      '0264 group-training',
      '0265 other',
      '0266 other',
      '0262 other',
      '0111 other',
      '8050 other',
    ]);
  });

  test('with a notice of each', () => {
    expect(plan.notices.map(({ en }) => en)).toEqual(
      ['0265', '0266', '0262', '0111', '8050'].map(
        (code) => `A session was recorded as ${code}, which is no code of this course.`,
      ),
    );
  });

  test('and so is a code of the other protocol, or one that came before the enrolment', () => {
    const before = session('2026-01-10', { serviceCode: '0256' });
    const training = session('2026-01-10', { serviceCode: '0264' });
    expect(planAt(NOW, [enrolled('2026-01-12'), before, training]).course.sessions).toMatchObject([
      { kind: 'other', serviceCode: '0256' },
      { kind: 'group-training', serviceCode: '0264' },
    ]);
  });
});

describe('individual training', () => {
  const trained = (count: number) =>
    notices([
      enrolled('2026-03-02', { referralDate: '2026-02-25' }),
      ...Array.from({ length: count }, (_, day) =>
        session(`2026-03-${10 + day}`, { session: 'individual-training' }),
      ),
    ]);

  test('a notice at the sixth, the last one, and another at the seventh', () => {
    expect(trained(5)).toEqual([]);
    expect(trained(6)).toEqual([
      '6 sessions of individual-training: that was the last one that the agreement allows.',
    ]);
    expect(trained(7)).toEqual(['7 sessions of individual-training; the agreement allows 6.']);
  });
});

describe('patient education within 4 weeks of the visit that starts the course', () => {
  const begun = [
    enrolled('2026-03-02', { referralDate: '2026-02-25' }),
    held('supplementary-initial', '2026-03-05', '0261'),
  ];
  const late = [
    {
      en: 'No patient education within 4 weeks of the supplementary initial consultation (held 5 Mar 2026).',
      da: 'Ingen patientuddannelse inden for 4 uger efter den supplerende indledende konsultation (afholdt 5. marts 2026).',
    },
  ];

  test('none by then is worth knowing from the day after', () => {
    expect(wordsOf(begun, '2026-04-02T21:59:00Z')).toEqual([]);
    expect(wordsOf(begun, '2026-04-02T22:00:00Z')).toEqual(late);
    expect(wordsOf([enrolled('2026-03-02', { referralDate: '2026-02-25' })], '2026-06-01T09:00:00Z')).toEqual(
      [],
    );
  });

  test('the plan looks again when that day comes', () => {
    const quiet = [...begun, waived('closing', '2026-03-06')];
    expect(planAt('2026-03-20T09:00:00Z', quiet).nextWakeAt).toBe('2026-04-02T22:00:00.000Z');
    const educated = [...quiet, session('2026-03-20', { serviceCode: '0263' })];
    expect(planAt('2026-03-20T12:00:00Z', educated).nextWakeAt).not.toBe('2026-04-02T22:00:00.000Z');
  });

  test.each([{ serviceCode: '0263' }, { session: 'individual-education' }])('not after %j', (told) => {
    expect(wordsOf([...begun, session('2026-04-20', told)], '2026-05-01T09:00:00Z')).toEqual([]);
  });

  test('training is no education, and a closed course or one without any owes none', () => {
    const training = session('2026-03-20', { serviceCode: '0264' });
    expect(wordsOf([...begun, training], '2026-05-01T09:00:00Z')).toEqual(late);
    expect(wordsOf([...begun, closed('2026-04-20', 'withdrew')], '2026-05-01T09:00:00Z')).toEqual([]);
    const stenosis = [enrolled('2026-03-02', STENOSIS), held('pre-examination', '2026-03-05', '0251')];
    expect(wordsOf(stenosis, '2026-05-01T09:00:00Z')).toEqual([]);
  });
});

test('a closing earlier than its window, by common judgement, is no notice; a later one is', () => {
  const begun = [
    enrolled('2026-03-02', { entry: 'direct', referralDate: '2026-02-25' }),
    held('first-consultation', '2026-03-05', '0110'),
    held('supplementary-initial', '2026-03-05', '0261'),
    session('2026-03-20', { serviceCode: '0263' }),
  ];
  const closing = (startsAt: string) => notices([...begun, booked('closing', '2026-04-20', startsAt)]);
  expect(closing('2026-04-30T10:00:00+02:00')).toEqual([]);
  expect(closing('2026-06-30T10:00:00+02:00')).toEqual([
    'The closing consultation is booked for 30 Jun 2026, outside 14 May 2026 to 11 Jun 2026.',
  ]);
  const status = booked('status-4-weeks', '2026-03-10', '2026-03-20T10:00:00+01:00');
  expect(
    notices([enrolled('2026-03-02', STENOSIS), held('pre-examination', '2026-03-05', '0251'), status]),
  ).toEqual([
    'The status consultation after 4 weeks is booked for 20 Mar 2026, outside 26 Mar 2026 to 13 Apr 2026.',
  ]);
});

describe('a date of referral', () => {
  const referred = (referralDate: string, protocol = {}) =>
    wordsOf([enrolled('2026-03-02', { referralDate, ...protocol })]);

  test('after the enrolment', () => {
    expect(referred('2027-02-27')).toEqual([
      {
        en: 'The referral date (27 Feb 2027) lies after the enrolment (2 Mar 2026): correct it.',
        da: 'Henvisningsdatoen (27. februar 2027) ligger efter forløbets start (2. marts 2026): ret den.',
      },
    ]);
    expect(referred('2027-02-27', STENOSIS)).toHaveLength(1);
  });

  test('more than 6 months before it', () => {
    expect(referred('2025-09-01')).toEqual([
      {
        en: 'The referral date (1 Sep 2025) lies more than 6 months before the enrolment (2 Mar 2026): is it right?',
        da: 'Henvisningsdatoen (1. september 2025) ligger mere end 6 måneder før forløbets start (2. marts 2026): er den rigtig?',
      },
    ]);
  });

  test.each(['2025-09-02', '2026-03-02'])('%s fits', (date) => {
    expect(referred(date)).toEqual([]);
  });
});

test('a closing date more than a day after it was told; reopened, it is no matter', () => {
  const begun = [enrolled('2026-03-02', STENOSIS)];
  const ends = (date: string) => event('course.closed', '2026-03-10', { date, reason: 'withdrew' });
  expect(notices([...begun, ends('2026-03-11')])).toEqual([]);
  expect(wordsOf([...begun, ends('2056-03-12')])).toEqual([
    {
      en: 'The course was closed with a date to come (12 Mar 2056): correct it.',
      da: 'Forløbet er afsluttet med en dato ude i fremtiden (12. marts 2056): ret den.',
    },
  ]);
  const reopened = event('course.reopened', '2026-03-11', { reason: 'a slip' });
  expect(notices([...begun, ends('2056-03-12'), reopened])).toEqual([]);
});

describe('a course that ended well without its closing visit', () => {
  const STATUS = {
    en: 'The final status consultation was not held before the course was closed: the last questionnaires or tests are missing.',
    da: 'Den sidste statuskonsultation blev ikke afholdt, før forløbet blev afsluttet: de afsluttende spørgeskemaer eller test mangler.',
  };
  const begun = [
    enrolled('2026-03-02', STENOSIS),
    held('pre-examination', '2026-03-05', '0251'),
    held('status-4-weeks', '2026-04-01', '0254'),
  ];
  const NEXT = '2026-06-01T09:00:00Z';

  test.each(['completed', 'goals-reached'])('%s: what is measured at the end is missing', (reason) => {
    expect(wordsOf([...begun, closed('2026-04-01', reason)], NEXT)).toEqual([STATUS]);
    const back = [
      enrolled('2026-03-02', { referralDate: '2026-02-25' }),
      held('supplementary-initial', '2026-03-05', '0261'),
      session('2026-03-20', { serviceCode: '0263' }),
    ];
    expect(notices([...back, closed('2026-04-01', reason)], NEXT)).toEqual([
      'The closing consultation was not held before the course was closed: the last questionnaires or tests are missing.',
    ]);
  });

  test.each(['declined', 'withdrew', 'referred-on', 'transferred', 'deceased', 'other'])(
    'not when it was closed as %s',
    (reason) => {
      expect(wordsOf([...begun, closed('2026-04-01', reason)], NEXT)).toEqual([]);
    },
  );

  test('not when all of it was taken all the same, or the visit was held or waived', () => {
    const answers = ['NPRS', 'ODI', 'ZCQ'].map((questionnaire) =>
      event('questionnaire.answered', '2026-04-01', {
        visit: 'final-status',
        questionnaire,
        answeredOn: '2026-04-01',
      }),
    );
    const tests = ['PSFS', 'neurological'].map((assessment) =>
      event('assessment.recorded', '2026-04-01', {
        visit: 'final-status',
        assessment,
        recordedOn: '2026-04-01',
      }),
    );
    const end = closed('2026-04-02', 'goals-reached');
    expect(wordsOf([...begun, ...answers, ...tests, end], NEXT)).toEqual([]);
    expect(wordsOf([...begun, ...answers, ...tests.slice(1), end], NEXT)).toEqual([STATUS]);
    expect(wordsOf([...begun, ...answers.slice(1), ...tests, end], NEXT)).toEqual([STATUS]);
    expect(wordsOf([...begun, held('final-status', '2026-04-01', '0255'), end], NEXT)).toEqual([]);
    expect(wordsOf([...begun, waived('final-status', '2026-04-01'), end], NEXT)).toEqual([]);
  });
});

describe('what fits no booking clears none, with a notice', () => {
  const VISIT = 'status-4-weeks';
  const made = event('visit.booked', '2026-03-12', {
    visit: VISIT,
    startsAt: '2026-04-08T10:00:00+02:00',
    bookingId: 'b-17',
  });
  const begun = [enrolled('2026-03-02', STENOSIS), held('pre-examination', '2026-03-09', '0251'), made];
  const booking = (raw: readonly Raw[]) => visitOf(planAt(NOW, raw), VISIT).facts.booking;

  test('a cancellation with the id in another spelling', () => {
    const events = [...begun, cancelled(VISIT, '2026-03-20T08:00:00Z', { bookingId: 'B-17' })];
    expect(booking(events)).not.toBeNull();
    expect(wordsOf(events)).toEqual([
      {
        en: 'A cancellation of the status consultation after 4 weeks, told on 20 Mar 2026, fits no booking: nothing was cancelled.',
        da: 'Et afbud til statuskonsultationen efter 4 uger, meldt den 20. marts 2026, passer ikke til nogen booking: intet er aflyst.',
      },
    ]);
  });

  test('a cancellation of nothing', () => {
    expect(notices([...begun.slice(0, 2), cancelled(VISIT, '2026-03-13')])).toHaveLength(1);
    expect(notices([...begun, cancelled(VISIT, '2026-03-13'), cancelled(VISIT, '2026-03-14')])).toHaveLength(
      1,
    );
  });

  test('not the old time of a booking that was moved before that was told', () => {
    const moved = booked(VISIT, '2026-03-13', '2026-04-09T10:00:00+02:00');
    const old = cancelled(VISIT, '2026-03-14', { startsAt: '2026-04-08T10:00:00+02:00' });
    expect(notices([...begun, moved, old])).toEqual([]);
  });

  test('a no-show on another day', () => {
    const events = [...begun, missed(VISIT, '2026-03-18')];
    expect(booking(events)).not.toBeNull();
    expect(wordsOf(events)).toEqual([
      {
        en: 'A no-show at the status consultation after 4 weeks on 18 Mar 2026 fits no booking of that day.',
        da: 'En udeblivelse fra statuskonsultationen efter 4 uger den 18. marts 2026 passer ikke til nogen booking den dag.',
      },
    ]);
    expect(
      notices([...begun, { ...missed(VISIT, '2026-04-08'), occurredAt: '2026-04-08T12:00:00Z' }]),
    ).toEqual([]);
  });
});

test('the same is said once', () => {
  const calendar = (day: string) =>
    event('visit.booked', '2026-03-03', { serviceCode: '0256', startsAt: `${day}T10:00:00+01:00` });
  expect(wordsOf([enrolled('2026-03-02', STENOSIS), calendar('2026-03-10'), calendar('2026-03-12')])).toEqual(
    [
      {
        en: 'A booking under 0256 fits no visit of the course that is still to come.',
        da: 'En booking med ydelsesnummer 0256 passer ikke til noget besøg, der mangler i forløbet.',
      },
    ],
  );
});
