import {
  isSameDay,
  type Timing,
  theVisit,
  type VisitDefinition,
  type VisitName,
  type VisitTitle,
} from '../protocols/protocol.ts';
import type { Calendar } from '../time/calendar.ts';
import type { CivilDate } from '../time/civil-date.ts';
import { dateWords, type Words } from '../words/words.ts';
import type { Cap } from './cap.ts';
import type { Anchor } from './visits.ts';
import { WHY_PHRASES, type WhyPhrases } from './why-phrases.ts';
import type { DateWindow } from './window.ts';

type Dated = {
  readonly definition: VisitDefinition;
  readonly timing: Timing;
  readonly anchor: Anchor;
  readonly nominal: CivilDate;
  /** Null when there is no room for the visit. */
  readonly window: DateWindow | null;
  /** The cap, when it takes the place of the nominal day. */
  readonly cap: Cap | null;
  readonly previousIsInfeasible: boolean;
};

/** How one language says a day and a visit, and its phrases. */
type Saying = {
  readonly day: (date: CivilDate) => string;
  readonly visit: (visit: VisitName) => string;
  readonly phrases: WhyPhrases;
};

/** One sentence that tells a therapist where a visit's date comes from. */
export function whyDate(visit: Dated, titleOf: (visit: VisitName) => VisitTitle, calendar: Calendar): Words {
  const say = (language: keyof Words) =>
    sentence(visit, calendar, {
      day: (date) => dateWords(date)[language],
      visit: (name) => theVisit(titleOf(name))[language],
      phrases: WHY_PHRASES[language],
    });
  return { da: say('da'), en: say('en') };
}

function sentence(visit: Dated, calendar: Calendar, saying: Saying): string {
  const { timing, anchor, nominal, window, cap } = visit;
  const { day, phrases } = saying;
  const name = anchor.visit === 'enrolment' ? phrases.enrolment : saying.visit(anchor.visit);
  const from = `${name} (${phrases.basis[anchor.basis]}${day(anchor.date)})`;
  const counted = isSameDay(timing) ? phrases.sameDay(from) : phrases.after(timing.offset, from);
  if (!cap) return phrases.is(counted, day(nominal), moved(nominal, window, calendar, saying));
  const months = phrases.months[cap.from](day(cap.countedFrom));
  return window
    ? phrases.capped(counted, day(nominal), months, day(window.target))
    : phrases.cappedAway(counted, day(nominal), months, day(cap.date), noRoom(visit, saying));
}

function noRoom({ definition: { followUp }, previousIsInfeasible }: Dated, { phrases, visit }: Saying) {
  if (!followUp) return phrases.noRoom;
  const previous = visit(followUp.after);
  return previousIsInfeasible
    ? phrases.noRoomEither(previous)
    : phrases.tooSoon(followUp.atLeastDays, previous);
}

function moved(
  nominal: CivilDate,
  window: DateWindow | null,
  calendar: Calendar,
  { day, phrases }: Saying,
): string {
  const reason = calendar.closedBecause(nominal);
  if (!window || !reason) return '';
  return window.hasOpenDay
    ? phrases.moved(phrases.closed[reason], day(window.target))
    : phrases.noOpenDay(phrases.closed[reason]);
}
