import { describe, expect, test } from 'vitest';
import { keyOf, type ReminderName } from '../../../shared/core/ids/reminder-key.ts';
import type { Message } from '../../../shared/core/reminders/log.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';
import { courseEvents, type Raw } from '../../support/events.ts';
import { clinicWith, planAt } from '../../support/plan.ts';

type Options = Parameters<typeof planAt>[2];

function taskAt(asOf: string, raw: readonly Raw[], name: string, options?: Options) {
  const at = asOf.length === 10 ? `${asOf}T10:00:00Z` : asOf;
  const task = planAt(at, raw, options).tasks.find((each) => each.task === name);
  return task ? `${task.due} ${task.status}` : null;
}

/** Stenosis, pre-examination held on 5 March 2026: status window 26 March to 13 April, final 20 May to 4 June. */
function stenosis() {
  const events = courseEvents();
  const begun = [
    events.enrolled('2026-02-26', { protocol: 'lumbar-spinal-stenosis', entry: 'direct' }),
    events.held('pre-examination', '2026-03-05', '0251'),
  ];
  return { ...events, begun };
}

/** Low back pain, referral 5 January 2026, begun on 19 January, closing held on 13 April: the cap is 5 January 2027. */
function lowBackPain() {
  const events = courseEvents();
  const begun = [
    events.enrolled('2026-01-12', { referralDate: '2026-01-05' }),
    events.held('supplementary-initial', '2026-01-19', '0261'),
  ];
  return { ...events, begun, closed: [...begun, events.held('closing', '2026-04-13', '0267')] };
}

describe('the next visit of a strict window is booked within five weekdays of the one before', () => {
  test.each(['status-4-weeks', 'final-status'])('%s', (visit) => {
    const { begun } = stenosis();
    expect(taskAt('2026-03-05', begun, `book:${visit}`)).toBe('2026-03-12 open');
  });
});

describe('review-booking', () => {
  const VISIT = 'status-4-weeks';
  const outside = '2026-05-07T10:00:00+02:00';

  test('a booking outside a strict window, within two weekdays', () => {
    const { begun, booked } = stenosis();
    const events = [...begun, booked(VISIT, '2026-03-20', outside)];
    expect(taskAt('2026-03-20', events, `review-booking:${VISIT}`)).toBe('2026-03-24 open');
  });

  test.each([
    ['2026-03-25', true],
    ['2026-03-26', false],
    ['2026-04-13', false],
    ['2026-04-14', true],
  ])('the edges of the window belong to it: %s', (day, asks) => {
    const { begun, booked } = stenosis();
    const events = [...begun, booked(VISIT, '2026-03-09', `${day}T09:00:00+02:00`)];
    expect(taskAt('2026-03-09', events, `review-booking:${VISIT}`) !== null).toBe(asks);
  });

  test.each(['moved', 'cleared', 'held', 'accepted'] as const)('over once it is %s', (how) => {
    const { begun, booked, cancelled, held, completed } = stenosis();
    const over = {
      moved: booked(VISIT, '2026-03-23', '2026-04-07T10:00:00+02:00'),
      cleared: cancelled(VISIT, '2026-03-23'),
      held: held(VISIT, '2026-05-07', '0254'),
      accepted: completed(`review-booking:${VISIT}`, '2026-03-23'),
    };
    const events = [...begun, booked(VISIT, '2026-03-20', outside), over[how]];
    expect(taskAt('2026-05-08', events, `review-booking:${VISIT}`) ?? 'gone').toMatch(/done|gone/);
  });

  test('accepting one booking does not accept the next', () => {
    const { begun, booked, completed } = stenosis();
    const events = [
      ...begun,
      booked(VISIT, '2026-03-20', outside),
      completed(`review-booking:${VISIT}`, '2026-03-23'),
      booked(VISIT, '2026-03-25', '2026-05-11T10:00:00+02:00'),
    ];
    expect(taskAt('2026-03-25', events, `review-booking:${VISIT}`)).toBe('2026-03-27 open');
  });

  test('a follow-up after the cap; a soft window by itself asks nothing', () => {
    const { closed, booked } = lowBackPain();
    const at = (day: string) => [
      ...closed,
      booked('follow-up-3-months', '2026-05-04', `${day}T09:00:00+02:00`),
    ];
    const task = 'review-booking:follow-up-3-months';
    expect(taskAt('2026-05-04', at('2026-09-01'), task)).toBeNull();
    expect(taskAt('2026-05-04', at('2027-01-05'), task)).toBeNull();
    expect(taskAt('2026-05-04', at('2027-01-06'), task)).toBe('2026-05-06 open');
  });
});

