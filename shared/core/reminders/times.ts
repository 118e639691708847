import type { CoreSettings } from '../settings/settings.ts';
import type { Calendar } from '../time/calendar.ts';
import { earlier, later } from '../time/civil-date.ts';
import { addMinutes, type Instant, localDateOf } from '../time/instant.ts';
import { type BookedTime, madeAt } from '../visits/booked-times.ts';
import { isSettled, type PlannedVisit } from '../visits/planned-visit.ts';
import { atOnceAfter, type KeptTime, keeperOf } from './kept-time.ts';
import { timeOff } from './time-off.ts';
import { isSameTime, lastEntry, lastTold, type ToldTime } from './told-times.ts';
import { isOn, named, sendAt, type WantedContext, type WantedReminder } from './wanted-reminder.ts';

/** What is to be said of the times that are booked, and of those that were told and are off. */
export function timeReminders(visits: readonly PlannedVisit[], context: WantedContext): WantedReminder[] {
  const times = context.times.map((time) => ({ ...time, keeper: keeperOf(time, context) }));
  return [
    ...times.flatMap((time) => ofTime(time, visits, context)),
    ...visits.flatMap((visit) => timeOff(visit, times, context)),
  ];
}

/** To one who knows another time the right one at once; else the new time if asked for, and the reminder before it. */
function ofTime(time: KeptTime, visits: readonly PlannedVisit[], context: WantedContext): WantedReminder[] {
  const told = time.visits.flatMap(({ visit }) => lastTold(context.history, visit) ?? []);
  const wrong = [...told, ...entryOf(time, context)].filter(
    (each) => !isSameTime(each, time) || losesItsPlace(each, time, visits),
  );
  const corrections = changed(time, wrong, context);
  const reminders = appointment(time, context).filter(({ at }) => !isForestalled(at, corrections, context));
  const isDue = reminders.some(({ at }) => at <= context.now);
  const isConfirmed = [...told, ...rehearsedOf(time, context)].some(({ hasFile }) => hasFile);
  return [...corrections, ...(isConfirmed || isDue ? [] : confirmation(time, context)), ...reminders];
}

/** It was told under a visit that leaves it, and takes its place in the patient's calendar along. */
const losesItsPlace = (told: ToldTime, { keeper }: KeptTime, visits: readonly PlannedVisit[]): boolean =>
  told.hasFile &&
  told.visit !== keeper &&
  visits.some((visit) => visit.visit === told.visit && !isSettled(visit));

/** What was said of a time as it is while the clinic rehearsed: it came due then. */
const rehearsedOf = (time: KeptTime, { history }: WantedContext): ToldTime[] =>
  time.visits
    .flatMap(({ visit }) => lastTold(history, visit, 'even rehearsed') ?? [])
    .filter((told) => isSameTime(told, time));

/** What stands in the patient's calendar under the visit of a time: an e-mail that only named another one moved nothing there. */
function entryOf({ keeper }: KeptTime, { history }: WantedContext): ToldTime[] {
  const entry = lastEntry(history, keeper);
  return entry && !entry.isOff ? [entry] : [];
}

/** The reminder is left to a correction that goes on its day or later. */
function isForestalled(
  at: Instant,
  corrections: readonly WantedReminder[],
  { now, history, settings }: WantedContext,
): boolean {
  const today = localDateOf(now, settings.timeZone);
  return corrections.some(({ key, kind, visit }) => {
    const state = history.get(key)?.state;
    const cannot = state === 'failed' || state === 'undeliverable' || state === 'rehearsed';
    const mayGo = isOn(kind, visit, settings) && !cannot;
    return mayGo && localDateOf(at, settings.timeZone) <= today;
  });
}

function changed(
  time: KeptTime,
  wrong: readonly ToldTime[],
  { lastReceivedAt }: WantedContext,
): WantedReminder[] {
  const last = wrong.toSorted((a, b) => (a.messageId < b.messageId ? -1 : 1)).at(-1);
  const isAhead = time.startsAt > lastReceivedAt;
  const misleads = wrong.some(({ isOff, startsAt }) => !isOff && startsAt > lastReceivedAt);
  if (!last || !(isAhead || misleads)) return [];
  const { keeper: visit, startsAt } = time;
  return [
    {
      ...named({ visit, kind: 'changed', startsAt, after: last.messageId }),
      ...atOnceAfter(last, time.visits),
      expiresAt: startsAt,
      time: carriedTime(time),
    },
  ];
}

const carriedTime = ({ durationMinutes, visits }: BookedTime) => ({
  durationMinutes,
  visits: visits.map(({ visit }) => visit),
});

function confirmation(time: KeptTime, { settings, lastReceivedAt }: WantedContext): WantedReminder[] {
  const { startsAt, keeper: visit } = time;
  const made = madeAt(time.visits).reduce(later);
  const { hoursAhead } = settings.reminders.confirmation;
  if (addMinutes(made, hoursAhead * 60) >= startsAt) return [];
  return [
    {
      ...named({ visit, kind: 'confirmation', startsAt }),
      at: earlier(made, lastReceivedAt),
      atOnce: true,
      since: made,
      expiresAt: startsAt,
      time: carriedTime(time),
    },
  ];
}

/** The day and the instant at which a booked time is reminded of. */
export function reminderOf(startsAt: Instant, settings: CoreSettings, calendar: Calendar) {
  const day = localDateOf(startsAt, settings.timeZone);
  const sendOn = calendar.plusWeekdays(day, -settings.reminders.appointment.weekdaysBefore);
  return { day, sendOn, at: sendAt(sendOn, settings) };
}

/** Before a booked time. One that was booked after its instant is told late, unless bookings are confirmed anyway. */
function appointment(time: KeptTime, context: WantedContext): WantedReminder[] {
  const { settings, calendar, history } = context;
  const { startsAt, keeper: visit } = time;
  const { timeZone } = settings;
  const { day, sendOn, at } = reminderOf(startsAt, settings, calendar);
  const made = madeAt(time.visits).reduce(earlier);
  const isFresh = localDateOf(made, timeZone) >= day || isOn('confirmation', visit, settings);
  if (at >= startsAt || (made >= at && isFresh)) return [];
  const reminder = named({ visit, kind: 'appointment', startsAt });
  const last = lastTold(history, visit, 'even rehearsed');
  const isOther = last?.hasFile && last.key !== reminder.key;
  if (isOther && isSameTime(last, time) && localDateOf(last.at, timeZone) >= sendOn) return [];
  return [{ ...reminder, at, since: made, expiresAt: startsAt, time: carriedTime(time) }];
}
