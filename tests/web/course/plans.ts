import type { Plan } from '../../../shared/core/plan.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';
import { timelineOfPlan } from '../../../shared/web/course/plan-timeline.ts';
import type { Timeline } from '../../../shared/web/course/timeline.ts';
import { courseEvents } from '../../support/events.ts';
import { planAt } from '../../support/plan.ts';

export const ZONE = 'Europe/Copenhagen';
export const NOW = toInstant('2026-04-24T08:30:00+02:00');

const first = courseEvents('C-1');
const second = courseEvents('C-2');
const third = courseEvents('C-3');

/** Low back pain, the closing consultation booked. */
export const bookedPlan = planAt(NOW, [
  first.enrolled('2026-01-05', { referralDate: '2026-01-05' }),
  first.held('supplementary-initial', '2026-01-19', '0261'),
  first.booked('closing', '2026-03-30', '2026-05-05T10:00:00+02:00'),
]);

/** Stenosis, completed. */
export const completedPlan = planAt(NOW, [
  second.enrolled('2026-01-08', { protocol: 'lumbar-spinal-stenosis', entry: 'direct' }),
  second.held('pre-examination', '2026-01-15', '0251'),
  second.held('status-4-weeks', '2026-02-12', '0254'),
  second.held('final-status', '2026-04-09', '0255'),
  second.closed('2026-04-10', 'completed'),
]);

/** Low back pain, the closing consultation held so late that no follow-up lies within twelve months of the referral. */
export const infeasiblePlan = planAt('2026-12-20T08:30:00+01:00', [
  third.enrolled('2026-01-05', { referralDate: '2026-01-05' }),
  third.held('supplementary-initial', '2026-01-19', '0261'),
  third.held('closing', '2026-12-15', '0267'),
]);

/** … by days. */
export function shown(plan: Plan): Timeline {
  const timeline = timelineOfPlan(plan, NOW, ZONE);
  if (!timeline) throw new Error('the course has visits');
  return timeline;
}
