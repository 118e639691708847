import type { CourseEvent } from '../core/events/events.ts';
import type { Protocol } from '../core/protocols/protocol.ts';
import { visitsOfCode } from '../core/protocols/service-codes.ts';
import { earlier } from '../core/time/civil-date.ts';
import { epochMillis, type Instant, localDateOf, startOfDay, toInstant } from '../core/time/instant.ts';
import type { Draft } from './draft.ts';
import { heldEvents, type LastSaid, lastSaidOf } from './recorded.ts';
import type { Appointment, RowIssue } from './row.ts';
import { withoutWaiting } from './told-course.ts';

/** Events of an import have ids that begin so. */
export const IMPORTED = 'import-';

type Context = { readonly asOf: Instant; readonly timeZone: string; readonly protocols: readonly Protocol[] };

/** What is new in the appointments of a course, against the events that count of it. */
export function appointmentDrafts(
  told: readonly Appointment[],
  standing: readonly CourseEvent[],
  context: Context,
): { readonly drafts: Draft[]; readonly issues: RowIssue[] } {
  const drafts: Draft[] = [];
  const issues: RowIssue[] = [];
  const sessions = new Map<string, number>();
  for (const [index, each] of withoutWaiting(told, context.protocols).entries()) {
    // Of what is said in one instant the later appointment counts.
    const at = each.changedAt ?? toInstant(epochMillis(context.asOf) + index);
    const key = `${each.serviceCode} ${each.date}`;
    if (each.status === 'held' && each.date > localDateOf(context.asOf, context.timeZone)) {
      issues.push({
        row: each.row,
        field: 'date',
        expected: 'expected a day that has come, since it was held',
      });
    } else if (each.status === 'held') {
      const seen = sessions.get(key) ?? 0;
      sessions.set(key, seen + 1);
      drafts.push(...heldDraft(each, standing, seen, context));
    } else if (isVisit(each, context)) {
      drafts.push(...bookingDrafts(each, standing, at, told, context));
    }
  }
  return { drafts, issues };
}

/** Sessions are counted when they were held; nobody is reminded of them. */
const isVisit = ({ serviceCode }: Appointment, { protocols }: Pick<Context, 'protocols'>): boolean =>
  visitsOfCode(serviceCode, protocols).length > 0;

function heldDraft(
  told: Appointment,
  standing: readonly CourseEvent[],
  seen: number,
  { asOf, timeZone, protocols }: Context,
) {
  const isOne = isVisit(told, { protocols });
  const known = heldEvents(told, standing).length;
  if (isOne ? known > 0 : known > seen) return [];
  const { row, serviceCode, date } = told;
  const occurredAt = earlier(told.startsAt ?? startOfDay(date, timeZone), asOf);
  const draft: Draft = {
    row,
    type: isOne ? 'visit.held' : 'session.held',
    occurredAt,
    data: { serviceCode, date },
    ...(seen > 0 && { again: seen }),
  };
  return [draft];
}

function bookingDrafts(
  told: Appointment,
  standing: readonly CourseEvent[],
  at: Instant,
  all: readonly Appointment[],
  context: Context,
): Draft[] {
  const held = heldEvents(told, standing);
  const said = lastSaidOf(told, standing, all, context);
  if (said && said.at > at) return [];
  const booking = said?.booking ?? null;
  const isHeldToo = all.some(
    ({ status, serviceCode, date }) =>
      status === 'held' && serviceCode === told.serviceCode && date === told.date,
  );
  if (told.status !== 'booked') return clearingDrafts(told, booking, isHeldToo ? [] : held, at);
  // What was held needs no booking any more.
  return held.length > 0 || isSame(told, booking) ? [] : [bookedDraft(told, at)];
}

type Booking = LastSaid['booking'];

const isSame = ({ startsAt, durationMinutes }: Appointment, booking: Booking): boolean =>
  booking?.startsAt === startsAt &&
  (durationMinutes === null || (booking?.durationMinutes ?? null) === durationMinutes);

const bookedDraft = (
  { row, serviceCode, startsAt, durationMinutes, bookingId }: Appointment,
  occurredAt: Instant,
): Draft => ({
  row,
  type: 'visit.booked',
  occurredAt,
  data: {
    serviceCode,
    startsAt,
    ...(durationMinutes !== null && { durationMinutes }),
    ...(bookingId !== null && { bookingId }),
  },
});

/** A cancellation or a no-show. What an earlier list had as held, and this one has not, is taken back first. */
function clearingDrafts(
  { row, serviceCode, status, date }: Appointment,
  booking: Booking,
  held: ReturnType<typeof heldEvents>,
  occurredAt: Instant,
): Draft[] {
  const drafts = held
    .filter(({ eventId }) => eventId.startsWith(IMPORTED))
    .map(({ eventId }): Draft => {
      const data = { eventId, reason: 'a later list says otherwise' };
      return { row, type: 'event.retracted', occurredAt, data };
    });
  if (!booking) return drafts;
  if (status === 'missed')
    return [...drafts, { row, type: 'visit.missed', occurredAt, data: { serviceCode, date } }];
  const { startsAt, bookingId } = booking;
  const data = { serviceCode, startsAt, ...(bookingId !== undefined && { bookingId }) };
  return [...drafts, { row, type: 'visit.cancelled', occurredAt, data }];
}
