import { describe, expect, test } from 'vitest';
import { foldCourse } from '../../../shared/core/course/fold-course.ts';
import { GUIDES } from '../../../shared/core/protocols/index.ts';
import type { VisitName } from '../../../shared/core/protocols/protocol.ts';
import { courseEvents, parsed, type Raw } from '../../support/events.ts';
import { permutations } from '../../support/permutations.ts';

const { enrolled, held, waived, event } = courseEvents();
const DIRECT = { entry: 'direct', referralDate: '2026-01-05' };
const fold = (raw: readonly Raw[]) => foldCourse('C-1', parsed(raw), 'Europe/Copenhagen', GUIDES);
const noticesOf = (raw: readonly Raw[]) => fold(raw).notices.map(({ en }) => en);
const bookingOf = (raw: readonly Raw[], visit: VisitName) =>
  fold(raw).visits.get(visit)?.booking?.startsAt ?? null;

const book = (serviceCode: string, on: string, startsAt: string, bookingId?: string) =>
  event('visit.booked', on, { serviceCode, startsAt, ...(bookingId && { bookingId }) });
const hold = (serviceCode: string, on: string) =>
  event('visit.held', on, { serviceCode, date: on.slice(0, 10) });
const miss = (serviceCode: string, on: string) =>
  event('visit.missed', on, { serviceCode, date: on.slice(0, 10) });
const cancel = (serviceCode: string, on: string, data: object = {}) =>
  event('visit.cancelled', on, { serviceCode, ...data });

const JULY = '2026-07-13T08:00:00.000Z';
const JANUARY = '2027-01-05T09:00:00.000Z';

describe('a calendar knows a code and a time', () => {
  test('a code of one visit', () => {
    const events = [enrolled('2026-01-12', DIRECT), book('0110', '2026-01-13', JULY)];
    expect(bookingOf(events, 'first-consultation')).toBe(JULY);
    expect(noticesOf(events)).toEqual([]);
  });

  test('a code of several: the first in the order of the protocol that is neither held nor waived', () => {
    const begun = [enrolled('2026-01-12', DIRECT)];
    const third = book('0268', '2026-04-14T09:00:00+02:00', JULY);
    expect(bookingOf([...begun, third], 'follow-up-3-months')).toBe(JULY);
    const done = held('follow-up-3-months', '2026-04-13', '0268');
    expect(bookingOf([...begun, done, third], 'follow-up-9-months')).toBe(JULY);
    expect(
      bookingOf([...begun, waived('follow-up-3-months', '2026-04-13'), third], 'follow-up-9-months'),
    ).toBe(JULY);
  });

  test('held, missed or cancelled: the one that is booked on that day', () => {
    const begun = [
      enrolled('2026-01-12', DIRECT),
      event('visit.booked', '2026-04-14', { visit: 'follow-up-3-months', startsAt: JULY }),
      event('visit.booked', '2026-04-14', { visit: 'follow-up-9-months', startsAt: JANUARY }),
    ];
    expect(fold([...begun, hold('0268', '2027-01-05')]).visits.get('follow-up-9-months')?.held).toMatchObject(
      {
        date: '2027-01-05',
      },
    );
    const missedIt = [...begun, miss('0268', '2027-01-05')];
    expect([bookingOf(missedIt, 'follow-up-3-months'), bookingOf(missedIt, 'follow-up-9-months')]).toEqual([
      JULY,
      null,
    ]);
    const off = [...begun, cancel('0268', '2026-05-01', { startsAt: JANUARY })];
    expect([bookingOf(off, 'follow-up-3-months'), bookingOf(off, 'follow-up-9-months')]).toEqual([
      JULY,
      null,
    ]);
    expect(noticesOf(off)).toEqual([]);
    const none = hold('0268', '2026-08-03');
    expect(fold([...begun, none]).visits.get('follow-up-3-months')?.held).toMatchObject({
      date: '2026-08-03',
    });
  });

  test('cancelled without a word of which: the first that is booked', () => {
    const later = event('visit.booked', '2026-04-14', { visit: 'follow-up-9-months', startsAt: JANUARY });
    const off = [enrolled('2026-01-12', DIRECT), later, cancel('0268', '2026-05-01')];
    expect(bookingOf(off, 'follow-up-9-months')).toBeNull();
    expect(noticesOf(off)).toEqual([]);
    const sooner = event('visit.booked', '2026-04-14', { visit: 'follow-up-3-months', startsAt: JULY });
    const both = [...off, sooner];
    expect([bookingOf(both, 'follow-up-3-months'), bookingOf(both, 'follow-up-9-months')]).toEqual([
      null,
      JANUARY,
    ]);
  });

  test('the id of a booking tells the visit whose booking is moved or cancelled', () => {
    const begun = [
      enrolled('2026-01-12', DIRECT),
      event('visit.booked', '2026-04-14', { visit: 'follow-up-3-months', startsAt: JULY, bookingId: 'b-1' }),
      event('visit.booked', '2026-04-14', {
        visit: 'follow-up-9-months',
        startsAt: JANUARY,
        bookingId: 'b-2',
      }),
    ];
    const moved = [...begun, book('0268', '2026-05-01', '2026-12-22T09:00:00.000Z', 'b-2')];
    expect([bookingOf(moved, 'follow-up-3-months'), bookingOf(moved, 'follow-up-9-months')]).toEqual([
      JULY,
      '2026-12-22T09:00:00.000Z',
    ]);
    const off = [...begun, cancel('0268', '2026-05-01', { bookingId: 'b-2' })];
    expect([bookingOf(off, 'follow-up-3-months'), bookingOf(off, 'follow-up-9-months')]).toEqual([
      JULY,
      null,
    ]);
  });

  test('a code of the other entry stands for the visit that this entry has', () => {
    const stenosis = enrolled('2026-01-12', { protocol: 'lumbar-spinal-stenosis', entry: 'direct' });
    expect(bookingOf([stenosis, book('0252', '2026-01-13', JULY)], 'pre-examination')).toBe(JULY);
  });

  test('none: kept, with a notice', () => {
    const begun = [enrolled('2026-01-12'), held('supplementary-initial', '2026-01-19', '0261')];
    expect(noticesOf([...begun, book('0110', '2026-01-20', JULY)])).toEqual([
      'A booking under 0110 on 13 Jul 2026 fits no visit of the course that is still to come.',
    ]);
    expect(noticesOf([...begun, hold('0261', '2026-01-20')])).toEqual([
      'A consultation under 0261 on 20 Jan 2026 fits no visit of the course that is still to come.',
    ]);
    expect(noticesOf([...begun, miss('0251', '2026-01-20'), cancel('8050', '2026-01-21')])).toEqual([
      'A no-show under 0251 fits no visit of the course that is still to come.',
      'A cancellation under 8050 fits no visit of the course that is still to come.',
    ]);
    expect(fold([...begun, book('0254', '2026-01-20', JULY)]).visits.size).toBe(1);
  });

  test('in whatever order it arrives', () => {
    const events = [
      enrolled('2026-01-12', DIRECT),
      book('0268', '2026-04-14T09:00:00Z', JULY),
      hold('0268', '2026-07-13T12:00:00Z'),
      book('0268', '2026-07-13T12:10:00Z', JANUARY),
    ];
    const [first, ...others] = permutations(events).map(fold);
    expect(first?.visits.get('follow-up-9-months')?.booking?.startsAt).toBe(JANUARY);
    for (const other of others) expect(other.visits).toEqual(first?.visits);
  });
});
