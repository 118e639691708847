import { keyOf, readKey } from '../ids/reminder-key.ts';
import { isEntryVisit, type VisitName } from '../protocols/protocol.ts';
import type { CoreSettings } from '../settings/settings.ts';
import { addDays, type CivilDate } from '../time/civil-date.ts';
import { endOfDay, type Instant, localDateOf } from '../time/instant.ts';
import { isSettled, type PlannedVisit, startsAt } from '../visits/planned-visit.ts';
import { type KeyHistory, saidOfVisit } from './log.ts';
import { sendDay } from './send-day.ts';
import { isOn, named, sendAt, type WantedContext, type WantedReminder } from './wanted-reminder.ts';

/** The questionnaires of a visit that the patient has not answered, or too long before the booked day. */
export const unanswered = (visit: PlannedVisit, settings: CoreSettings) =>
  visit.questionnaires.filter((questionnaire) => {
    const answer = visit.facts.answered.get(questionnaire);
    return !answer || isOld(answer.on, visit, settings);
  });

/** Answers of before this day do not count for the booked day. */
const answersCountFrom = (bookedOn: CivilDate, { reminders }: CoreSettings): CivilDate =>
  addDays(bookedOn, -reminders.questionnaires.answersLastDays);

const isOld = (on: CivilDate, { bookedOn }: PlannedVisit, settings: CoreSettings): boolean =>
  bookedOn !== null && on < answersCountFrom(bookedOn, settings);

/** Whether the patient has answered before, too long ago to count for the booked day. */
export const isAskedAnew = (visit: PlannedVisit, settings: CoreSettings): boolean =>
  visit.questionnaires.some((questionnaire) => {
    const answer = visit.facts.answered.get(questionnaire);
    return answer !== undefined && isOld(answer.on, visit, settings);
  });

/** The first invitation to answer a visit's questionnaires. */
export const invitationKey = (visit: VisitName) => keyOf({ visit, kind: 'questionnaires' });

/** The invitation to answer a visit's questionnaires; anew when the answers that there are have grown old. */
export function questionnaires(visit: PlannedVisit, context: WantedContext): WantedReminder[] {
  const { course, settings, calendar } = context;
  const { bookedOn, window, facts } = visit;
  const day = bookedOn ?? window?.target;
  const expiresAt = startsAt(visit) ?? (window && endOfDay(window.latest, settings.timeZone));
  if (!day || !expiresAt || !course.enrolment || unanswered(visit, settings).length === 0) return [];
  const isAnew = bookedOn !== null && isAskedAnew(visit, settings);
  if (isAnew && wasAskedSince(visit, answersCountFrom(bookedOn, settings), context)) return [];
  const atOnce = isEntryVisit(visit.timing) && !bookedOn;
  const sendOn = addDays(day, -settings.reminders.questionnaires.daysBefore);
  const { enrolledAt } = course.enrolment;
  const at = atOnce ? enrolledAt : sendAt(sendDay(sendOn, bookedOn, calendar), settings);
  const name = { visit: visit.visit, kind: 'questionnaires', ...(isAnew && { anewFor: bookedOn }) } as const;
  return [{ ...named(name), at, atOnce, expiresAt, since: facts.booking?.madeAt ?? enrolledAt }];
}

/** Whether an invitation for another booked day went out lately: that one stands. */
function wasAskedSince(visit: PlannedVisit, day: CivilDate, { history, settings }: WantedContext): boolean {
  const own = keyOf({ visit: visit.visit, kind: 'questionnaires', anewFor: visit.bookedOn ?? day });
  return invitations(visit.visit, { history }).some(
    ([key, said]) => key !== own && hasGone(said) && localDateOf(said.at, settings.timeZone) >= day,
  );
}

/** What was rehearsed is not asked for again. */
const hasGone = (said: KeyHistory) => said.state === 'sent' || said.state === 'rehearsed';

const invitations = (visit: VisitName, { history }: Pick<WantedContext, 'history'>) =>
  saidOfVisit(history, visit).filter(([key]) => readKey(key).kind === 'questionnaires');

/** The nudge before a booked visit with unanswered questionnaires, were its invitation to go out in time. */
export function wantedNudge(
  visit: PlannedVisit,
  { settings, calendar }: Pick<WantedContext, 'settings' | 'calendar'>,
): (WantedReminder & { sendOn: CivilDate }) | null {
  const { booking } = visit.facts;
  const canBe = !isSettled(visit) && visit.anchor.held && isOn('nudge', visit.visit, settings);
  if (!canBe || !booking || !visit.bookedOn || unanswered(visit, settings).length === 0) return null;
  const sendOn = calendar.plusWeekdays(visit.bookedOn, -settings.reminders.nudge.weekdaysBefore);
  const at = sendAt(sendOn, settings);
  if (at >= booking.startsAt) return null;
  const name = { visit: visit.visit, kind: 'nudge', bookedOn: visit.bookedOn } as const;
  return { ...named(name), at, expiresAt: booking.startsAt, sendOn, since: booking.madeAt };
}

/** When invitations went out, or are on their way, that asked for the answers that are missing now. */
export function invitationsSent(
  visit: PlannedVisit,
  context: Pick<WantedContext, 'history' | 'settings'>,
): Instant[] {
  const { settings } = context;
  const { bookedOn } = visit;
  const from = bookedOn && isAskedAnew(visit, settings) ? answersCountFrom(bookedOn, settings) : null;
  return invitations(visit.visit, context)
    .flatMap(([, said]): Instant[] => {
      if (said.state === 'in-flight') return [said.reminder.sendAt];
      return hasGone(said) ? [said.at] : [];
    })
    .filter((at) => from === null || localDateOf(at, settings.timeZone) >= from);
}
