import { describe, expect, test } from 'vitest';
import { BOARD_TYPES } from '../../../shared/web/board/asks.ts';
import type { Viewer } from '../../../shared/web/board/viewer.ts';
import { boardAt, booked } from './course-board.ts';
import { bo, eva, kim, rie } from './staff.ts';

const NOW = '2026-04-03T08:00:00Z';
const COURSE = '/board/courses/C-1';
/** What reception may say: bookings, moves, cancellations and calls. */
const DESK = ['visit.booked', 'visit.cancelled', 'visit.confirmed', 'call.requested'];
const FORMS = BOARD_TYPES.filter((type) => type !== 'course.enrolled');

type Expected = Readonly<Record<'bo' | 'kim' | 'eva' | 'rie', 'shown' | 'refused' | 'hidden'>>;
const all = { bo: 'shown', kim: 'hidden', eva: 'shown', rie: 'shown' } as const;
const treating = { ...all, rie: 'refused' } as const;

/** Bo's patient: Kim is another therapist, Eva the manager, Rie at the reception. */
const ROUTES: readonly (readonly [path: string, expected: Expected])[] = [
  [COURSE, all],
  ...FORMS.map((type): readonly [string, Expected] => {
    const path = `${COURSE}/say/${type}?visit=status-4-weeks&event=e002`;
    if (type === 'course.erased') return [path, { ...treating, bo: 'refused' }];
    return [path, DESK.includes(type) ? all : treating];
  }),
  [`${COURSE}/tasks/call-back`, all],
  [`${COURSE}/tasks/call-patient:status-4-weeks`, all],
  [`${COURSE}/tasks/book:final-status`, all],
  [`${COURSE}/tasks/discharge-letter`, treating],
  [`${COURSE}/tasks/assess:pre-examination:PSFS`, treating],
];

const kindOf = (status: number) =>
  status === 404 ? 'hidden' : status === 403 ? 'refused' : status < 500 ? 'shown' : String(status);

describe('each route, for each of the staff', () => {
  const STAFF = Object.entries({ bo, kim, eva, rie }) as readonly [keyof Expected, Viewer][];
  const CASES = ROUTES.flatMap(([path, expected]) =>
    STAFF.map(([name, viewer]) => ({ path, name, viewer, expected: expected[name] })),
  );

  test('shows, refuses, or does not tell that there is anything; by GET and by POST', async () => {
    const { board, eventsOf } = await boardAt(NOW, booked);
    const before = await eventsOf();
    const wrong: string[] = [];
    for (const { path, name, viewer, expected } of CASES) {
      board.as(viewer);
      const got = kindOf((await board.get(path)).status);
      // Without its fields nothing is recorded, whoever sends it.
      const posted = path === COURSE ? expected : kindOf((await board.post(path, {})).status);
      if (got !== expected || posted !== expected) wrong.push(`${path} for ${name}: ${got}, ${posted}`);
    }
    expect(wrong).toEqual([]);
    expect(await eventsOf()).toEqual(before);
    expect(board.failures).toEqual([]);
  });

  test('nobody learns whether another’s course is there', async () => {
    const { board } = await boardAt(NOW, booked);
    board.as(kim);
    const [there, not] = [await board.get(COURSE), await board.get('/board/courses/C-99')];
    expect([there.status, there.html]).toEqual([404, not.html]);
    expect(board.noted).toEqual([]);
  });

  test('a page that cannot be noted is not shown, and a change not made', async () => {
    const { board, eventsOf, form } = await boardAt(NOW, booked);
    const html = await form('session.held');
    const before = await eventsOf();
    board.failsToNote(new Error('the log is full'));
    for (const path of ['/board', COURSE, `${COURSE}/say/session.held`, `${COURSE}/tasks/call-back`]) {
      const { status, html: shown } = await board.get(path);
      expect([status, shown.includes('Anna Marie')]).toEqual([500, false]);
    }
    const answer = await board.press(html, 'Registrér', { session: 'group-training' });
    expect(answer.status).toBe(500);
    expect(await eventsOf()).toEqual(before);
  });

  test('reception sees no button that would be refused', async () => {
    const { board } = await boardAt(NOW, booked);
    board.as(rie);
    const { html } = await board.get(COURSE);
    const ways = [...html.matchAll(/\/say\/([a-z.]+)/g)].map(([, type]) => type);
    expect([...new Set(ways)].filter((type) => !DESK.includes(type ?? ''))).toEqual([]);
    expect(ways).toContain('call.requested');
  });
});
