import { houseOf } from '../../local/faults/judge/seen-in.ts';
import type { CalendarEntry } from '../../local/faults/promises/calendar-entry.ts';
import type { Letter, Seen } from '../../local/faults/promises/seen.ts';
import type { Clinic } from '../../shared/clinic.ts';
import { readKey } from '../../shared/core/ids/reminder-key.ts';
import type { CarriedReminder, Message } from '../../shared/core/reminders/log.ts';
import { addMinutes, type Instant, toInstant } from '../../shared/core/time/instant.ts';
import { PATIENT } from './events.ts';
import type { Arriving, Played } from './play.ts';

/** What somebody outside sees of a course that was played: the judge of the fault runs can look at it. */
export function seenInPlay(
  events: readonly Arriving[],
  played: Played,
  clinic: Clinic,
  endedAt: Instant,
): Seen {
  return {
    house: houseOf(clinic),
    deployed: [],
    restored: [],
    told: events.map(({ receivedAt, ...event }) => ({
      ...event,
      data: Object(event.data),
      takenAt: toInstant(receivedAt ?? event.occurredAt),
    })),
    letters: played.messages.flatMap(letterOf),
    worklists: played.plans.map(({ tasks }, index) => ({
      courseId: 'C-1',
      at: played.wakes[index] ?? '',
      tasks: tasks.filter(({ status }) => status !== 'done' && status !== 'dismissed'),
    })),
    staffMails: [],
    callMails: [],
    delay: 0,
    endedAt,
  };
}

function letterOf(message: Message): Letter[] {
  if (message.status !== 'sent') return [];
  const { reminders, dropped, messageId, attempt, sentAt } = message;
  const went = reminders.filter(({ key }) => !dropped.includes(key));
  return [
    {
      courseId: 'C-1',
      messageId,
      attempt,
      at: sentAt,
      to: PATIENT.email,
      keys: went.map(({ key }) => key),
      arrives: true,
      isAmbiguous: false,
      isForgotten: false,
      names: went.flatMap(({ key, time }) => ('startsAt' in readKey(key) ? [] : (time?.startsAt ?? []))),
      leftOut: [],
      calendar: went.flatMap((reminder) => entryOf(reminder, Number(messageId))),
      expiresAt: new Map(went.map(({ key, expiresAt }) => [key, expiresAt])),
    },
  ];
}

/** As its calendar file says it; of one message what is off comes first, as its file does. */
function entryOf({ key, time }: CarriedReminder, sequence: number): CalendarEntry[] {
  const name = readKey(key);
  if (!('startsAt' in name)) return [];
  const { startsAt, kind, visit } = name;
  const endsAt = addMinutes(startsAt, time?.durationMinutes ?? 30);
  return [{ uid: visit, sequence, isOff: kind === 'cancelled', startsAt, endsAt }];
}
