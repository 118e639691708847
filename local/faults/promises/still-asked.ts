import { CourseFacts } from './facts.ts';
import { dayOf, plusMinutes } from './local-time.ts';
import { nameOf } from './reminder-name.ts';
import { type House, houseAt, type Seen } from './seen.ts';
import { bookedTimes } from './told-times.ts';

/** What came in the last moment the sender may not have seen. */
const LAST_LOOK = 1;
/** Answers of more days before the booked day do not count for it. */
const ANSWERS_LAST = 21;
const DAY = 24 * 3_600_000;

/** What a letter says or asks is still so, and still to be done: one sentence for each part of a letter that is not. */
export function nothingIdle(seen: Seen): string[] {
  const { letters, told, house } = seen;
  return letters.flatMap((letter) => {
    const own = told.filter(({ courseId }) => courseId === letter.courseId);
    const idleAt = (at: string) => {
      const known = own.filter(({ takenAt }) => takenAt <= at);
      const facts = new CourseFacts(known, house.timeZone);
      return letter.keys.filter((key) => isIdle(key, letter.at, facts, houseAt(letter.at, seen)));
    };
    const before = idleAt(plusMinutes(letter.at, -LAST_LOOK));
    const idle = idleAt(letter.at).filter((key) => before.includes(key));
    // Who met another handler left that out of the rest, and noted it when the rest was sent.
    const went =
      idle.length === letter.keys.length ? idle : idle.filter((key) => !letter.leftOut.includes(key));
    return went.map((key) => `${letter.courseId} ${key} at ${letter.at}`);
  });
}

function isIdle(key: string, at: string, facts: CourseFacts, house: House): boolean {
  const { timeZone } = house;
  const { visit, word, startsAt, detail } = nameOf(key);
  const { booking } = facts.visitFacts(visit);
  const isBooked = bookedTimes(facts, timeZone).some(
    (time) => time.startsAt === startsAt && time.visits.includes(visit),
  );
  switch (word) {
    case 'questionnaires':
      return isAnswered(visit, facts, house);
    case 'nudge':
      return isAnswered(visit, facts, house) || !booking || dayOf(booking.startsAt, timeZone) !== detail;
    case 'booking':
      return booking !== null;
    case 'confirmation':
    case 'appointment':
      return !isBooked || (startsAt !== null && startsAt <= at);
    case 'cancelled':
      return isBooked || (startsAt !== null && startsAt <= at);
    default:
      return true;
  }
}

function isAnswered(visit: string, facts: CourseFacts, { timeZone, questionnaires }: House): boolean {
  const { booking, answered } = facts.visitFacts(visit);
  const guide = facts.guided.find((each) => each.visit === visit);
  const from = booking && Date.parse(dayOf(booking.startsAt, timeZone)) - ANSWERS_LAST * DAY;
  const asked = [...(guide?.questionnaires ?? []), ...(questionnaires[visit] ?? [])];
  return asked.every((name) => {
    const on = answered.get(name);
    return on !== undefined && (from === null || Date.parse(on) >= from);
  });
}
