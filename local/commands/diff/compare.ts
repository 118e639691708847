import type { Clinic } from '../../../shared/clinic.ts';
import type { ReminderKey } from '../../../shared/core/ids/reminder-key.ts';
import type { Plan } from '../../../shared/core/plan.ts';
import { findProtocol, protocolsOf } from '../../../shared/core/protocols/index.ts';
import { addDays, type CivilDate } from '../../../shared/core/time/civil-date.ts';
import { type Instant, localDateOf } from '../../../shared/core/time/instant.ts';

/** When a visit is to be. */
export type VisitDates = {
  readonly earliest: CivilDate | null;
  readonly target: CivilDate | null;
  readonly latest: CivilDate | null;
};

/** What another clinic file changes in one course. Courses and reminders by their ids only. */
export type CourseDiff = {
  readonly courseId: string;
  /** Visits whose target or window moves. */
  readonly visits: readonly { readonly visit: string; readonly from: VisitDates; readonly to: VisitDates }[];
  /** Reminders still to go. */
  readonly added: readonly { readonly key: ReminderKey; readonly sendAt: Instant }[];
  readonly dropped: readonly { readonly key: ReminderKey; readonly sendAt: Instant }[];
  readonly moved: readonly { readonly key: ReminderKey; readonly from: Instant; readonly to: Instant }[];
  /** E-mails to the patient on the next day. */
  readonly tomorrow: { readonly from: number; readonly to: number };
};

/** The two plans of one course, by the old settings and by the new ones, and what is told about both. */
export type PlanPair = { readonly from: Plan; readonly to: Plan };

/** Compares two plans of one course. @param timeZone of the clinic, for its next day */
export function compareCourse({ from, to }: PlanPair, now: Instant, timeZone: string): CourseDiff {
  const before = toGo(from);
  const after = toGo(to);
  const tomorrow = addDays(localDateOf(now, timeZone), 1);
  const mails = (times: ReadonlyMap<ReminderKey, Instant>) =>
    new Set([...times.values()].filter((at) => localDateOf(at, timeZone) === tomorrow)).size;
  return {
    courseId: to.course.courseId,
    visits: movedVisits(from, to),
    added: [...after].flatMap(([key, sendAt]) => (before.has(key) ? [] : [{ key, sendAt }])),
    dropped: [...before].flatMap(([key, sendAt]) => (after.has(key) ? [] : [{ key, sendAt }])),
    moved: [...after].flatMap(([key, at]) => {
      const was = before.get(key);
      return was === undefined || was === at ? [] : [{ key, from: was, to: at }];
    }),
    tomorrow: { from: mails(before), to: mails(after) },
  };
}

/** Whether a course runs by a protocol that the new settings do not have: it would stand still. */
export const isWithoutProtocol = ({ protocol }: Plan, to: Clinic): boolean =>
  protocol !== null && !findProtocol(protocol.protocol, protocolsOf(to));

/** Whether a course is another by the new settings. */
export const isDifferent = ({ visits, added, dropped, moved, tomorrow }: CourseDiff): boolean =>
  visits.length + added.length + dropped.length + moved.length > 0 || tomorrow.from !== tomorrow.to;

const toGo = ({ reminders }: Plan): Map<ReminderKey, Instant> =>
  new Map(
    reminders
      .filter(({ status }) => status === 'planned' || status === 'due')
      .map(({ key, sendAt }) => [key, sendAt]),
  );

function movedVisits(from: Plan, to: Plan): CourseDiff['visits'] {
  return to.visits.flatMap(({ visit, window }) => {
    const before = datesOf(from.visits.find((each) => each.visit === visit)?.window ?? null);
    const after = datesOf(window);
    const isSame =
      before.earliest === after.earliest && before.target === after.target && before.latest === after.latest;
    return isSame ? [] : [{ visit, from: before, to: after }];
  });
}

const datesOf = (window: Plan['visits'][number]['window']): VisitDates => ({
  earliest: window?.earliest ?? null,
  target: window?.target ?? null,
  latest: window?.latest ?? null,
});

/** Of all courses together. */
export type DiffSum = {
  readonly courses: number;
  readonly different: number;
  readonly visits: number;
  readonly added: number;
  readonly dropped: number;
  readonly moved: number;
  readonly tomorrow: { readonly from: number; readonly to: number };
};

export function sumOf(diffs: readonly CourseDiff[]): DiffSum {
  const sum = (count: (diff: CourseDiff) => number) => diffs.reduce((total, diff) => total + count(diff), 0);
  return {
    courses: diffs.length,
    different: diffs.filter(isDifferent).length,
    visits: sum(({ visits }) => visits.length),
    added: sum(({ added }) => added.length),
    dropped: sum(({ dropped }) => dropped.length),
    moved: sum(({ moved }) => moved.length),
    tomorrow: { from: sum(({ tomorrow }) => tomorrow.from), to: sum(({ tomorrow }) => tomorrow.to) },
  };
}
