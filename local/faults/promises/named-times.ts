import { CourseFacts } from './facts.ts';
import { nameOf } from './reminder-name.ts';
import type { Letter, Seen, Told } from './seen.ts';
import { bookedTimes, callsAbout, isAsked, isPartlyForgotten, momentsOf } from './told-times.ts';

/** The last that a patient was told of a visit's time, and whether only words told it. */
type Word = {
  readonly visit: string;
  readonly startsAt: string;
  readonly isOff: boolean;
  readonly inWords: boolean;
  readonly at: string;
};

/**
 * A time that stands in words only, as in an invitation to answer before a visit, is the one that is booked, or somebody
 * is asked to call: no calendar file says so, but the patient has read it.
 */
export function namedTimesAreRight(seen: Seen): string[] {
  const courses = [...Map.groupBy(seen.letters, ({ courseId }) => courseId)];
  return courses.flatMap(([courseId, letters]) => {
    const told = seen.told.filter((event) => event.courseId === courseId);
    if (isPartlyForgotten(courseId, seen)) return [];
    return momentsOf(told, seen).flatMap((at) => wrongAt(at, courseId, letters, told, seen));
  });
}

function wrongAt(
  at: string,
  courseId: string,
  letters: readonly Letter[],
  told: readonly Told[],
  seen: Seen,
): string[] {
  const { timeZone } = seen.house;
  const known = told.filter(({ takenAt }) => takenAt <= at);
  const facts = new CourseFacts(known, timeZone);
  if (!facts.enrolment || facts.isErased || facts.closed?.reason === 'deceased') return [];
  // Whatever visit it was named for: who comes is waited for.
  const isBooked = (by: CourseFacts, { visit, startsAt }: Word): boolean =>
    bookedTimes(by, timeZone).some((time) => time.startsAt === startsAt) ||
    (by.isAhead(visit) && by.visitFacts(visit).booking?.startsAt === startsAt);
  const wasCalled = (word: Word): boolean =>
    isAsked(word.visit, courseId, at, seen) ||
    callsAbout(word.visit, facts).some((calledAt) => {
      const before = known.filter(({ occurredAt }) => Date.parse(occurredAt) <= Date.parse(calledAt));
      return !isBooked(new CourseFacts(before, timeZone), word);
    });
  const had = letters.filter((letter) => letter.arrives && letter.at <= at);
  // Visits that touch each other are told as one time, under the first of them.
  const isToldSince = ({ visit, at: namedAt }: Word): boolean =>
    bookedTimes(facts, timeZone)
      .filter(({ visits }) => visits.includes(visit))
      .some((time) => had.some((letter) => letter.at > namedAt && tells(letter, time.startsAt)));
  return lastWords(had)
    .filter(({ inWords, isOff, startsAt }) => inWords && !isOff && startsAt > at)
    .filter((word) => !isBooked(facts, word) && !isToldSince(word))
    .filter(({ visit }) => !facts.visitFacts(visit).heldOn)
    .filter((word) => !wasCalled(word))
    .map(({ visit, startsAt }) => `${courseId} has read of ${startsAt} for ${visit} at ${at}`);
}

const tells = ({ keys }: Letter, startsAt: string): boolean =>
  keys.map(nameOf).some((name) => name.startsAt === startsAt && name.word !== 'cancelled');

/** By visit, what was said of its time last; of one letter what is booked is the last word. */
function lastWords(letters: readonly Letter[]): Word[] {
  const words = new Map<string, Word>();
  for (const letter of [...letters].sort((a, b) => (a.at < b.at ? -1 : 1))) {
    const names = letter.keys.map(nameOf);
    const filed = names.flatMap(({ visit, word, startsAt }): Word[] =>
      startsAt === null
        ? []
        : [{ visit, startsAt, isOff: word === 'cancelled', inWords: false, at: letter.at }],
    );
    const [inWords, ...others] = letter.names.filter(
      (named) => !filed.some(({ startsAt }) => startsAt === named),
    );
    // Which of several times is whose, the words alone do not say; a letter of changes names what was before, too.
    const isPlain = inWords !== undefined && others.length === 0 && !names.some(({ isChange }) => isChange);
    for (const { visit, word } of names) {
      const isNamed = isPlain && (word === 'questionnaires' || word === 'nudge');
      if (isNamed && words.get(visit)?.startsAt !== inWords)
        words.set(visit, { visit, startsAt: inWords, isOff: false, inWords: true, at: letter.at });
    }
    for (const each of filed.sort((a, b) => Number(b.isOff) - Number(a.isOff))) words.set(each.visit, each);
  }
  return [...words.values()];
}
