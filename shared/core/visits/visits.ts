import { type Course, factsOf, type VisitFacts } from '../course/course.ts';
import type {
  Protocol,
  Questionnaire,
  Timing,
  VisitDefinition,
  VisitName,
  VisitTitle,
} from '../protocols/protocol.ts';
import type { CoreSettings } from '../settings/settings.ts';
import type { Calendar } from '../time/calendar.ts';
import { addDays, type CivilDate, later } from '../time/civil-date.ts';
import { type Instant, localDateOf } from '../time/instant.ts';
import type { Words } from '../words/words.ts';
import { type Cap, capOf } from './cap.ts';
import { whyDate } from './why-this-date.ts';
import { cappedWindow, type DateWindow, plusOffset, windowAround } from './window.ts';

export type VisitStatus = 'planned' | 'booked' | 'held' | 'waived' | 'infeasible' | 'cancelled';
export type Basis = 'held' | 'booked' | 'projected' | 'enrolment';

/** From where a visit's date is counted. */
export type Anchor = {
  readonly visit: VisitName | 'enrolment';
  /** The anchor's reference date. */
  readonly date: CivilDate;
  readonly basis: Basis;
  /** Whether reminders may go out: the anchor was held, or the visit starts the course. */
  readonly held: boolean;
  /** Whether tasks are open: held, waived or enrolled. */
  readonly reached: boolean;
};

/** One visit of a course with its dates and the reason for them. */
export type PlannedVisit = {
  readonly visit: VisitName;
  readonly definition: VisitDefinition;
  readonly timing: Timing;
  readonly status: VisitStatus;
  readonly anchor: Anchor;
  readonly nominal: CivilDate;
  /** Null for an infeasible visit. */
  readonly window: DateWindow | null;
  readonly infeasible: boolean;
  /** Day of the fact that made the visit infeasible. */
  readonly infeasibleSince: CivilDate | null;
  readonly cappedBy: Cap['from'] | null;
  readonly facts: Readonly<VisitFacts>;
  readonly bookedOn: CivilDate | null;
  readonly heldOn: CivilDate | null;
  /** The day held, else booked, else the target. */
  readonly referenceDate: CivilDate;
  /** What the patient answers before it, with the clinic's additions. */
  readonly questionnaires: readonly Questionnaire[];
  /** One sentence a therapist understands: anchor, basis, offset, and what moved the date. */
  readonly why: Words;
};

type Context = {
  readonly protocol: Protocol;
  readonly course: Course;
  readonly settings: CoreSettings;
  readonly calendar: Calendar;
  readonly cap: Cap | null;
  readonly keepsFollowUps: boolean;
  readonly planned: Map<VisitName, PlannedVisit>;
};

/**
 * Every visit of the course in the protocol's order: anchors before what is counted from them.
 * @returns none before the enrolment is known
 */
export function planVisits(
  protocol: Protocol,
  course: Course,
  settings: CoreSettings,
  calendar: Calendar,
): readonly PlannedVisit[] {
  const cap = capOf(protocol, course, calendar);
  const planned = new Map<VisitName, PlannedVisit>();
  const keepsFollowUps = keepsFollowUpsAfterClosing(protocol, course);
  const context = { protocol, course, settings, calendar, cap, keepsFollowUps, planned };
  for (const definition of protocol.visits) {
    const timing = definition.timing[course.entry];
    if (timing) planned.set(definition.visit, planVisit(definition, timing, context));
  }
  return [...planned.values()];
}

/** Follow-ups go on after a course was closed as planned: its closing visit held, its reason a good one. */
export function keepsFollowUpsAfterClosing(protocol: Protocol, { closed, visits }: Course): boolean {
  const isGoodEnd = closed?.reason === 'completed' || closed?.reason === 'goals-reached';
  return isGoodEnd && Boolean(visits.get(protocol.closingVisit)?.held);
}

