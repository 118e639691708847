import { expect, test } from 'vitest';
import { COURSE_TEXTS } from '../../../shared/web/board/texts.ts';
import { wordsOf } from '../../support/web-page.ts';
import { boardAt, booked, held } from './course-board.ts';

const { forms, changed } = COURSE_TEXTS.da;
const NOW = '2026-03-13T08:00:00Z';
const ABOUT = '?visit=status-4-weeks';
const TIME = { 'startsAt.date': '2026-04-09', 'startsAt.time': '10:00' };

test('the later of two is told what the other has said, and decides', async () => {
  const { board, form, shell, events, eventsOf } = await boardAt(NOW, held);
  const html = await form('visit.booked', ABOUT);
  await shell.record([events.booked('status-4-weeks', NOW, '2026-04-07T08:00:00Z')]);
  const before = await eventsOf();
  const answer = await board.press(html, forms['visit.booked'].button, TIME);
  expect(answer.status).toBe(409);
  expect(wordsOf(answer.html)).toContain(changed.title);
  expect(wordsOf(answer.html)).toMatch(/Booket: statuskonsultation efter 4 uger, tirsdag den 7. april/);
  expect(answer.html).toContain('value="2026-04-09"');
  expect(await eventsOf()).toEqual(before);
  const decided = await board.press(answer.html, forms['visit.booked'].button);
  expect(decided.status).toBe(303);
  expect(await eventsOf()).toHaveLength(before.length + 1);
});

test('so it is when the other was quicker by a moment', async () => {
  const { board, form, shell, events, eventsOf } = await boardAt(NOW, held);
  const html = await form('visit.booked', ABOUT);
  // The form is looked at, then the course is loaded anew to be changed: in between a colleague books.
  let loads = 0;
  const load = shell.store.load.bind(shell.store);
  shell.store.load = async (courseId) => {
    loads += 1;
    if (loads === 2) {
      shell.store.load = load;
      await shell.record([events.booked('status-4-weeks', NOW, '2026-04-07T08:00:00Z')]);
    }
    return load(courseId);
  };
  const answer = await board.press(html, forms['visit.booked'].button, TIME);
  expect(answer.status).toBe(409);
  const bookings = (await eventsOf()).filter(({ type }) => type === 'visit.booked');
  expect(bookings).toHaveLength(1);
});

test('what speaks against nothing keeps nobody waiting', async () => {
  const { board, form, shell, events } = await boardAt(NOW, held);
  const html = await form('visit.booked', ABOUT);
  await shell.record([events.answered('final-status', NOW, 'NPRS')]);
  expect((await board.press(html, forms['visit.booked'].button, TIME)).status).toBe(303);
});

test('the same training told by two is asked about before it counts twice', async () => {
  const { board, form, shell, events } = await boardAt(NOW, held);
  const html = await form('session.held');
  await shell.record([
    events.event('session.held', NOW, { session: 'group-training', date: NOW.slice(0, 10) }),
  ]);
  const answer = await board.press(html, forms['session.held'].button, { session: 'group-training' });
  expect(answer.status).toBe(409);
});

test('a form whose id stands for something else is told so, and counts no more', async () => {
  const { board, form, eventsOf } = await boardAt(NOW, held);
  const html = await form('visit.booked', ABOUT);
  await board.press(html, forms['visit.booked'].button, TIME);
  const before = await eventsOf();
  const answer = await board.press(html, forms['visit.booked'].button, {
    ...TIME,
    'startsAt.time': '11:00',
  });
  expect(wordsOf(answer.html)).toContain(COURSE_TEXTS.da.heardBefore);
  expect(await eventsOf()).toEqual(before);
});

test('what cannot be said any more is not offered, and not taken', async () => {
  const { board, eventsOf } = await boardAt(NOW, booked);
  const gone = await board.get('/board/courses/C-1/say/visit.held?visit=pre-examination');
  expect(gone.status).toBe(303);
  const before = await eventsOf();
  const answer = await board.post('/board/courses/C-1/say/visit.held?visit=nothing', {
    id: `board-${'x'.repeat(22)}`,
    date: '2026-03-12',
  });
  expect([303, 409]).toContain(answer.status);
  expect(await eventsOf()).toEqual(before);
});