describe('review-window', () => {
  const clinic = (from: string, to: string) => clinicWith({ closures: [{ from, to }] });
  const task = 'review-window:status-4-weeks';

  test('the whole window lies in a closed period: at once, and before the closure', () => {
    const { begun } = stenosis();
    const closed = { clinic: clinic('2026-03-09', '2026-04-14') };
    // The last open day before the window is Friday 6 March.
    expect(taskAt('2026-03-05', begun, task, closed)).toBe('2026-03-06 open');
    expect(taskAt('2026-03-05', begun, task, { clinic: clinic('2026-03-26', '2026-04-13') })).toBe(
      '2026-03-12 open',
    );
  });

  test('the rest of the window lies in a closed period: on the first day of that rest', () => {
    const { begun, booked } = stenosis();
    const options = { clinic: clinic('2026-04-01', '2026-04-13') };
    expect(taskAt('2026-03-31', begun, task, options)).toBeNull();
    expect(planAt('2026-03-31T20:00:00Z', begun, options).nextWakeAt).toBe('2026-03-31T22:00:00.000Z');
    expect(taskAt('2026-04-01', begun, task, options)).toBe('2026-04-01 open');
    const late = [...begun, booked('status-4-weeks', '2026-04-01', '2026-04-14T10:00:00+02:00')];
    expect(taskAt('2026-04-01', late, task, options)).toBe('2026-04-01 done');
  });

  test('not while an open day is left, and not after the window', () => {
    const { begun } = stenosis();
    expect(taskAt('2026-04-12', begun, task)).toBeNull();
    expect(taskAt('2026-04-14', begun, task, { clinic: clinic('2026-04-01', '2026-04-13') })).toBeNull();
  });
});

describe('record-answers: what was not answered before the visit is filled in at the clinic', () => {
  test('by the next weekday, until every questionnaire is there', () => {
    const { begun, answered } = stenosis();
    const task = 'record-answers:pre-examination';
    expect(taskAt('2026-03-05', begun, task)).toBe('2026-03-06 open');
    const some = [...begun, answered('pre-examination', '2026-03-05', 'NPRS')];
    expect(taskAt('2026-03-09', some, task)).toBe('2026-03-06 overdue');
    const all = ['ODI', 'ZCQ'].map((name) => answered('pre-examination', '2026-03-05', name));
    expect(taskAt('2026-03-09', [...some, ...all], task)).toBe('2026-03-06 done');
  });

  test('of a closed course only those of the closing visit remain', () => {
    const { begun, held, closed } = stenosis();
    const end = [...begun, held('final-status', '2026-05-28', '0255'), closed('2026-05-29', 'transferred')];
    expect(taskAt('2026-06-01', end, 'record-answers:final-status')).toBe('2026-05-29 overdue');
    expect(taskAt('2026-06-01', end, 'record-answers:pre-examination')).toBeNull();
  });
});

test('what is measured at the start is measured at the end: PSFS at the closing and the final visit', () => {
  const back = lowBackPain();
  expect(taskAt('2026-04-13', back.closed, 'assess:closing:PSFS')).toBe('2026-04-14 open');
  const { begun, held } = stenosis();
  const final = [...begun, held('final-status', '2026-05-28', '0255')];
  expect(taskAt('2026-05-28', final, 'assess:final-status:PSFS')).toBe('2026-05-29 open');
});

test('a clinic switches the tests of a visit on and off', () => {
  const clinic = clinicWith({ assessments: { closing: { PSFS: false, neurological: true } } });
  const names = planAt('2026-04-13T12:00:00Z', lowBackPain().closed, { clinic }).tasks.flatMap(({ task }) =>
    task.startsWith('assess:closing') ? [task] : [],
  );
  expect(names).toEqual(['assess:closing:neurological', 'assess:closing:sit-to-stand']);
});

