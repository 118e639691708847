import { isVisitName, type VisitName } from '../protocols/protocol.ts';
import { type CivilDate, isCivilDate } from '../time/civil-date.ts';
import { type Instant, isInstant } from '../time/instant.ts';
import { remembered } from '../time/remembered.ts';

declare const reminderKey: unique symbol;

/**
 * Names one reminder of a course for good, in the log of messages too: `closing/questionnaires`,
 * `closing/nudge/2026-03-12`. Only `keyOf` makes one, and `readKey` takes it apart.
 */
export type ReminderKey = string & { readonly [reminderKey]: true };

/** What a reminder is for, with what tells it from others of its kind. Its key is made of nothing else. */
export type ReminderName = {
  readonly visit: VisitName;
} /** `anewFor`: asked anew for the visit of that day, as the answers that there are have grown old. */ & (
  | { readonly kind: 'questionnaires'; readonly anewFor?: CivilDate }
  | { readonly kind: 'nudge'; readonly bookedOn: CivilDate }
  /** One of a series, from 1 on, by the day that the visit is counted from. */
  | { readonly kind: 'booking'; readonly countedFrom: CivilDate; readonly number: number }
  | { readonly kind: 'rebooking'; readonly clearedOn: CivilDate }
  /** A time has just been booked. */
  | { readonly kind: 'confirmation'; readonly startsAt: Instant }
  /** A booked time comes near. */
  | { readonly kind: 'appointment'; readonly startsAt: Instant }
  /** The booked time, to one who was told another; `after` is the id of the message that told the other one. */
  | { readonly kind: 'changed'; readonly startsAt: Instant; readonly after: string }
  /** A time that was told is off; `after` only when it was told as off before: the message that told it again. */
  | { readonly kind: 'cancelled'; readonly startsAt: Instant; readonly after?: string }
);

export type ReminderKind = ReminderName['kind'];

const AFTER = 'after-';

/** Every kind of reminder. */
export const REMINDER_KINDS = Object.keys({
  questionnaires: true,
  nudge: true,
  booking: true,
  rebooking: true,
  confirmation: true,
  appointment: true,
  changed: true,
  cancelled: true,
} satisfies Record<ReminderKind, true>) as readonly ReminderKind[];

/** The key of a reminder. */
export const keyOf = (name: ReminderName): ReminderKey => `${name.visit}/${pathOf(name)}` as ReminderKey;

function pathOf(name: ReminderName): string {
  switch (name.kind) {
    case 'questionnaires':
      return name.anewFor ? `questionnaires/${name.anewFor}` : 'questionnaires';
    case 'nudge':
      return `nudge/${name.bookedOn}`;
    case 'booking':
      return `booking/${name.countedFrom}/${name.number}`;
    case 'rebooking':
      return `booking/${AFTER}${name.clearedOn}`;
    case 'confirmation':
    case 'appointment':
      return `${name.kind}/${name.startsAt}`;
    case 'changed':
      return `appointment/${name.startsAt}/${AFTER}${name.after}`;
    case 'cancelled':
      return `cancelled/${name.startsAt}${name.after ? `/${AFTER}${name.after}` : ''}`;
    default:
      return name satisfies never;
  }
}

/** What a reminder's key tells. */
export const readKey = (key: ReminderKey): ReminderName => parse(key);

/**
 * Reads a reminder's key.
 * @throws RangeError when the text is none
 */
export function parseReminderKey(text: string): ReminderKey {
  parse(text);
  return text as ReminderKey;
}

/** Whether the text is a reminder's key. */
export const isReminderKey = (text: string): text is ReminderKey => find(text) !== undefined;

function parse(text: string): ReminderName {
  const name = find(text);
  if (!name) throw new RangeError("expected a reminder's key, such as closing/questionnaires");
  return name;
}

const find = remembered((text: string): ReminderName | undefined => {
  const [visit = '', path, ...details] = text.split('/');
  const name = isVisitName(visit) ? findIn(visit, path, details) : null;
  // Whatever is read otherwise than it is written is no key.
  return name && keyOf(name) === text ? name : undefined;
});

/** By the first word of the path: each kind's own, but for the two invitations to book, and times of appointments. */
function findIn(
  visit: VisitName,
  path: string | undefined,
  [first = '', second = '']: readonly string[],
): ReminderName | null {
  switch (path) {
    case 'questionnaires':
      return isCivilDate(first)
        ? { visit, kind: 'questionnaires', anewFor: first }
        : { visit, kind: 'questionnaires' };
    case 'nudge':
      return isCivilDate(first) ? { visit, kind: 'nudge', bookedOn: first } : null;
    case 'booking':
      return findBooking(visit, first, second);
    case 'confirmation':
      return isInstant(first) ? { visit, kind: path, startsAt: first } : null;
    case 'appointment':
      return isInstant(first) ? findAppointment(visit, first, afterWhich(second)) : null;
    case 'cancelled':
      return isInstant(first) ? findCancelled(visit, first, afterWhich(second)) : null;
    default:
      return null;
  }
}

function findBooking(visit: VisitName, first: string, second: string): ReminderName | null {
  if (isCivilDate(first)) return { visit, kind: 'booking', countedFrom: first, number: Number(second) };
  const clearedOn = first.slice(AFTER.length);
  return isCivilDate(clearedOn) ? { visit, kind: 'rebooking', clearedOn } : null;
}

const findAppointment = (visit: VisitName, startsAt: Instant, after: string | null): ReminderName =>
  after ? { visit, kind: 'changed', startsAt, after } : { visit, kind: 'appointment', startsAt };

const findCancelled = (visit: VisitName, startsAt: Instant, after: string | null): ReminderName => ({
  visit,
  kind: 'cancelled',
  startsAt,
  ...(after && { after }),
});

/** The id of a message behind `after-`. */
const afterWhich = (text: string): string | null => /^after-(\d{4,})$/.exec(text)?.[1] ?? null;
