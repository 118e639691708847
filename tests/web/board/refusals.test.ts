import { expect, test } from 'vitest';
import { COURSE_TEXTS } from '../../../shared/web/board/texts.ts';
import { wordsOf } from '../../support/web-page.ts';
import { boardAt, booked, held } from './course-board.ts';

const { forms, wrong } = COURSE_TEXTS.da;
const ABOUT = '?visit=status-4-weeks';

test.each([
  [
    'a time that is none',
    'visit.booked',
    { 'startsAt.date': '2026-04-07', 'startsAt.time': '25' },
    'no-time',
  ],
  ['no date', 'visit.booked', { 'startsAt.date': '', 'startsAt.time': '9' }, 'no-date'],
  ['another decade', 'visit.booked', { 'startsAt.date': '2062-04-07', 'startsAt.time': '9' }, 'too-far'],
  [
    'minutes without end',
    'visit.booked',
    { 'startsAt.date': '2026-04-07', 'startsAt.time': '9', durationMinutes: '9000' },
    'no-number',
  ],
  ['held tomorrow', 'visit.held', { date: '2026-03-14' }, 'future'],
  ['no reason', 'visit.waived', { reason: ' ' }, 'nothing'],
  ['a CPR number', 'visit.waived', { reason: 'hun er 010203-1234' }, 'cpr'],
  ['a pause until yesterday', 'reminders.paused', { until: '2026-03-12' }, 'past'],
  ['an address that is none', 'patient.updated', { email: 'anna' }, 'no-email'],
  ['nothing changed', 'patient.updated', {}, 'unchanged'],
  ['no session of the course', 'session.held', { session: 'manual-treatment' }, 'unknown'],
  ['no reason for the end', 'course.closed', { reason: '' }, 'nothing'],
  ['another clinic’s therapist', 'therapist.assigned', { therapist: 'T-9' }, 'unknown'],
] as const)('%s: told beside the field, with what was typed', async (_, type, typed, because) => {
  const { board, form, eventsOf } = await boardAt('2026-03-13T08:00:00Z', held);
  const html = await form(type, type.startsWith('visit.') ? ABOUT : '');
  const before = await eventsOf();
  const answer = await board.press(html, forms[type].button, typed);
  expect(answer.status).toBe(422);
  expect(wordsOf(answer.html)).toContain(wrong[because]);
  expect(answer.html).toMatch(/aria-invalid="true"/);
  for (const value of Object.values(typed)) {
    const isSelect =
      ['session', 'therapist', 'reason'].some((name) => name in typed) && type !== 'visit.waived';
    if (value.trim() !== '' && !isSelect) expect(answer.html).toContain(value);
  }
  expect(await eventsOf()).toEqual(before);
});

test('nothing ticked is told beside the ticks', async () => {
  const { board, form } = await boardAt('2026-03-13T08:00:00Z', held);
  const answer = await board.press(
    await form('assessment.recorded', '?visit=pre-examination'),
    forms['assessment.recorded'].button,
    { 'assessment.PSFS': '', 'assessment.neurological': '' },
  );
  expect(answer.status).toBe(422);
  expect(answer.html).toContain('id="assessment-recorded-assessment-wrong"');
});

test('what is typed is shown as text, never as a part of the page', async () => {
  const { board, form } = await boardAt('2026-03-13T08:00:00Z', held);
  const name = '"><script>alert(1)</script>';
  const long = await board.press(await form('patient.updated'), forms['patient.updated'].button, {
    name: name.repeat(10),
  });
  expect(long.status).toBe(422);
  expect(long.html).not.toContain('<script>');
  await board.press(long.html, forms['patient.updated'].button, { name });
  expect((await board.get('/board/courses/C-1')).html).not.toContain('<script>');
});

test('a form of any length, or of no form at all, records nothing', async () => {
  const { board, eventsOf } = await boardAt('2026-03-13T08:00:00Z', booked);
  const before = await eventsOf();
  for (const fields of [{ reason: 'x'.repeat(50_000) }, { id: 'e001', seen: '' }, {}] as Record<
    string,
    string
  >[]) {
    const { status } = await board.post(`/board/courses/C-1/say/visit.waived${ABOUT}`, fields);
    expect([409, 422]).toContain(status);
  }
  expect(await eventsOf()).toEqual(before);
});
