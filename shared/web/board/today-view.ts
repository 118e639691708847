import type { Clinic } from '../../clinic.ts';
import { readingDayOf } from '../../core/digest/digest-day.ts';
import { calendarOf } from '../../core/settings/clinic-calendar.ts';
import type { CivilDate } from '../../core/time/civil-date.ts';
import { type Instant, localDateOf } from '../../core/time/instant.ts';
import { inSections, standingLines } from '../../digest/lines.ts';
import type { DigestTask } from '../../mail/index.ts';
import type { Worklist } from '../../ports/digest-store.ts';
import type { Viewer } from './viewer.ts';
import { isShown, type Whose } from './whose.ts';

/** A task on the list of the day. */
export type TodayTask = DigestTask & { readonly therapist: string };

/** What is to be done today. */
export type TodayView = {
  readonly today: CivilDate;
  readonly whose: Whose | null;
  readonly due: readonly TodayTask[];
  readonly overdue: readonly TodayTask[];
  readonly unreadable: number;
};

/** The day of one who is signed in, as the courses stand now. */
export function todayView(
  { courses, unreadable }: Worklist,
  whose: Whose | null,
  { viewer, clinic, now }: { readonly viewer: Viewer; readonly clinic: Clinic; readonly now: Instant },
): TodayView {
  const shown = courses.filter(({ head }) => isShown(whose, viewer, head.therapist?.therapistId ?? null));
  const names = new Map(shown.map(({ courseId, head }) => [courseId, head.therapist?.name ?? '']));
  const day = readingDayOf(localDateOf(now, clinic.timeZone), calendarOf(clinic), clinic.timeZone);
  const { due, overdue, closure } = inSections(standingLines(shown, null, day));
  const named = (line: DigestTask): TodayTask => ({ ...line, therapist: names.get(line.courseId) ?? '' });
  return {
    today: day.today,
    whose,
    due: [...due, ...closure].map(named),
    overdue: overdue.map(named),
    unreadable: unreadable.length,
  };
}
