import type { Course } from '../course/course.ts';
import type { Protocol } from '../protocols/protocol.ts';
import type { History } from '../reminders/log.ts';
import type { CivilDate } from '../time/civil-date.ts';
import type { Cap } from '../visits/cap.ts';
import type { PlannedVisit } from '../visits/planned-visit.ts';

/** What notices are made from. */
export type NoticeFacts = {
  readonly protocol: Protocol;
  readonly course: Course;
  readonly visits: readonly PlannedVisit[];
  readonly cap: Cap | null;
  readonly history: History;
  readonly timeZone: string;
  readonly today: CivilDate;
};