function planVisit(definition: VisitDefinition, timing: Timing, context: Context): PlannedVisit {
  const { course, settings, calendar, cap } = context;
  const { visit } = definition;
  const facts = factsOf(course, visit);
  const anchor = anchorOf(timing, context);
  const nominal = plusOffset(anchor.date, timing.offset);
  const isCapped = definition.followUp !== undefined && cap !== null && nominal > cap.date;
  const infeasibleSince = isCapped ? infeasibility(definition, context, anchor) : null;
  const infeasible = infeasibleSince !== null;
  const window = infeasible
    ? null
    : windowOf(definition, timing, nominal, anchor, isCapped ? cap : null, context);
  const bookedOn = facts.booking && localDateOf(facts.booking.startsAt, settings.timeZone);
  const heldOn = facts.held?.date ?? null;
  const isEntry = timing.anchor === 'enrolment';
  return {
    visit,
    definition,
    timing,
    status: statusOf(facts, infeasible, definition, context),
    anchor,
    nominal,
    window,
    infeasible,
    infeasibleSince,
    cappedBy: isCapped ? cap.from : null,
    facts,
    bookedOn,
    heldOn,
    referenceDate: heldOn ?? bookedOn ?? window?.target ?? nominal,
    questionnaires: [
      ...new Set([
        ...definition.questionnaires,
        ...(isEntry ? (definition.entryQuestionnaires ?? []) : []),
        ...(settings.questionnaires[visit] ?? []),
      ]),
    ],
    why: whyDate(
      {
        definition,
        timing,
        anchor,
        nominal,
        window,
        cap: isCapped ? cap : null,
        previousIsInfeasible: previousOf(definition, context)?.infeasible ?? false,
      },
      titleOf(context),
      calendar,
    ),
  };
}

const titleOf =
  ({ protocol }: Context) =>
  (visit: VisitName): VisitTitle => {
    const title = protocol.visits.find((each) => each.visit === visit)?.title;
    if (!title) throw new Error(`protocol: ${visit} is counted from and must be among its visits`);
    return title;
  };

function anchorOf({ anchor }: Timing, { course, planned }: Context): Anchor {
  if (anchor === 'enrolment') {
    const date = course.enrolment?.enrolledOn;
    if (!date) throw new Error('a course without an enrolment has no visits');
    return { visit: anchor, date, basis: 'enrolment', held: true, reached: true };
  }
  const visit = planned.get(anchor);
  if (!visit) throw new Error(`protocol: ${anchor} must come before the visits counted from it`);
  const held = visit.heldOn !== null;
  const basis = held ? 'held' : visit.bookedOn ? 'booked' : 'projected';
  return { visit: anchor, date: visit.referenceDate, basis, held, reached: held || visit.facts.waived };
}

function windowOf(
  definition: VisitDefinition,
  timing: Timing,
  nominal: CivilDate,
  anchor: Anchor,
  bindingCap: Cap | null,
  { calendar, cap }: Context,
): DateWindow {
  if (bindingCap && definition.followUp) {
    return cappedWindow(bindingCap.lastWeekday, anchor.date, definition.followUp.cappedWindowDays, calendar);
  }
  const lastDay = definition.followUp && cap ? cap.lastWeekday : null;
  return windowAround(nominal, anchor.date, timing, calendar, lastDay);
}

/**
 * Since when a follow-up whose nominal day lies after the cap has no room left: the cap comes too soon after the
 * visit before it, or that one has no room itself. Null when there is room.
 */
function infeasibility(definition: VisitDefinition, context: Context, anchor: Anchor): CivilDate | null {
  const { cap, course } = context;
  const { followUp } = definition;
  const previous = previousOf(definition, context);
  if (!cap || !followUp || !previous) return null;
  if (previous.infeasible) return previous.infeasibleSince;
  if (cap.lastWeekday >= addDays(previous.referenceDate, followUp.atLeastDays)) return null;
  const saidOn = referenceSaidOn(previous) ?? anchor.date;
  return [anchor.date, saidOn, course.referralSaidOn ?? saidOn].reduce(later);
}

/** Day of the fact that gave a visit its reference date; held as booked, the booking gave it. Null when projected. */
function referenceSaidOn({ heldOn, bookedOn, facts }: PlannedVisit): CivilDate | null {
  const isAsBooked = bookedOn !== null && (heldOn ?? bookedOn) === bookedOn;
  return isAsBooked ? facts.bookingChangedOn : heldOn;
}

const previousOf = ({ followUp }: VisitDefinition, { planned }: Context) =>
  followUp && planned.get(followUp.after);

function statusOf(
  facts: Readonly<VisitFacts>,
  infeasible: boolean,
  { followUp }: VisitDefinition,
  { course, keepsFollowUps }: Context,
): VisitStatus {
  if (facts.held) return 'held';
  if (facts.waived) return 'waived';
  if (course.closed && !(keepsFollowUps && followUp)) return 'cancelled';
  if (facts.booking) return 'booked';
  return infeasible ? 'infeasible' : 'planned';
}

/** Whether the visit's reminders and tasks are over. */
export const isSettled = ({ status }: PlannedVisit): boolean =>
  status === 'held' || status === 'waived' || status === 'cancelled';

/** When a booked visit starts. */
export const startsAt = ({ facts }: PlannedVisit): Instant | null => facts.booking?.startsAt ?? null;
