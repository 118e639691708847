import { describe, expect, test } from 'vitest';
import { courseEvents, type Raw } from '../../support/events.ts';
import { planAt } from '../../support/plan.ts';

const SI = 'supplementary-initial';

/** `due status` of a task; null when it does not stand. */
function taskAt(asOf: string, raw: readonly Raw[], name: string) {
  const task = planAt(asOf.length === 10 ? `${asOf}T10:00:00Z` : asOf, raw).tasks.find(
    (each) => each.task === name,
  );
  return task ? `${task.due} ${task.status}` : null;
}
const names = (asOf: string, raw: readonly Raw[]) =>
  planAt(`${asOf}T10:00:00Z`, raw)
    .tasks.filter(({ status }) => status !== 'done')
    .map(({ task }) => task)
    .sort();

function lowBackPain() {
  const events = courseEvents();
  const enrolled = events.enrolled('2026-01-12', { referralDate: '2026-01-05' });
  const begun = [enrolled, events.held(SI, '2026-01-19', '0261')];
  return { ...events, enrolled, begun, closedOut: [...begun, events.held('closing', '2026-04-13', '0267')] };
}

describe('book', () => {
  test('an entry visit from the enrolment on, within 14 days', () => {
    const { enrolled } = lowBackPain();
    expect(taskAt('2026-01-12', [enrolled], `book:${SI}`)).toBe('2026-01-26 open');
    expect(taskAt('2026-01-26', [enrolled], `book:${SI}`)).toBe('2026-01-26 open');
    expect(taskAt('2026-01-27', [enrolled], `book:${SI}`)).toBe('2026-01-26 overdue');
  });

  test('opens when its anchor is held, not when it is booked', () => {
    const { enrolled, booked, begun } = lowBackPain();
    expect(
      taskAt('2026-01-14', [enrolled, booked(SI, '2026-01-13', '2026-01-19T09:00:00Z')], 'book:closing'),
    ).toBeNull();
    expect(taskAt('2026-01-20', begun, 'book:closing')).toBe('2026-03-30 open');
  });

  test('is due on earliest, or the weekday before it', () => {
    const { enrolled, held } = courseEvents();
    const events = [enrolled('2026-03-01', { protocol: 'low-back-pain' }), held(SI, '2026-03-08', '0261')];
    expect(taskAt('2026-03-10', events, 'book:closing')).toBe('2026-05-15 open');
  });

  test('the supplementary visit of a direct course: 5 weekdays after the first consultation', () => {
    const { enrolled, held } = courseEvents();
    const events = [
      enrolled('2026-03-23', { entry: 'direct' }),
      held('first-consultation', '2026-03-30', '0110'),
    ];
    expect(taskAt('2026-03-31', events, `book:${SI}`)).toBe('2026-04-09 open');
  });

  test.each(['booked', 'held', 'waived'] as const)('done once %s', (how) => {
    const { begun, booked, held, waived } = lowBackPain();
    const done = {
      booked: booked('closing', '2026-02-01', '2026-04-13T09:00:00Z'),
      held: held('closing', '2026-04-01', '0267'),
      waived: waived('closing', '2026-02-01'),
    };
    expect(taskAt('2026-04-02', [...begun, done[how]], 'book:closing')).toBe('2026-03-30 done');
  });

  test('open again once the booking is cancelled', () => {
    const { begun, booked, cancelled } = lowBackPain();
    const events = [
      ...begun,
      booked('closing', '2026-02-01', '2026-04-13T09:00:00Z'),
      cancelled('closing', '2026-04-01'),
    ];
    expect(taskAt('2026-04-02', events, 'book:closing')).toBe('2026-03-30 overdue');
  });

  test('opens from a waived anchor, too', () => {
    const { begun, waived } = lowBackPain();
    expect(taskAt('2026-03-02', [...begun, waived('closing', '2026-03-01')], 'book:follow-up-3-months')).toBe(
      '2026-06-29 open',
    );
  });
});

describe('hold', () => {
  test('by latest, or the weekday after the booked day', () => {
    const { begun, booked } = lowBackPain();
    expect(taskAt('2026-02-01', begun, 'hold:closing')).toBe('2026-04-27 open');
    const events = [...begun, booked('closing', '2026-02-01', '2026-04-10T09:00:00Z')];
    expect(taskAt('2026-04-13', events, 'hold:closing')).toBe('2026-04-13 open');
    expect(taskAt('2026-04-14', events, 'hold:closing')).toBe('2026-04-13 overdue');
  });

  test('done once held or waived, not once booked', () => {
    const { begun, held, waived } = lowBackPain();
    expect(taskAt('2026-04-14', [...begun, held('closing', '2026-04-13', '0267')], 'hold:closing')).toMatch(
      'done',
    );
    expect(taskAt('2026-04-14', [...begun, waived('closing', '2026-04-13')], 'hold:closing')).toMatch('done');
  });
});

