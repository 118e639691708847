import { describe, expect, test } from 'vitest';
import { courseEvents, type Raw } from '../support/events.ts';
import { planAt } from '../support/plan.ts';

const SI = 'supplementary-initial';

function taskAt(asOf: string, raw: readonly Raw[], name: string) {
  const task = planAt(`${asOf}T10:00:00Z`, raw).tasks.find((each) => each.task === name);
  return task ? `${task.due} ${task.status}` : null;
}
const names = (asOf: string, raw: readonly Raw[]) =>
  planAt(`${asOf}T10:00:00Z`, raw)
    .tasks.filter(({ status }) => status !== 'done')
    .map(({ task }) => task)
    .sort();

function course({ closing = '2026-04-13', referralDate = '2026-01-05' } = {}) {
  const events = courseEvents();
  const begun = [events.enrolled('2026-01-12', { referralDate }), events.held(SI, '2026-01-19', '0261')];
  const closedOut = [...begun, events.held('closing', closing, '0267')];
  return { ...events, begun, closedOut };
}

describe('the therapist says', () => {
  test('later: snoozed while today is before until, due or not', () => {
    const { begun, snoozed } = course();
    const events = [...begun, snoozed('book:closing', '2026-02-01', '2026-04-10')];
    expect(taskAt('2026-02-02', events, 'book:closing')).toBe('2026-03-30 snoozed');
    expect(taskAt('2026-04-09', events, 'book:closing')).toBe('2026-03-30 snoozed');
    expect(taskAt('2026-04-10', events, 'book:closing')).toBe('2026-03-30 overdue');
  });

  test('done, or never mind', () => {
    const { begun, completed, dismissed } = course();
    expect(taskAt('2026-04-10', [...begun, completed('book:closing', '2026-02-01')], 'book:closing')).toMatch(
      'done',
    );
    expect(taskAt('2026-04-10', [...begun, dismissed('book:closing', '2026-02-01')], 'book:closing')).toMatch(
      'dismissed',
    );
  });

  test.each(['completed', 'dismissed'] as const)('%s, and a later event of the visit voids it', (how) => {
    const events = course();
    const said = events[how]('hold:closing', '2026-02-01');
    const later = {
      booked: events.booked('closing', '2026-02-02', '2026-04-10T09:00:00Z'),
      cancelled: events.cancelled('closing', '2026-02-02'),
      missed: events.missed('closing', '2026-02-02'),
    };
    for (const each of Object.values(later)) {
      expect(taskAt('2026-02-03', [...events.begun, said, each], 'hold:closing')).toMatch('open');
      expect(
        taskAt(
          '2026-02-03',
          [...events.begun, each, { ...said, occurredAt: '2026-02-03T12:00:00Z' }],
          'hold:closing',
        ),
      ).not.toMatch('open');
    }
  });

  test('a visit held anew asks for its assessments anew', () => {
    const { begun, completed, held } = course();
    const said = [...begun, completed(`assess:${SI}:PSFS`, '2026-01-20')];
    expect(taskAt('2026-01-21', said, `assess:${SI}:PSFS`)).toMatch('done');
    expect(taskAt('2026-01-22', [...said, held(SI, '2026-01-21', '0261')], `assess:${SI}:PSFS`)).toBe(
      '2026-01-22 open',
    );
  });

  test('what happens to another visit voids nothing, and a snooze stays', () => {
    const { begun, completed, snoozed, booked } = course();
    const events = [
      ...begun,
      completed(`assess:${SI}:PSFS`, '2026-01-20'),
      snoozed('hold:closing', '2026-01-20', '2026-06-01'),
      booked('closing', '2026-02-02', '2026-04-10T09:00:00Z'),
    ];
    expect(taskAt('2026-05-01', events, `assess:${SI}:PSFS`)).toMatch('done');
    expect(taskAt('2026-05-01', events, 'hold:closing')).toMatch('snoozed');
  });
});

