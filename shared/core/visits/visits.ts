import { isGoodEnd } from '../course/closing.ts';
import { type Course, factsOf, type VisitFacts } from '../course/course.ts';
import {
  ASSESSMENTS,
  type Assessment,
  isEntryVisit,
  type Protocol,
  type Timing,
  type VisitDefinition,
  type VisitName,
} from '../protocols/protocol.ts';
import type { CoreSettings } from '../settings/settings.ts';
import type { Calendar } from '../time/calendar.ts';
import { addDays, type CivilDate, later } from '../time/civil-date.ts';
import { localDateOf } from '../time/instant.ts';
import { type Cap, capOf } from './cap.ts';
import {
  type Anchor,
  isInfeasible,
  type PlannedVisit,
  type VisitDates,
  type VisitStatus,
} from './planned-visit.ts';
import { whyDate } from './why-this-date.ts';
import { cappedWindow, type DateWindow, plusOffset, windowAround } from './window.ts';

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
export const keepsFollowUpsAfterClosing = (protocol: Protocol, course: Course): boolean =>
  isGoodEnd(course) && Boolean(course.visits.get(protocol.closingVisit)?.held);

function planVisit(definition: VisitDefinition, timing: Timing, context: Context): PlannedVisit {
  const { course, settings, calendar } = context;
  const { visit } = definition;
  const facts = factsOf(course, visit);
  const dates = datesOf(definition, timing, context);
  const bookedOn = facts.booking && localDateOf(facts.booking.startsAt, settings.timeZone);
  const heldOn = facts.held?.date ?? null;
  return {
    ...dates,
    visit,
    status: statusOf(facts, dates, context),
    facts,
    bookedOn,
    heldOn,
    referenceDate: heldOn ?? bookedOn ?? dates.window?.target ?? dates.nominal,
    questionnaires: questionnairesOf(definition, timing, settings),
    assessments: assessmentsOf(definition, settings),
    why: whyDate(dates, previousOf(definition, context) ?? null, calendar, context.protocol),
  };
}

function datesOf(definition: VisitDefinition, timing: Timing, context: Context): VisitDates {
  const { cap } = context;
  const anchor = anchorOf(timing, context);
  const nominal = plusOffset(anchor.date, timing.offset);
  const cappedBy = definition.followUp && cap && nominal > cap.date ? cap : null;
  const infeasibleSince = cappedBy && infeasibility(definition, anchor, cappedBy, context);
  const placed = { definition, timing, anchor, nominal, cappedBy, infeasibleSince };
  return { ...placed, window: infeasibleSince ? null : windowOf(placed, context) };
}

/** Those of the protocol, but for what the clinic has switched off, and those that it has switched on. */
export function assessmentsOf({ visit, assessments }: VisitDefinition, settings: CoreSettings): Assessment[] {
  const own = settings.assessments[visit] ?? {};
  return ASSESSMENTS.filter((assessment) => own[assessment] ?? assessments.includes(assessment));
}

/** Those of the protocol, and of the way into the course for its first visit, with the clinic's additions. */
function questionnairesOf(definition: VisitDefinition, timing: Timing, settings: CoreSettings) {
  const atEntry = isEntryVisit(timing) ? (definition.entryQuestionnaires ?? []) : [];
  const added = settings.questionnaires[definition.visit] ?? [];
  return [...new Set([...definition.questionnaires, ...atEntry, ...added])];
}

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
  const reached = held || visit.facts.waived !== null;
  return { visit: anchor, date: visit.referenceDate, basis, held, reached };
}

function windowOf(
  { definition: { followUp }, timing, anchor, nominal, cappedBy }: Omit<VisitDates, 'window'>,
  { calendar, cap }: Context,
): DateWindow {
  if (cappedBy && followUp) {
    return cappedWindow(cappedBy.lastWeekday, anchor.date, followUp.cappedWindowDays, calendar);
  }
  const lastDay = followUp && cap ? cap.lastWeekday : null;
  return windowAround(nominal, anchor.date, timing, calendar, lastDay);
}

/**
 * Since when a follow-up whose nominal day lies after the cap has no room left: the cap comes too soon after the
 * visit before it, or that one has no room itself. Null when there is room.
 */
function infeasibility(
  definition: VisitDefinition,
  anchor: Anchor,
  cap: Cap,
  context: Context,
): CivilDate | null {
  const { followUp } = definition;
  const previous = previousOf(definition, context);
  if (!followUp || !previous) return null;
  if (isInfeasible(previous)) return previous.infeasibleSince;
  if (cap.lastWeekday >= addDays(previous.referenceDate, followUp.atLeastDays)) return null;
  const saidOn = referenceSaidOn(previous) ?? anchor.date;
  return [anchor.date, saidOn, context.course.referralSaidOn ?? saidOn].reduce(later);
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
  dates: VisitDates,
  { course, keepsFollowUps }: Context,
): VisitStatus {
  if (facts.held) return 'held';
  if (facts.waived) return 'waived';
  if (course.closed && !(keepsFollowUps && dates.definition.followUp)) return 'cancelled';
  if (facts.booking) return 'booked';
  return isInfeasible(dates) ? 'infeasible' : 'planned';
}