describe('answer', () => {
  const booking = () => {
    const events = lowBackPain();
    const { begun, booked } = events;
    return { ...events, base: [...begun, booked('closing', '2026-02-01', '2026-04-13T09:00:00Z')] };
  };

  test('by the weekday before the booked day', () => {
    expect(taskAt('2026-04-01', booking().base, 'answer:closing')).toBe('2026-04-10 open');
    expect(taskAt('2026-04-01', lowBackPain().begun, 'answer:closing')).toBeNull();
  });

  test('done once every questionnaire is answered, or the visit held', () => {
    const { base, answered, held } = booking();
    const first = [...base, answered('closing', '2026-04-02', 'ODI')];
    expect(taskAt('2026-04-03', first, 'answer:closing')).toMatch('open');
    const both = [...first, answered('closing', '2026-04-02', 'NPRS')];
    expect(taskAt('2026-04-03', both, 'answer:closing')).toMatch('done');
    expect(taskAt('2026-04-14', [...base, held('closing', '2026-04-13', '0267')], 'answer:closing')).toMatch(
      'done',
    );
  });

  test('none for a visit without questionnaires', () => {
    const { enrolled, held, booked } = courseEvents();
    const events = [
      enrolled('2026-02-26', { protocol: 'lumbar-spinal-stenosis', entry: 'direct' }),
      held('pre-examination', '2026-03-05', '0251'),
      booked('status-4-weeks', '2026-03-06', '2026-04-07T09:00:00Z'),
    ];
    expect(taskAt('2026-03-07', events, 'answer:status-4-weeks')).toBeNull();
  });
});

describe('assess', () => {
  test('each assessment of a held visit, by the next weekday', () => {
    const { begun, recorded } = lowBackPain();
    expect(taskAt('2026-01-20', begun, `assess:${SI}:PSFS`)).toBe('2026-01-20 open');
    expect(taskAt('2026-01-21', begun, `assess:${SI}:sit-to-stand`)).toBe('2026-01-20 overdue');
    const events = [...begun, recorded(SI, '2026-01-20', 'PSFS')];
    expect(taskAt('2026-01-21', events, `assess:${SI}:PSFS`)).toBe('2026-01-20 done');
    expect(taskAt('2026-01-21', events, `assess:${SI}:sit-to-stand`)).toMatch('overdue');
  });
});

describe('discharge-letter', () => {
  test('5 weekdays after the closing visit', () => {
    const { closedOut, completed } = lowBackPain();
    expect(taskAt('2026-04-14', closedOut, 'discharge-letter')).toBe('2026-04-20 open');
    expect(
      taskAt('2026-04-21', [...closedOut, completed('discharge-letter', '2026-04-20')], 'discharge-letter'),
    ).toMatch('done');
  });

  test.each([
    ['completed', '2026-03-09 open'],
    ['goals-reached', '2026-03-09 open'],
    ['referred-on', '2026-03-03 open'],
    ['declined', null],
    ['withdrew', null],
    ['transferred', null],
    ['other', null],
    ['deceased', null],
  ])('closed early as %s: %s', (reason, expected) => {
    const { begun, closed } = lowBackPain();
    expect(taskAt('2026-03-03', [...begun, closed('2026-03-02', reason)], 'discharge-letter')).toBe(expected);
  });
});

test('a closing whose date is still to come: the letter is due from the day on which that was told', () => {
  const { begun, event } = lowBackPain();
  const slip = event('course.closed', '2026-03-02', { date: '2036-03-02', reason: 'completed' });
  expect(taskAt('2026-03-03', [...begun, slip], 'discharge-letter')).toBe('2026-03-09 open');
});

describe('confirm-referral-date', () => {
  const without = () => {
    const events = courseEvents();
    return { ...events, base: [events.enrolled('2026-03-26')] };
  };

  test('low back pain without a referral date: 5 weekdays after enrolment', () => {
    const { base, corrected, completed } = without();
    expect(taskAt('2026-03-27', base, 'confirm-referral-date')).toBe('2026-04-07 open');
    const told = [...base, corrected('2026-03-27', { referralDate: '2026-03-01' })];
    expect(taskAt('2026-03-28', told, 'confirm-referral-date')).toMatch('done');
    expect(
      taskAt(
        '2026-03-28',
        [...base, completed('confirm-referral-date', '2026-03-27')],
        'confirm-referral-date',
      ),
    ).toMatch('done');
  });

  test('a patient who came by himself needs no referral; stenosis has no cap', () => {
    const { base, corrected } = without();
    const told = [...base, corrected('2026-03-27', { contactDate: '2026-03-01' })];
    expect(taskAt('2026-03-28', told, 'confirm-referral-date')).toMatch('done');
    const stenosis = [courseEvents().enrolled('2026-03-26', { protocol: 'lumbar-spinal-stenosis' })];
    expect(taskAt('2026-03-27', stenosis, 'confirm-referral-date')).toBeNull();
  });
});

describe('a referral date that can hardly be right is to be confirmed', () => {
  test.each([
    ['after the enrolment', '2027-02-27', 'open'],
    ['on its day', '2026-03-26', 'done'],
    ['half a year before', '2025-09-26', 'done'],
    ['longer before', '2025-09-25', 'open'],
  ])('%s', (_when, referralDate, status) => {
    const events = courseEvents();
    const enrolled = events.enrolled('2026-03-26', { referralDate });
    expect(taskAt('2026-03-27', [enrolled], 'confirm-referral-date')).toBe(`2026-04-07 ${status}`);
    const said = [enrolled, events.completed('confirm-referral-date', '2026-03-27')];
    expect(taskAt('2026-03-28', said, 'confirm-referral-date')).toMatch('done');
  });
});

test('a course at its start owes this and nothing else', () => {
  const { begun, closedOut } = lowBackPain();
  expect(names('2026-01-19', begun)).toEqual([
    `assess:${SI}:PSFS`,
    `assess:${SI}:sit-to-stand`,
    'book:closing',
    'hold:closing',
    `record-answers:${SI}`,
  ]);
  expect(names('2026-04-14', closedOut)).toContain('book:follow-up-9-months');
});
