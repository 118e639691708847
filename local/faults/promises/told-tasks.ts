import { dayOf, instantAt, plusDays, plusMinutes } from './local-time.ts';
import { openDayFrom } from './open-days.ts';
import type { House, Seen, StaffMail, Worklist } from './seen.ts';

/** A task that is open, with one due day, from an instant until another. */
export type OpenTask = {
  readonly courseId: string;
  readonly task: string;
  readonly due: string;
  readonly snoozedUntil: string | null;
  /** Since when it is open, whatever its due day was then. */
  readonly openedAt: string;
  /** Since when it is due on this day. */
  readonly from: string;
  /** Null: it still is. */
  readonly until: string | null;
};

const MORNING = '07:00';
/** A digest is made of what was known some minutes before it. */
const LAG = 10;

/**
 * Every task is told by its due day: in the digest of that day, or of the last open day before it. One that opened, or
 * woke up, after that is told on the next open day.
 */
export const tasksAreTold = (seen: Seen): string[] =>
  tasksToTell(seen)
    .filter(({ isTold }) => !isTold)
    .map(
      ({ courseId, task, due, openedAt, by }) =>
        `${courseId} ${task}, due ${due}, open since ${openedAt}, by ${by}`,
    );

/** Every task that was still open when it had to be told, and whether it was. */
export function tasksToTell(seen: Seen): (OpenTask & { readonly by: string; readonly isTold: boolean })[] {
  const { staffMails, delay, endedAt } = seen;
  const byTask = Map.groupBy(
    staffMails.flatMap((mail) => mail.tasks.map((name) => ({ name, mail }))),
    ({ name }) => name,
  );
  return openTasks(seen.worklists).flatMap((open) => {
    const houses = housesOf(open, seen);
    const at = houses.map((each) => toldBy(each.open, each.house)).reduce(later);
    const mornings = houses.map(({ house }) => morningFrom(plusMinutes(at, delay), house));
    const latest = delay > 0 ? mornings.reduce(later) : at;
    const by = plusMinutes(latest, delay + LAG);
    if ((open.until !== null && open.until <= by) || by >= endedAt) return [];
    const mails = (byTask.get(`${open.courseId}/${open.task}`) ?? []).map(({ mail }) => mail);
    return [
      {
        ...open,
        by,
        isTold: mails.some((mail) => houses.some(({ house }) => isInTime(mail, open, by, house))),
      },
    ];
  });
}

/**
 * The rules by which it may be told: those that the house had when it opened, and those that came since and by which it
 * could be told only from then on.
 */
function housesOf(open: OpenTask, { deployed, house }: Seen): { open: OpenTask; house: House }[] {
  const since = deployed.filter(({ from }) => from > open.from && from < (open.until ?? '9999'));
  const first = deployed.findLast(({ from }) => from <= open.from)?.house ?? house;
  return [
    { open, house: first },
    ...since.map((each) => ({ open: { ...open, from: each.from }, house: each.house })),
  ];
}

function isInTime({ at }: StaffMail, open: OpenTask, until: string, house: House): boolean {
  const from = [plusMinutes(open.openedAt, -LAG), lastMorningBy(open.due, house)].reduce(later);
  return from <= at && at <= until;
}

/** The morning on which it has to be told at the latest. */
export function toldBy({ due, snoozedUntil, from }: OpenTask, house: House): string {
  const wakes = snoozedUntil ? morningFrom(instantAt(snoozedUntil, MORNING, house.timeZone), house) : '';
  return [lastMorningBy(due, house), morningFrom(plusMinutes(from, LAG), house), wakes].reduce(later);
}

const later = (a: string, b: string): string => (a > b ? a : b);

/** The digest of a day, or of the last open day before it. */
const lastMorningBy = (day: string, house: House): string =>
  instantAt(openDayFrom(day, house, -1), MORNING, house.timeZone);

/** The next digest from an instant on. */
export function morningFrom(at: string, house: House): string {
  const { timeZone } = house;
  const day = dayOf(at, timeZone);
  const morning = instantAt(openDayFrom(day, house), MORNING, timeZone);
  return morning >= at ? morning : instantAt(openDayFrom(plusDays(day, 1), house), MORNING, timeZone);
}

/** From when until when each task was open with which due day. Holding a visit that is still to be booked is not told. */
export function openTasks(worklists: readonly Worklist[]): OpenTask[] {
  const done: OpenTask[] = [];
  for (const [courseId, each] of Map.groupBy(worklists, (worklist) => worklist.courseId)) {
    let open = new Map<string, OpenTask>();
    for (const { at, tasks } of each) {
      const now = tasks.filter(({ task }) => !isSaidByBooking(task, tasks));
      const next = now.map(({ task, due, snoozedUntil }): [string, OpenTask] => {
        const known = open.get(task);
        const isSame = known?.due === due && known.snoozedUntil === snoozedUntil;
        if (isSame) return [task, known];
        return [
          task,
          { courseId, task, due, snoozedUntil, openedAt: known?.openedAt ?? at, from: at, until: null },
        ];
      });
      const then = new Map(next);
      done.push(
        ...[...open.values()]
          .filter((task) => then.get(task.task) !== task)
          .map((task) => ({ ...task, until: at })),
      );
      open = then;
    }
    done.push(...open.values());
  }
  return done;
}

const isSaidByBooking = (task: string, tasks: Worklist['tasks']): boolean =>
  task.startsWith('hold:') && tasks.some((other) => other.task === task.replace('hold:', 'book:'));
