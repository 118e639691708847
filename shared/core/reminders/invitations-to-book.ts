import { type ReminderKind, readKey } from '../ids/reminder-key.ts';
import { isEntryVisit, isSameDay, type VisitName } from '../protocols/protocol.ts';
import type { CoreSettings } from '../settings/settings.ts';
import { addDays, type CivilDate, earlier } from '../time/civil-date.ts';
import { endOfDay, type Instant, localDateOf } from '../time/instant.ts';
import type { PlannedVisit } from '../visits/planned-visit.ts';
import { saidOfVisit } from './log.ts';
import { sendDay } from './send-day.ts';
import {
  named,
  sendAt,
  type TimedReminder,
  type WantedContext,
  type WantedReminder,
} from './wanted-reminder.ts';

/**
 * The invitations to book, and the one after a booking was cleared: of all these only the newest goes out, and none
 * when no open day is left in the window.
 */
export function invitationsToBook(visit: PlannedVisit, context: WantedContext): WantedReminder[] {
  const { settings, calendar } = context;
  const { visit: about, anchor, window, facts } = visit;
  const lastOpenDay = window && calendar.openDayOnOrBefore(window.latest);
  if (visit.bookedOn || !window || !lastOpenDay || lastOpenDay < window.earliest) return [];
  const end = endOfDay(window.latest, settings.timeZone);
  const goesBefore = endOfDay(lastOpenDay, settings.timeZone);
  const times = bookingDays(visit, settings).map((day) => sendAt(sendDay(day, null, calendar), settings));
  const series = times.map(
    (at, index): WantedReminder => ({
      ...named({ visit: about, kind: 'booking', countedFrom: anchor.date, number: index + 1 }),
      at,
      expiresAt: earlier(times[index + 1] ?? end, end),
      goesBefore,
    }),
  );
  const { clearedOn } = facts;
  const rebooking: WantedReminder[] = clearedOn
    ? [
        {
          ...named({ visit: about, kind: 'rebooking', clearedOn }),
          at: sendAt(sendDay(addDays(clearedOn, 1), null, calendar), settings),
          expiresAt: end,
          goesBefore,
        },
      ]
    : [];
  const [first] = rebooking;
  return [...series.filter(({ at }) => !first || at > first.at), ...rebooking].filter(
    ({ at }) => at < goesBefore,
  );
}

function bookingDays({ timing, anchor, window }: PlannedVisit, { reminders }: CoreSettings): CivilDate[] {
  const { daysAfterAnchor, daysBeforeEarliest } = reminders.booking;
  if (isEntryVisit(timing) || isSameDay(timing))
    return daysAfterAnchor.map((days) => addDays(anchor.date, days)).sort();
  const earliest = window?.earliest;
  return earliest ? daysBeforeEarliest.map((days) => addDays(earliest, -days)).sort() : [];
}

const SERIES: readonly ReminderKind[] = ['booking', 'rebooking'];

/**
 * Keeps the invitations to book one visit some open days apart. One that has no room any more is left out: the one
 * before it has just asked for the same.
 */
export function apart(
  reminders: readonly TimedReminder[],
  context: Pick<WantedContext, 'history' | 'calendar' | 'settings'>,
): TimedReminder[] {
  const { settings } = context;
  const last = new Map<VisitName, CivilDate>();
  const inOrder = [...reminders].sort((a, b) => (a.sendAt < b.sendAt ? -1 : a.sendAt > b.sendAt ? 1 : 0));
  return inOrder.flatMap((reminder) => {
    if (!SERIES.includes(reminder.kind)) return [reminder];
    const before = last.get(reminder.visit) ?? lastInvitedOn(reminder, context);
    const placed = reminder.kind === 'booking' && before ? notBefore(before, reminder, context) : reminder;
    if (placed) last.set(reminder.visit, localDateOf(placed.sendAt, settings.timeZone));
    return placed ?? [];
  });
}

/** The day of the last invitation to book this visit that went out, or is on its way. */
function lastInvitedOn(
  { visit, key: own }: TimedReminder,
  { history, settings }: Pick<WantedContext, 'history' | 'settings'>,
): CivilDate | null {
  const days = saidOfVisit(history, visit).flatMap(([key, said]): Instant[] => {
    if (!SERIES.includes(readKey(key).kind) || key === own) return [];
    return said.state === 'sent' || said.state === 'rehearsed'
      ? [said.at]
      : said.state === 'in-flight'
        ? [said.reminder.sendAt]
        : [];
  });
  const last = days.toSorted().at(-1);
  return last ? localDateOf(last, settings.timeZone) : null;
}

function notBefore(
  invitedOn: CivilDate,
  reminder: TimedReminder,
  { calendar, settings }: Pick<WantedContext, 'calendar' | 'settings'>,
): TimedReminder | null {
  let day: CivilDate | null = invitedOn;
  for (let count = 0; day && count < settings.reminders.booking.openDaysApart; count += 1) {
    day = calendar.openDayOnOrAfter(addDays(day, 1));
  }
  if (!day || day <= localDateOf(reminder.sendAt, settings.timeZone)) return reminder;
  const at = sendAt(day, settings);
  if (at >= reminder.expiresAt || (reminder.goesBefore && at >= reminder.goesBefore)) return null;
  return { ...reminder, sendAt: at, delays: [...reminder.delays, { because: 'apart', invitedOn }] };
}