describe('call-back: a patient who asks to be called', () => {
  const asked = (at: string, data: Record<string, unknown> = { reason: 'question' }) => {
    const events = stenosis();
    return { ...events, all: [...events.begun, events.event('call.requested', at, data)] };
  };

  test.each([
    ['in the morning', '2026-03-16T09:00:00+01:00', '2026-03-16'],
    ['a minute before three', '2026-03-16T14:59:00+01:00', '2026-03-16'],
    ['at three', '2026-03-16T15:00:00+01:00', '2026-03-17'],
    ['on a Friday afternoon', '2026-03-20T16:00:00+01:00', '2026-03-23'],
    ['on a Saturday', '2026-03-21T09:00:00+01:00', '2026-03-23'],
    ['on the evening before Easter', '2026-04-01T20:00:00+02:00', '2026-04-07'],
  ])('%s', (_when, at, due) => {
    expect(taskAt('2026-03-10', asked(at).all.slice(0, 2), 'call-back')).toBeNull();
    expect(taskAt(`${at.slice(0, 10)}T20:00:00Z`, asked(at).all, 'call-back')).toBe(`${due} open`);
  });

  test('done by completing it afterwards, not before; asking again asks again', () => {
    const { all, completed, event } = asked('2026-03-16T09:00:00+01:00');
    const before = [...all, completed('call-back', '2026-03-16T08:00:00+01:00')];
    expect(taskAt('2026-03-16', before, 'call-back')).toMatch('open');
    const after = [...all, completed('call-back', '2026-03-16T10:00:00+01:00')];
    expect(taskAt('2026-03-16', after, 'call-back')).toMatch('done');
    const again = [...after, event('call.requested', '2026-03-18T11:00:00+01:00', { reason: 'book' })];
    expect(taskAt('2026-03-18', again, 'call-back')).toBe('2026-03-18 open');
  });

  test.each(['moved', 'cancelled', 'neither'] as const)(
    'who cannot come is called until the time is %s',
    (how) => {
      const { begun, booked, cancelled, event } = stenosis();
      const VISIT = 'status-4-weeks';
      const said = [
        ...begun,
        booked(VISIT, '2026-03-09', '2026-04-07T10:00:00+02:00'),
        event('call.requested', '2026-03-30T09:00:00+02:00', { visit: VISIT, reason: 'cannot-come' }),
      ];
      const then = {
        moved: [booked(VISIT, '2026-03-30T12:00:00+02:00', '2026-04-08T10:00:00+02:00')],
        cancelled: [cancelled(VISIT, '2026-03-30T12:00:00+02:00')],
        neither: [],
      };
      const status = how === 'neither' ? 'open' : 'done';
      expect(taskAt('2026-03-30T12:00:00Z', [...said, ...then[how]], 'call-back')).toBe(
        `2026-03-30 ${status}`,
      );
    },
  );

  test('goes on after the course is closed, but not after a death', () => {
    const { all, closed } = asked('2026-03-16T09:00:00+01:00');
    expect(taskAt('2026-03-17', [...all, closed('2026-03-16', 'withdrew')], 'call-back')).toMatch('overdue');
    expect(taskAt('2026-03-17', [...all, closed('2026-03-16', 'deceased')], 'call-back')).toBeNull();
  });
});

