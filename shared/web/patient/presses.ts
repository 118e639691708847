import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { CallRequest } from '../../core/course/course.ts';
import type { CallReason, CourseEvent } from '../../core/events/events.ts';
import type { VisitName } from '../../core/protocols/protocol.ts';
import { addDays, addMonths, type CivilDate } from '../../core/time/civil-date.ts';
import type { Instant } from '../../core/time/instant.ts';
import { eventsOf, type Said } from '../said.ts';
import { dateIn } from '../typed.ts';
import type { PatientView } from './view.ts';

/** What a page's form is called: an event by this id was made by a press on it. */
const PRESS_ID = /^press-[A-Za-z0-9_-]{22}$/;

const id = z.string().regex(PRESS_ID);
const visit = z.coerce.number().int().min(1).max(99);
const at = z.string().max(40);

/** What a form of the page sends. */
const form = z.discriminatedUnion('press', [
  z.object({ press: z.literal('coming'), id, visit, at }),
  z.object({ press: z.literal('cannot-come'), id, visit, at }),
  z.object({ press: z.literal('call-me'), id, reason: z.enum(['book', 'question']) }),
  z.object({ press: z.literal('no-call'), id }),
  z.object({
    press: z.literal('pause'),
    id,
    length: z.enum(['2-weeks', '4-weeks', 'until']),
    until: z.string().max(40).default(''),
  }),
  z.object({ press: z.literal('resume'), id }),
  z.object({ press: z.literal('stop'), id }),
  z.object({ press: z.literal('start'), id }),
]);

export type Press = z.output<typeof form>;
export type PressName = Press['press'];

/** What a form sent; null when it is none of the page's. */
export const readPress = (fields: Readonly<Record<string, unknown>>): Press | null =>
  form.safeParse(fields).data ?? null;

/** The id of a press that no form has brought, the same however often it comes. @param at what is known by then */
export const pressIdOf = (token: string, at: number): string =>
  `press-${createHash('sha256').update(`${token} ${at}`).digest('base64url').slice(0, 22)}`;

/** What a press comes to: events for the course, something to mend in the form, or a page that is out of date. */
export type Outcome =
  | { readonly kind: 'events'; readonly events: readonly CourseEvent[] }
  | { readonly kind: 'refused'; readonly field: 'until'; readonly because: 'no-date' | 'past' | 'too-far' }
  | { readonly kind: 'outdated' };

/** What decides what a press comes to. */
export type PressContext = {
  readonly view: Extract<PatientView, { kind: 'open' }>;
  readonly visitAt: (visitNumber: number) => { readonly visit: VisitName; readonly startsAt: Instant } | null;
  readonly openCalls: readonly CallRequest[];
  readonly now: Instant;
  readonly timeZone: string;
};

/** The longest pause that a patient may ask for; the clinic can make a longer one. */
const LONGEST_PAUSE_MONTHS = 6;

/** What a press says of the course, dated now, under ids that the form has brought with it. */
export function outcomeOf(press: Press, context: PressContext): Outcome {
  const { view, openCalls } = context;
  switch (press.press) {
    case 'coming':
    case 'cannot-come':
      return aboutTime(press, context);
    case 'call-me':
      return said(press.id, context, [['call.requested', { reason: press.reason satisfies CallReason }]]);
    case 'no-call':
      return takenBack(press.id, openCalls, [], context);
    case 'pause': {
      const until = untilOf(press, view.today);
      if (typeof until !== 'string') return until;
      return said(press.id, context, [['reminders.paused', { until }]]);
    }
    case 'resume':
      return said(press.id, context, [['reminders.resumed', {}]]);
    case 'stop':
      return said(press.id, context, [['patient.updated', { consent: { email: false } }]]);
    case 'start':
      return said(press.id, context, [['patient.updated', { consent: { email: true } }]]);
    default:
      return press satisfies never;
  }
}

/** A press about a time counts only while the time is as the page had it. */
function aboutTime(
  { press, id, visit: visitNumber, at: shownAt }: Extract<Press, { visit: number }>,
  context: PressContext,
): Outcome {
  const time = context.view.times.find((each) => each.visitNumber === visitNumber);
  const booked = context.visitAt(visitNumber);
  if (!time || !booked || time.startsAt !== shownAt) return { kind: 'outdated' };
  const { visit, startsAt } = booked;
  if (press === 'cannot-come')
    return said(id, context, [['call.requested', { visit, reason: 'cannot-come' }]]);
  const declined = context.openCalls.filter((call) => call.reason === 'cannot-come' && call.visit === visit);
  return takenBack(id, declined, [['visit.confirmed', { visit, startsAt }]], context);
}

/** Requests for calls that are not needed any more, and what is said instead. */
const takenBack = (
  id: string,
  calls: readonly CallRequest[],
  instead: readonly Said[],
  context: PressContext,
) =>
  said(id, context, [
    ...instead,
    ...calls.map(
      ({ eventId }): Said => ['event.retracted', { eventId, reason: 'taken back by the patient' }],
    ),
  ]);

const said = (
  id: string,
  { view: { courseId }, now, timeZone }: PressContext,
  all: readonly Said[],
): Extract<Outcome, { kind: 'events' }> => ({
  kind: 'events',
  events: eventsOf(id, all, { courseId, now, timeZone }),
});

function untilOf(
  { length, until }: Extract<Press, { press: 'pause' }>,
  today: CivilDate,
): CivilDate | Extract<Outcome, { kind: 'refused' }> {
  if (length !== 'until') return addDays(today, length === '2-weeks' ? 14 : 28);
  const date = dateIn(until);
  const refused = (because: 'no-date' | 'past' | 'too-far') =>
    ({ kind: 'refused', field: 'until', because }) as const;
  if (!date) return refused('no-date');
  if (date <= today) return refused('past');
  return date > addMonths(today, LONGEST_PAUSE_MONTHS) ? refused('too-far') : date;
}
