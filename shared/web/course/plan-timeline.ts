import type { Plan } from '../../core/plan.ts';
import { type Instant, localDateOf } from '../../core/time/instant.ts';
import type { PlannedVisit } from '../../core/visits/planned-visit.ts';
import { type Lane, type Timeline, timelineOf } from './timeline.ts';

/** A course as it is planned now, by days; null for a course without visits. */
export function timelineOfPlan(plan: Plan, now: Instant, timeZone: string): Timeline | null {
  return timelineOf({
    isOpen: plan.status === 'open',
    today: localDateOf(now, timeZone),
    capDate: plan.cap?.date ?? null,
    lanes: plan.visits.map((visit) => laneOf(visit, plan, timeZone)),
  });
}

function laneOf(planned: PlannedVisit, { cap, reminders }: Plan, timeZone: string): Lane {
  const { visit, status, window, bookedOn, heldOn, definition } = planned;
  const own = reminders.filter((reminder) => reminder.visit === visit);
  return {
    visit,
    status,
    window: window && { from: window.earliest, to: window.latest },
    target: window?.target ?? null,
    bookedOn,
    heldOn,
    mails: own.map(({ key, status: became, sendAt }) => ({
      key,
      status: became,
      on: localDateOf(sendAt, timeZone),
    })),
    capDate: definition.followUp ? (cap?.date ?? null) : null,
  };
}