describe('a time that the patient was told is off, and no e-mail says so', () => {
  const VISIT = 'status-4-weeks';
  const STARTS = '2026-04-09T10:00:00+02:00';
  const told = (name: ReminderName, at: string): Message => ({
    messageId: '0001',
    status: 'sent',
    sentAt: toInstant(at),
    claimedAt: toInstant(at),
    attempt: 1,
    dropped: [],
    reminders: [{ key: keyOf(name), sendAt: toInstant(at), expiresAt: toInstant(STARTS) }],
  });
  const messages = [
    told({ visit: VISIT, kind: 'appointment', startsAt: toInstant(STARTS) }, '2026-04-07T09:00:00+02:00'),
  ];
  const history = () => {
    const events = stenosis();
    return { ...events, known: [...events.begun, events.booked(VISIT, '2026-03-09', STARTS)] };
  };
  const task = `call-patient:${VISIT}`;
  const at = '2026-04-07T14:00:00Z';

  test.each(['transferred', 'withdrew', 'completed'])(
    'closed as %s: a call, until the time has come',
    (reason) => {
      const { known, closed } = history();
      const events = [...known, closed('2026-04-07T12:00:00+02:00', reason)];
      expect(taskAt(at, events, task, { messages })).toBe('2026-04-08 open');
      expect(planAt('2026-04-09T07:59:00Z', events, { messages }).nextWakeAt).toBe(
        '2026-04-09T08:00:00.000Z',
      );
      expect(taskAt('2026-04-09T08:00:00Z', events, task, { messages })).toBeNull();
    },
  );

  test('the visit waived: a call, done by saying so', () => {
    const { known, event, completed } = history();
    const waived = event('visit.waived', '2026-04-07T12:00:00+02:00', { visit: VISIT, reason: 'not needed' });
    expect(taskAt(at, [...known, waived], task, { messages })).toBe('2026-04-08 open');
    const called = completed(task, '2026-04-07T13:00:00+02:00');
    expect(taskAt(at, [...known, waived, called], task, { messages })).toMatch('done');
  });

  test.each([
    ['until resumed', null],
    ['until a day', '2026-04-20'],
  ])('moved while reminders rest %s: a call, as no e-mail says so', (_, until) => {
    const { known, paused, booked } = history();
    const events = [
      ...known,
      paused('2026-04-07T12:00:00+02:00', until),
      booked(VISIT, '2026-04-07T13:00:00+02:00', '2026-04-14T10:00:00+02:00'),
    ];
    expect(taskAt(at, events, task, { messages })).toBe('2026-04-08 open');
    expect(taskAt('2026-04-20T08:00:00Z', events, task, { messages }) ?? 'done').toMatch('done');
  });

  test('called about a move while reminders rest, and then another visit makes the time longer: one more call', () => {
    const { known, paused, booked, completed } = history();
    const moved = [
      ...known,
      paused('2026-04-07T10:00:00+02:00', null),
      booked(VISIT, '2026-04-07T11:00:00+02:00', '2026-04-14T10:00:00+02:00'),
      completed(task, '2026-04-07T12:00:00+02:00'),
    ];
    const longer = booked('final-status', '2026-04-07T13:00:00+02:00', '2026-04-14T10:30:00+02:00');
    expect(taskAt(at, moved, task, { messages })).toMatch('done');
    expect(taskAt(at, [...moved, longer], task, { messages })).toBe('2026-04-08 open');
  });

  test('moved to a time before anybody could say so: a call while the patient still expects the other one', () => {
    const { known, booked } = history();
    const events = [...known, booked(VISIT, '2026-04-07T13:00:00+02:00', '2026-04-07T08:00:00+02:00')];
    expect(taskAt(at, events, task, { messages })).toBe('2026-04-08 open');
    expect(taskAt('2026-04-09T08:00:00Z', events, task, { messages }) ?? 'done').toMatch('done');
  });

  test('nobody is called after a death, nor about a time that was never told', () => {
    const { known, closed } = history();
    expect(taskAt(at, [...known, closed('2026-04-07', 'deceased')], task, { messages })).toBeNull();
    expect(taskAt(at, [...known, closed('2026-04-07', 'transferred')], task)).toBeNull();
  });
});

describe('close-course', () => {
  /** Everything of a stenosis course is done by 2 June 2026. */
  function finished() {
    const { begun, held, recorded, answered, completed, ...events } = stenosis();
    const all = [
      ...begun,
      ...['NPRS', 'ODI', 'ZCQ'].map((name) => answered('pre-examination', '2026-03-05', name)),
      ...['PSFS', 'neurological'].map((test) => recorded('pre-examination', '2026-03-05', test)),
      held('status-4-weeks', '2026-04-07', '0254'),
      ...['neurological', 'pain-and-function'].map((test) => recorded('status-4-weeks', '2026-04-07', test)),
      held('final-status', '2026-05-28', '0255'),
      ...['NPRS', 'ODI', 'ZCQ'].map((name) => answered('final-status', '2026-05-28', name)),
      ...['PSFS', 'neurological'].map((test) => recorded('final-status', '2026-05-28', test)),
      completed('discharge-letter', '2026-06-02'),
    ];
    return { ...events, all };
  }

  test('nothing is left to do: within five weekdays, closures and constitution day not counted', () => {
    const { all } = finished();
    expect(taskAt('2026-06-02', all, 'close-course')).toBe('2026-06-10 open');
    expect(taskAt('2026-06-02', all.slice(0, -1), 'close-course')).toBeNull();
  });

  test('over once it is closed', () => {
    const { all, closed } = finished();
    expect(taskAt('2026-06-05', [...all, closed('2026-06-03', 'completed')], 'close-course')).toBeNull();
  });

  test('half a year of silence after the last window: the plan wakes for it', () => {
    const { begun } = stenosis();
    // The final status may lie until 4 June.
    expect(taskAt('2026-12-03', begun, 'close-course')).toBeNull();
    expect(planAt('2026-12-03T12:00:00Z', begun).nextWakeAt).toBe('2026-12-03T23:00:00.000Z');
    expect(taskAt('2026-12-04', begun, 'close-course')).toBe('2026-12-11 open');
  });
});
