import { readKey } from '../../core/ids/reminder-key.ts';
import type { CaseLine } from '../../ports/caseload.ts';
import { type Lane, type Timeline, timelineOf } from '../course/timeline.ts';
import { bookedOn, type CaseDay } from './case-facts.ts';

/** A course by days, as its line tells; null for one without visits. */
export function timelineOfCase(line: CaseLine, day: CaseDay): Timeline | null {
  const mails = Map.groupBy(line.mails, ({ key }) => readKey(key).visit);
  return timelineOf({
    isOpen: line.status === 'open',
    today: day.today,
    capDate: line.capDate,
    lanes: line.visits.map(
      (visit): Lane => ({
        visit: visit.visit,
        status: visit.status,
        window: visit.window && { from: visit.window.earliest, to: visit.window.latest },
        target: visit.window?.target ?? null,
        bookedOn: bookedOn(visit, day),
        heldOn: visit.heldOn,
        mails: mails.get(visit.visit) ?? [],
        capDate: visit.isFollowUp ? line.capDate : null,
      }),
    ),
  });
}
