import { CourseFacts } from './facts.ts';
import { dayOf, instantAt, plusDays, plusMinutes, timeOf } from './local-time.ts';
import { isUrgent, nameOf } from './reminder-name.ts';
import { houseAt, type Letter, type Seen } from './seen.ts';

/**
 * A patient gets one e-mail a day for a course: a second one only with a time that changed, or when it would be too late.
 * What goes again is none other: whether it may is said of each reminder.
 */
export function oneADay(seen: Seen): string[] {
  const { letters, house } = seen;
  const arrived = letters.filter(({ isForgotten, arrives }) => arrives && !isForgotten);
  const days = Map.groupBy(arrived, ({ courseId, at }) => `${courseId} on ${dayOf(at, house.timeZone)}`);
  return [...days].flatMap(([name, all]) =>
    all
      .filter((letter, index) => index > 0 && !isAgain(letter, all.slice(0, index)))
      .filter((letter) => !letter.keys.some((key) => isUrgent(key) || isTooLateTomorrow(key, letter, seen)))
      .map(({ at, keys }) => `${name} got another e-mail at ${at}: ${keys.join(', ')}`),
  );
}

const isAgain = ({ keys }: Letter, before: readonly Letter[]): boolean =>
  before.some((letter) => letter.isAmbiguous && letter.keys.some((key) => keys.includes(key)));

function isTooLateTomorrow(key: string, { courseId, at, expiresAt }: Letter, seen: Seen): boolean {
  const { timeZone } = seen.house;
  const tomorrow = instantAt(plusDays(dayOf(at, timeZone), 1), houseAt(at, seen).sendTime, timeZone);
  const known = seen.told.filter((event) => event.courseId === courseId && event.takenAt <= at);
  const starts = new CourseFacts(known, timeZone).visitFacts(nameOf(key).visit).booking?.startsAt;
  const last = starts ?? expiresAt.get(key);
  return last !== undefined && last <= tomorrow;
}

const LATEST_CANCELLATION = '21:00';

/** No patient is written to at night; of a cancelled time of the next morning until nine in the evening. */
export function nothingAtNight({ letters, house }: Seen): string[] {
  const { quietHours, timeZone } = house;
  return letters
    .filter(({ at, keys }) => {
      const time = timeOf(at, timeZone);
      if (time >= quietHours.to && time < quietHours.from) return false;
      const isEvening = time >= quietHours.from && time < LATEST_CANCELLATION;
      return !(isEvening && keys.some((key) => isOffNextMorning(key, at)));
    })
    .map(({ courseId, at, keys }) => `${courseId} was written to at ${at}: ${keys.join(', ')}`);

  function isOffNextMorning(key: string, at: string): boolean {
    const { word, startsAt } = nameOf(key);
    if (word !== 'cancelled' || !startsAt) return false;
    const isTomorrow = dayOf(startsAt, timeZone) === plusDays(dayOf(at, timeZone), 1);
    return isTomorrow && timeOf(startsAt, timeZone) < '12:00';
  }
}

const MOST_ATTEMPTS = 3;

/** A letter about one of its keys. */
type Sending = Letter & { readonly key: string };

/** A reminder goes once; after outcomes that nobody knows three times at most, counted over all messages that carry it. */
export function onceEach(seen: Seen): string[] {
  const sendings = seen.letters.flatMap((letter) => letter.keys.map((key): Sending => ({ ...letter, key })));
  return [...Map.groupBy(sendings, ({ courseId, key }) => `${courseId} ${key}`)].flatMap(([name, all]) => {
    const isExplained = all.slice(1).every((next, index) => mayGoAgain(all[index] ?? next, next, seen));
    const came = all.filter(({ arrives }) => arrives);
    if (isExplained && came.length <= MOST_ATTEMPTS) return [];
    return [`${name} was sent ${all.map(({ at, attempt }) => `at ${at} (attempt ${attempt})`).join(', ')}`];
  });
}

/**
 * Nobody knows that the one before was taken, or it did not arrive; or a restore has forgotten it, and other dates, a booking made anew or
 * other settings made it due once more when the clinic sends again.
 */
function mayGoAgain({ isAmbiguous, arrives, ...before }: Sending, next: Sending, seen: Seen): boolean {
  if (isAmbiguous || !arrives) return true;
  const { told, house, deployed, restored } = seen;
  const datesAt = (at: string) => {
    const known = told.filter(({ courseId, takenAt }) => courseId === next.courseId && takenAt <= at);
    const visits = new CourseFacts(known, house.timeZone).guided;
    return JSON.stringify(
      visits.map(({ facts }) => [facts.booking?.startsAt, facts.booking?.madeAt, facts.heldOn]),
    );
  };
  const isDeployed = deployed.some(
    ({ from }) => from > before.at && from <= next.at && !restored.some(({ at }) => at === from),
  );
  const hasMoved = isDeployed || datesAt(before.at) !== datesAt(next.at);
  const isSilent = restored.some(({ at, until }) => at <= next.at && next.at <= until);
  return before.isForgotten && !isSilent && hasMoved;
}

/** What came in the last moment the sender may not have seen. */
const LAST_LOOK = 1;

/** A letter goes to the address that was said last, with consent, and about something that is still to be. */
export function toWhomItMay({ letters, told, house }: Seen): string[] {
  return letters.flatMap((letter) => {
    const own = told.filter(({ courseId }) => courseId === letter.courseId);
    const knownAt = (at: string) =>
      new CourseFacts(
        own.filter(({ takenAt }) => takenAt <= at),
        house.timeZone,
      );
    const reasons = [letter.at, plusMinutes(letter.at, -LAST_LOOK)].map((at) => whyNot(letter, knownAt(at)));
    const [reason] = reasons;
    return reason && reasons.every(Boolean) ? [`${letter.courseId} at ${letter.at}: ${reason}`] : [];
  });

  function whyNot({ to, keys, at }: Letter, facts: CourseFacts): string | null {
    const rests = facts.pausedUntil !== null && (facts.pausedUntil || '9999') > dayOf(at, house.timeZone);
    const over = keys.find((key) => !facts.isAhead(nameOf(key).visit));
    const stops: readonly (readonly [boolean, string])[] = [
      [facts.enrolment === null, 'nobody is enrolled'],
      [facts.isErased, 'the course is erased'],
      [!facts.consents, 'there is no consent'],
      [facts.email?.toLowerCase() !== to.toLowerCase(), 'it went to another address'],
      [facts.closed?.reason === 'deceased', 'the patient is dead'],
      [rests, 'reminders rest'],
      [over !== undefined, `${over} is about a visit that will not be`],
    ];
    return stops.find(([stops]) => stops)?.[1] ?? null;
  }
}
