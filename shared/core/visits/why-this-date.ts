import { titleOfVisit } from '../protocols/index.ts';
import { isSameDay, type Protocol, theVisit, type VisitName } from '../protocols/protocol.ts';
import type { Calendar } from '../time/calendar.ts';
import type { CivilDate } from '../time/civil-date.ts';
import { dateWords, type Words } from '../words/words.ts';
import { isInfeasible, type VisitDates } from './planned-visit.ts';
import { WHY_PHRASES, type WhyPhrases } from './why-phrases.ts';
import type { DateWindow } from './window.ts';

/** A visit's dates, with the visit before a follow-up. */
type Dated = VisitDates & { readonly previous: VisitDates | null };

/** How one language says a day and a visit, and its phrases. */
type Saying = {
  readonly day: (date: CivilDate) => string;
  readonly visit: (visit: VisitName) => string;
  readonly phrases: WhyPhrases;
};

/** One sentence that tells a therapist where a visit's date comes from. */
export function whyDate(
  dates: VisitDates,
  previous: VisitDates | null,
  calendar: Calendar,
  protocol: Protocol,
): Words {
  const say = (language: keyof Words) =>
    sentence({ ...dates, previous }, calendar, {
      day: (date) => dateWords(date)[language],
      visit: (name) => theVisit(titleOfVisit(name, [protocol]))[language],
      phrases: WHY_PHRASES[language],
    });
  return { da: say('da'), en: say('en') };
}

function sentence(visit: Dated, calendar: Calendar, saying: Saying): string {
  const { timing, anchor, nominal, window, cappedBy: cap } = visit;
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

function noRoom({ definition: { followUp }, previous }: Dated, { phrases, visit }: Saying) {
  if (!followUp) return phrases.noRoom;
  const title = visit(followUp.after);
  return previous && isInfeasible(previous)
    ? phrases.noRoomEither(title)
    : phrases.tooSoon(followUp.atLeastDays, title);
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
