import type { Clinic, Language } from '../../clinic.ts';
import { openCalls } from '../../core/course/calls.ts';
import type { CourseEvent } from '../../core/events/events.ts';
import type { Plan } from '../../core/plan.ts';
import { addMinutes, type Instant } from '../../core/time/instant.ts';
import { bookedTimes } from '../../core/visits/booked-times.ts';
import type { AdvanceResult } from '../../course/advance.ts';
import { tokensFor } from '../../course/letter-links.ts';
import { planLoaded } from '../../course/plan-loaded.ts';
import type { Links } from '../../links/links.ts';
import { linkOf } from '../../mail/clinic-words.ts';
import type { CourseStore, LoadedCourse } from '../../ports/course-store.ts';
import { answer, seeOther } from '../answer.ts';
import { calendarOfTime } from './calendar.ts';
import { type AfterPress, type Drawing, drawing } from './drawing.ts';
import { patientPage, plainPage, stopPage } from './page.ts';
import type { DoneWord } from './page-texts.ts';
import { outcomeOf, type Press, type PressContext, pressIdOf } from './presses.ts';
import { type PatientView, patientView, visitNumbers } from './view.ts';

/** What the patients' pages work with. */
export type PatientTools = {
  readonly clinic: Clinic;
  readonly links: Links;
  readonly store: Pick<CourseStore, 'load'>;
  /** Lets events have their effect before the answer. */
  readonly record: (courseId: string, events: readonly CourseEvent[]) => Promise<AdvanceResult>;
  readonly now: () => Instant;
  /** 22 letters of chance. */
  readonly newId: () => string;
  /** Notes that an answer could not be made. */
  readonly failed: (error: unknown) => void;
  /** Counts what happens, without saying to whom. */
  readonly count: (what: 'BrokenLinks' | 'PatientPresses' | 'SlowedPatients') => void;
};

/** A page is pressed on so often in an hour at most: more is a mistake, or somebody's program. */
const MOST_PRESSES = 30;

type OpenView = Extract<PatientView, { kind: 'open' }>;
/** A course that somebody has a good link to. */
export type Opened = {
  readonly courseId: string;
  readonly token: string;
  /** The link stands in a rehearsed letter: the manager looks, and presses nothing. */
  readonly onlyToLook: boolean;
};

/** What is known of a course, and how its pages are drawn. */
async function look(tools: PatientTools, { courseId, token }: Opened) {
  const { clinic, store, newId } = tools;
  const now = tools.now();
  const loaded = await store.load(courseId);
  const plan = planLoaded(courseId, loaded, [], clinic, now);
  const lastReceivedAt = loaded.head?.lastReceivedAt ?? now;
  const facts = { plan, messages: loaded.messages, lastReceivedAt, clinic, now };
  const view = patientView(facts);
  const addresses = view.kind === 'open' ? await addressesOf(view, tools) : null;
  const draw =
    view.kind === 'open' && addresses
      ? drawing(clinic, view, { path: `/p/${token}`, newId: () => `press-${newId()}`, addresses })
      : null;
  return { loaded, plan, facts, view, draw, now };
}

/** The page as it stands. */
export async function showPage(tools: PatientTools, opened: Opened, after: AfterPress): Promise<Response> {
  const { view, draw } = await look(tools, opened);
  if (!draw) return answer(plainPage(tools.clinic, view.language, 'over'));
  return answer(patientPage(draw, after), after.refused ? 422 : 200);
}

/** The page that asks once more before all e-mails stop. */
export async function showStop(tools: PatientTools, opened: Opened): Promise<Response> {
  const { view, draw } = await look(tools, opened);
  return answer(draw ? stopPage(draw) : plainPage(tools.clinic, view.language, 'over'));
}

/** The file of a time for the patient's calendar; null when no such time is booked. */
export async function calendarFile(
  tools: PatientTools,
  opened: Opened,
  visitNumber: number,
): Promise<Response | null> {
  const { facts, view } = await look(tools, opened);
  const file = view.kind === 'open' ? calendarOfTime(facts, view, visitNumber) : null;
  if (!file) return null;
  const headers = {
    'Content-Type': file.contentType,
    'Content-Disposition': `attachment; filename="${file.name}"`,
  };
  return new Response(file.content, { headers });
}

