import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { RULES } from '../../../shared/core/settings/fingerprint.ts';
import { addDays, type CivilDate, parseCivilDate } from '../../../shared/core/time/civil-date.ts';
import { courseEvents, type Raw } from '../../support/events.ts';
import { planAt } from '../../support/plan.ts';
import { STENOSIS } from '../../support/stories.ts';

/**
 * Red, because a rule was changed: raise `RULES.version`, so that the sweep plans the running courses anew, and write
 * both down here.
 */
test('running courses are planned anew when the rules make other plans of the same facts', () => {
  expect({ version: RULES.version, plans: digest() }).toEqual({ version: 2, plans: '9affc5bf3bedf7b8' });
});

function digest(): string {
  const plans = [stenosis(), backPain()].flatMap((events) =>
    days(events).map((day) => {
      const known = events.filter(({ occurredAt }) => occurredAt.slice(0, 10) <= day);
      return decidedBy(planAt(`${day}T18:00:00Z`, known));
    }),
  );
  return createHash('sha256').update(JSON.stringify(plans)).digest('hex').slice(0, 16);
}

/** What a plan decides, without the words in which it says so. */
const decidedBy = ({
  status,
  visits,
  tasks,
  reminders,
  decisions,
  end,
  nextWakeAt,
}: ReturnType<typeof planAt>) => ({
  status,
  visits: visits.map(({ visit, nominal, window, status }) => [visit, nominal, window, status]),
  tasks: tasks.map(({ task, due, status }) => [task, due, status]),
  reminders: reminders.map(({ key, sendAt, expiresAt }) => [key, sendAt, expiresAt]),
  now: decisions.messages.map(({ status, reminders }) => [status, reminders.map(({ key }) => key)]),
  end,
  nextWakeAt,
});

/** Every seventh day from the enrolment until the course and its log are forgotten. */
function days(events: readonly Raw[]): CivilDate[] {
  const first = parseCivilDate(events[0]?.occurredAt.slice(0, 10) ?? '');
  return Array.from({ length: 60 }, (_, index) => addDays(first, 7 * index));
}

function stenosis(): Raw[] {
  const { enrolled, event, booked, held, answered, missed } = courseEvents();
  return [
    enrolled('2026-02-26', STENOSIS),
    booked('pre-examination', '2026-02-27', '2026-03-05T10:00:00+01:00'),
    answered('pre-examination', '2026-03-02', 'ODI'),
    held('pre-examination', '2026-03-05', '0251'),
    booked('status-4-weeks', '2026-03-16', '2026-04-07T10:00:00+02:00'),
    missed('status-4-weeks', '2026-04-07'),
    event('reminders.paused', '2026-04-08', { until: '2026-04-14' }),
    event('call.requested', '2026-04-15', { visit: 'status-4-weeks', reason: 'book' }),
    held('status-4-weeks', '2026-04-16', '0254'),
    held('final-status', '2026-05-28', '0255'),
  ];
}

function backPain(): Raw[] {
  const { enrolled, event, booked, held } = courseEvents();
  return [
    enrolled('2026-01-12', { referralDate: '2026-01-05' }),
    held('supplementary-initial', '2026-01-19', '0261'),
    booked('closing', '2026-03-30', '2026-04-13T09:00:00+02:00'),
    event('visit.cancelled', '2026-04-08', { visit: 'closing' }),
    held('closing', '2026-05-04', '0267'),
    event('visit.waived', '2026-08-10', { visit: 'follow-up-3-months', reason: 'away' }),
    event('course.closed', '2026-12-01', { date: '2026-12-01', reason: 'goals-reached' }),
  ];
}
