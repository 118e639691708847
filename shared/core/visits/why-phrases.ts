import type { Offset } from '../protocols/protocol.ts';
import type { Words } from '../words/words.ts';
import type { Cap } from './cap.ts';
import type { Basis } from './planned-visit.ts';
import { offsetWords } from './window.ts';

type ClosedBecause = 'weekend' | 'holiday' | 'closure';

/** The parts of the sentence that says where a visit's date comes from; names and days come in its language. */
export type WhyPhrases = {
  readonly enrolment: string;
  /** What stands before the day of the anchor. */
  readonly basis: Readonly<Record<Basis, string>>;
  readonly sameDay: (anchor: string) => string;
  readonly after: (offset: Offset, anchor: string) => string;
  readonly is: (counted: string, day: string, moved: string) => string;
  readonly capped: (counted: string, day: string, months: string, target: string) => string;
  readonly cappedAway: (counted: string, day: string, months: string, cap: string, noRoom: string) => string;
  readonly months: Readonly<Record<Cap['from'], (day: string) => string>>;
  readonly noRoom: string;
  readonly noRoomEither: (previous: string) => string;
  readonly tooSoon: (days: number, previous: string) => string;
  readonly closed: Readonly<Record<ClosedBecause, string>>;
  readonly noOpenDay: (reason: string) => string;
  readonly moved: (reason: string, target: string) => string;
};

const en: WhyPhrases = {
  enrolment: 'the enrolment',
  basis: { held: 'held ', booked: 'booked for ', projected: 'expected ', enrolment: '' },
  sameDay: (anchor) => `The day of ${anchor}`,
  after: (offset, anchor) => `${offsetWords(offset).en} after ${anchor}`,
  is: (counted, day, moved) => `${counted} is ${day}${moved}.`,
  capped: (counted, day, months, target) => `${counted} would be ${day}; ${months} end first, so ${target}.`,
  cappedAway: (counted, day, months, cap, noRoom) =>
    `${counted} would be ${day}; ${months} end first, on ${cap}, ${noRoom}.`,
  months: {
    referral: (day) => `the 12 months from referral (${day})`,
    contact: (day) => `the 12 months from contact (${day})`,
    enrolment: (day) => `the 12 months from enrolment (${day})`,
  },
  noRoom: 'which leaves no room for it',
  noRoomEither: (previous) => `and ${previous} has no room either`,
  tooSoon: (days, previous) =>
    `which is less than ${days} days after ${previous}, so there is no room for it`,
  closed: { weekend: 'a weekend day', holiday: 'a holiday', closure: "in the clinic's closed period" },
  noOpenDay: (reason) => `, ${reason}, and the window holds no open day`,
  moved: (reason, target) => `, ${reason}, so ${target}`,
};

const da: WhyPhrases = {
  enrolment: 'forløbets start',
  basis: { held: 'afholdt ', booked: 'booket til ', projected: 'forventet ', enrolment: '' },
  sameDay: (anchor) => `Dagen for ${anchor}`,
  after: (offset, anchor) => `${offsetWords(offset).da} efter ${anchor}`,
  is: (counted, day, moved) => `${counted} er den ${day}${moved}.`,
  capped: (counted, day, months, target) =>
    `${counted} ville være den ${day}, men ${months} udløber forinden, så det bliver den ${target}.`,
  cappedAway: (counted, day, months, cap, noRoom) =>
    `${counted} ville være den ${day}, men ${months} udløber forinden, den ${cap}, ${noRoom}.`,
  months: {
    referral: (day) => `de 12 måneder fra henvisningen (${day})`,
    contact: (day) => `de 12 måneder fra henvendelsen (${day})`,
    enrolment: (day) => `de 12 måneder fra forløbets start (${day})`,
  },
  noRoom: 'så der ikke er plads til den',
  noRoomEither: (previous) => `og der er heller ikke plads til ${previous}`,
  tooSoon: (days, previous) => `mindre end ${days} dage efter ${previous}, så der ikke er plads til den`,
  closed: {
    weekend: 'en dag i weekenden',
    holiday: 'en helligdag',
    closure: 'hvor klinikken holder lukket',
  },
  noOpenDay: (reason) => `, ${reason}, og klinikken har ingen åbningsdag i tidsrummet`,
  moved: (reason, target) => `, ${reason}, så det bliver den ${target}`,
};

/** The phrases of both languages. */
export const WHY_PHRASES: Readonly<Record<keyof Words, WhyPhrases>> = { da, en };