/** What a press on the page leads to. */
export async function pressed(tools: PatientTools, opened: Opened, press: Press): Promise<Response> {
  const { loaded, plan, view, draw, now } = await look(tools, opened);
  const { clinic, count } = tools;
  if (view.kind === 'over' || !draw) return answer(plainPage(clinic, view.language, 'over'));
  if (isTooMuch(loaded, now)) {
    count('SlowedPatients');
    return answer(plainPage(clinic, view.language, 'slowDown'), 429);
  }
  const outcome = outcomeOf(press, {
    view,
    now,
    timeZone: clinic.timeZone,
    openCalls: openCalls(plan.course),
    visitAt: bookedVisits(plan, clinic),
  });
  switch (outcome.kind) {
    case 'events':
      return record(tools, opened, outcome.events, press.press, view.language);
    case 'refused':
      return answer(
        patientPage(draw, {
          done: null,
          refused: { ...outcome, typed: press.press === 'pause' ? press.until : '' },
        }),
        422,
      );
    case 'outdated':
      return toPage(opened, 'outdated');
    default:
      return outcome satisfies never;
  }
}

/** The visit that leads each time, by its number, with its own start. */
function bookedVisits(plan: Plan, { timeZone }: Clinic): PressContext['visitAt'] {
  const numberOf = visitNumbers(plan);
  const leads = bookedTimes(plan.visits, timeZone).map(({ lead }) => lead);
  return (visitNumber) => {
    const lead = leads.find(({ visit }) => numberOf(visit) === visitNumber);
    const startsAt = lead?.facts.booking?.startsAt;
    return lead && startsAt ? { visit: lead.visit, startsAt } : null;
  };
}

/** One press in the mailbox (RFC 8058), or on the page that asks once more: it may come twice, and counts once. */
export async function stopAtOnce(tools: PatientTools, opened: Opened): Promise<Response> {
  const { loaded, view, plan, now } = await look(tools, opened);
  if (view.kind === 'over') return answer(plainPage(tools.clinic, view.language, 'over'));
  if (plan.course.patient?.consent.email === false) return record(tools, opened, [], 'stop', view.language);
  const eventId = pressIdOf(opened.token, loaded.events.length);
  const event = { eventId, type: 'patient.updated', courseId: opened.courseId, occurredAt: now } as const;
  return record(tools, opened, [{ ...event, data: { consent: { email: false } } }], 'stop', view.language);
}

/**
 * A press that was heard before is heard: the first one counts. It may have stopped between its events and the next wake;
 * any other arms that, even with nothing to say.
 */
async function record(
  { record: hear, clinic, count }: PatientTools,
  opened: Opened,
  events: readonly CourseEvent[],
  done: DoneWord,
  language: Language,
): Promise<Response> {
  const { refused } = await hear(opened.courseId, events);
  if (refused.some(({ reason }) => reason === 'full'))
    return answer(plainPage(clinic, language, 'slowDown'), 429);
  count('PatientPresses');
  return toPage(opened, done);
}

function isTooMuch({ events }: LoadedCourse, now: Instant): boolean {
  const since = addMinutes(now, -60);
  const presses = events.filter(
    ({ event }) => event.eventId.startsWith('press-') && event.occurredAt > since,
  );
  return presses.length >= MOST_PRESSES;
}

/** The clinic's own pages, with the tokens that their addresses ask for. */
async function addressesOf(
  { courseId, asks }: OpenView,
  { clinic, links }: PatientTools,
): Promise<Drawing['addresses']> {
  const tokens = await tokensFor({ links }, clinic, courseId, asks);
  const of = (purpose: 'answer' | 'booking', template: string) => (visitNumber: number) =>
    linkOf(template, { courseId, visitNumber, token: tokens[purpose].get(visitNumber) ?? '' });
  return { answer: of('answer', clinic.questionnaireUrl), booking: of('booking', clinic.bookingUrl) };
}

/** Back to the page, which says what the press did: loading it again presses nothing. */
export const toPage = ({ token }: Opened, done: DoneWord): Response => seeOther(`/p/${token}?done=${done}`);
