import type { FormerBooking } from '../core/course/course.ts';
import { type ReminderName, readKey } from '../core/ids/reminder-key.ts';
import type { VisitName } from '../core/protocols/protocol.ts';
import type { CarriedReminder, Claim, History, Message } from '../core/reminders/log.ts';
import { isSameTime, lastEntry, lastTold, type ToldTime, tellsTime } from '../core/reminders/told-times.ts';
import { later } from '../core/time/civil-date.ts';
import type { Instant } from '../core/time/instant.ts';
import { type BookedTime, madeAt } from '../core/visits/booked-times.ts';
import type { PlannedVisit } from '../core/visits/planned-visit.ts';
import type { Notice } from '../mail/index.ts';

export type TimeName = Extract<ReminderName, { readonly startsAt: Instant }>;

/** What a notice of a time is written from. */
export type TimeContext = {
  readonly visits: readonly PlannedVisit[];
  readonly times: readonly BookedTime[];
  readonly claim: Claim;
  readonly messages: readonly Message[];
  readonly history: History;
  readonly now: Instant;
  /** Whether a reminder goes when it comes near, or later than that: its time was booked since. */
  readonly isLate: (startsAt: Instant, madeAt: Instant) => boolean;
  readonly uidOf: (visit: VisitName) => string;
  readonly numberOf: (visit: VisitName) => number;
};

/** A time that an e-mail tells, or takes back, as the log says that it does. */
export function timeNotice(name: TimeName, { time }: CarriedReminder, context: TimeContext): Notice {
  const { visit, startsAt } = name;
  const visits = context.visits.filter(({ visit: each }) => (time?.visits ?? [visit]).includes(each));
  const common = {
    visitNumber: context.numberOf(visit),
    startsAt,
    durationMinutes: time?.durationMinutes ?? null,
    sequence: sequenceOf(visit, context),
    uid: context.uidOf(visit),
  };
  if (name.kind === 'cancelled') {
    const former = visits.flatMap(({ facts }) => facts.former).filter((each) => isAbout(each, startsAt));
    const last = former.at(-1);
    return {
      ...common,
      kind: 'cancelled',
      because: last?.because === 'retracted' ? 'mistake' : 'cancelled',
      createdAt: last?.at ?? context.now,
    };
  }
  const made = madeAt(visits);
  const createdAt = made.length > 0 ? made.reduce(later) : context.now;
  return {
    ...common,
    kind: 'appointment',
    createdAt,
    ...situationOf(name.kind, { ...common, visits }, createdAt, context),
  };
}

const isAbout = ({ booking }: FormerBooking, startsAt: Instant): boolean => booking.startsAt === startsAt;

type Situation = Pick<Extract<Notice, { kind: 'appointment' }>, 'situation' | 'toldBefore'>;

type Time = Pick<BookedTime, 'startsAt' | 'durationMinutes' | 'visits'>;

function situationOf(
  kind: Exclude<TimeName['kind'], 'cancelled'>,
  time: Time,
  madeAt: Instant,
  context: TimeContext,
): Situation {
  const toldBefore = kind === 'changed' ? replacedBy(time, context) : null;
  if (toldBefore) return { situation: 'changed', toldBefore };
  const isReminder = kind === 'appointment' && !context.isLate(time.startsAt, madeAt);
  return { situation: isReminder || isKnown(time, context) ? 'reminder' : 'new', toldBefore: null };
}

/** The patient knows it, and only the place that it has in the calendar is another. */
const isKnown = (time: Time, { history }: TimeContext): boolean =>
  time.visits.some(({ visit }) => {
    const told = lastTold(history, visit);
    return told?.hasFile === true && isSameTime(told, time);
  });

/** The start, still to come, that the patient was told or has in the calendar, and that the new time takes the place of. */
function replacedBy(time: Time, context: TimeContext): Instant | null {
  const { history, times, now } = context;
  const { startsAt, visits } = time;
  const stands = (told: ToldTime) =>
    isSameTime(told, time) || times.some((other) => told.startsAt === other.startsAt && !isOf(other, visits));
  const replaced = visits
    .flatMap(({ visit }) => [lastEntry(history, visit) ?? [], lastTold(history, visit) ?? []].flat())
    .filter((told) => !told.isOff && told.startsAt > now && !stands(told) && !isTakenBack(told, context));
  const other = replaced.findLast((told) => told.startsAt !== startsAt);
  return (other ?? replaced.at(-1))?.startsAt ?? null;
}

const isOf = ({ visits }: BookedTime, others: readonly PlannedVisit[]): boolean =>
  visits.some(({ visit }) => others.some((other) => other.visit === visit));

/** Whether the same e-mail says that a time is off. */
const isTakenBack = ({ startsAt }: ToldTime, { claim }: TimeContext): boolean =>
  claim.reminders.some(({ key }) => {
    const name = readKey(key);
    return name.kind === 'cancelled' && name.startsAt === startsAt && !claim.dropped.includes(key);
  });

/** Rises with every booking of the visit, and with every message that told a time under it. */
function sequenceOf(visit: VisitName, { visits, messages, claim }: TimeContext): number {
  const bookings = visits.find((each) => each.visit === visit)?.facts.bookings ?? 1;
  const told = messages.filter(
    ({ messageId, reminders }) =>
      messageId < claim.messageId &&
      reminders.some(({ key }) => {
        const name = readKey(key);
        return tellsTime(name) && name.visit === visit;
      }),
  );
  return bookings - 1 + told.length;
}