describe('once the course is closed', () => {
  test('only the letter and the assessments remain', () => {
    const { begun, closed } = course();
    const events = [...begun, closed('2026-02-02', 'referred-on')];
    expect(names('2026-02-03', events)).toEqual([
      `assess:${SI}:PSFS`,
      `assess:${SI}:sit-to-stand`,
      'discharge-letter',
    ]);
  });

  test('with the tasks of kept follow-ups', () => {
    const { closedOut, closed } = course();
    expect(names('2026-04-15', [...closedOut, closed('2026-04-14', 'completed')])).toEqual([
      'assess:closing:PSFS',
      'assess:closing:sit-to-stand',
      `assess:${SI}:PSFS`,
      `assess:${SI}:sit-to-stand`,
      'book:follow-up-3-months',
      'book:follow-up-9-months',
      'discharge-letter',
      'hold:follow-up-3-months',
      'hold:follow-up-9-months',
      'record-answers:closing',
    ]);
  });

  test('the follow-ups are not kept when the patient withdrew', () => {
    const { closedOut, closed } = course();
    expect(names('2026-04-15', [...closedOut, closed('2026-04-14', 'withdrew')])).not.toContain(
      'book:follow-up-3-months',
    );
  });

  test('after a death nothing remains', () => {
    const { closedOut, closed } = course();
    expect(names('2026-04-15', [...closedOut, closed('2026-04-14', 'deceased')])).toEqual([]);
  });

  test('all is back when it is reopened', () => {
    const { begun, closed, reopened } = course();
    const events = [...begun, closed('2026-02-02', 'deceased'), reopened('2026-02-03')];
    expect(names('2026-02-04', events)).toContain('book:closing');
  });
});

describe('review-follow-ups', () => {
  const REVIEW = 'review-follow-ups';
  test('5 weekdays after closing left no room', () => {
    const { closedOut } = course({ closing: '2026-12-15' });
    expect(taskAt('2026-12-16', closedOut, REVIEW)).toBe('2026-12-22 open');
    expect(names('2026-12-16', closedOut)).not.toContain('book:follow-up-3-months');
    expect(names('2026-12-16', closedOut)).not.toContain('hold:follow-up-3-months');
  });

  test('not while closing is only planned or booked', () => {
    const { begun, booked } = course();
    expect(
      taskAt('2026-12-01', [...begun, booked('closing', '2026-11-30', '2026-12-15T09:00:00Z')], REVIEW),
    ).toBeNull();
  });

  test('5 weekdays after a corrected referral left no room', () => {
    const { closedOut, corrected } = course();
    const events = [...closedOut, corrected('2026-05-04', { referralDate: '2025-04-28' })];
    expect(taskAt('2026-05-05', events, REVIEW)).toBe('2026-05-11 open');
  });

  test('5 weekdays after the first follow-up was booked late; its being held then adds nothing', () => {
    const { closedOut, booked, held, completed } = course({ closing: '2026-08-03' });
    const late = [...closedOut, booked('follow-up-3-months', '2026-08-10', '2026-11-11T09:00:00Z')];
    expect(taskAt('2026-08-11', late, REVIEW)).toBe('2026-08-17 open');
    const reviewed = [
      ...late,
      completed(REVIEW, '2026-08-12'),
      held('follow-up-3-months', '2026-11-11', '0268'),
    ];
    expect(taskAt('2026-11-12', reviewed, REVIEW)).toMatch('done');
  });

  test('5 weekdays after the first follow-up was held late', () => {
    const { closedOut, held } = course({ closing: '2026-08-03' });
    const late = [...closedOut, held('follow-up-3-months', '2026-11-11', '0268')];
    expect(taskAt('2026-11-12', late, REVIEW)).toBe('2026-11-18 open');
  });

  test('done by the therapist, or once each is booked or waived', () => {
    const { closedOut, completed, booked, waived } = course({ closing: '2026-12-15' });
    expect(taskAt('2026-12-17', [...closedOut, completed(REVIEW, '2026-12-16')], REVIEW)).toMatch('done');
    const one = [...closedOut, booked('follow-up-3-months', '2026-12-16', '2027-01-04T09:00:00Z')];
    expect(taskAt('2026-12-17', one, REVIEW)).toMatch('open');
    expect(taskAt('2026-12-17', [...one, waived('follow-up-9-months', '2026-12-16')], REVIEW)).toBeNull();
  });

  test('reviewed on the very day it was lost: done', () => {
    const { closedOut, completed } = course({ closing: '2026-12-15' });
    expect(taskAt('2026-12-17', [...closedOut, completed(REVIEW, '2026-12-15T20:00:00Z')], REVIEW)).toMatch(
      'done',
    );
  });

  test('goes on when the course is closed as completed', () => {
    const { closedOut, closed } = course({ closing: '2026-12-15' });
    expect(taskAt('2026-12-17', [...closedOut, closed('2026-12-16', 'completed')], REVIEW)).toBe(
      '2026-12-22 open',
    );
    expect(taskAt('2026-12-17', [...closedOut, closed('2026-12-16', 'declined')], REVIEW)).toBeNull();
  });

  test('a review covers what was lost before it, not what is lost after it', () => {
    const { closedOut, completed, corrected } = course({ closing: '2026-12-15' });
    const events = [
      ...closedOut,
      completed(REVIEW, '2026-12-16'),
      corrected('2026-12-18', { referralDate: '2026-01-07' }),
    ];
    expect(taskAt('2026-12-21', events, REVIEW)).toBe('2026-12-29 open');
  });
});
