import { expect, test } from 'vitest';
import { COURSE_TEXTS } from '../../../shared/web/board/texts.ts';
import { wordsOf } from '../../support/web-page.ts';
import { boardAt, held } from './course-board.ts';
import { eva, kim, rie } from './staff.ts';

const { button } = COURSE_TEXTS.da.forms['course.enrolled'];
const NOW = '2026-03-13T08:00:00Z';
const KIRSTEN = {
  'patient.name': ' Kirsten Holm ',
  'patient.patientId': 'P-40',
  'patient.phone': '20 30 40 50',
  'patient.email': 'kirsten@patients.example',
  'patient.consent.email': 'on',
  protocol: 'low-back-pain',
  referralDate: '2-3-2026',
};

async function enrolPage(viewer = eva) {
  const at = await boardAt(NOW, held);
  at.board.as(viewer);
  return { ...at, html: (await at.board.get('/board/enrol')).html };
}

test('a patient is enrolled under the number by which an import knows the course, once', async () => {
  const { board, html, eventsOf } = await enrolPage();
  const typed = { ...KIRSTEN, therapist: 'T-1' };
  const { status, place, html: course } = await board.press(html, button, typed);
  expect([status, place]).toEqual([303, '/board/courses/P-40?did=course.enrolled']);
  expect(wordsOf(course)).toMatch(/Kirsten Holm.*Patienten er indskrevet/);
  await board.press(html, button, typed);
  expect(await eventsOf('P-40')).toEqual([
    expect.objectContaining({
      type: 'course.enrolled',
      data: {
        protocol: 'low-back-pain',
        entry: 'direct',
        referralDate: '2026-03-02',
        patient: {
          patientId: 'P-40',
          name: 'Kirsten Holm',
          phone: '20 30 40 50',
          email: 'kirsten@patients.example',
          language: 'da',
          consent: { email: true },
        },
        therapist: { therapistId: 'T-1', name: 'Bo Holm', email: 'bo@clinic.example' },
      },
    }),
  ]);
});

test('without a tick there is no consent, without an address none is made up', async () => {
  const { board, html, eventsOf } = await enrolPage();
  await board.press(html, button, {
    ...KIRSTEN,
    therapist: 'T-1',
    'patient.consent.email': '',
    'patient.email': '',
  });
  const [event] = await eventsOf('P-40');
  expect(event).toMatchObject({ data: { patient: { consent: { email: false } } } });
  expect(event?.data).not.toHaveProperty('patient.email');
});

test('all that is wrong is told at once, beside its field, and what was typed stays', async () => {
  const { board, html, eventsOf } = await enrolPage();
  const typed = {
    ...KIRSTEN,
    'patient.name': '',
    'patient.patientId': '010203-1234',
    'patient.email': 'kirsten(at)patients',
    protocol: '',
    referralDate: '31-02-2026',
  };
  const answer = await board.press(html, button, typed);
  expect(answer.status).toBe(422);
  expect(answer.html.match(/aria-invalid="true"/g)).toHaveLength(6);
  expect(answer.html).toContain('value="kirsten(at)patients"');
  expect(wordsOf(answer.html)).toContain('ligner et CPR-nummer');
  expect(await eventsOf('010203-1234')).toEqual([]);
});

test('a number that is taken is refused without telling whose it is', async () => {
  const { board, html, eventsOf } = await enrolPage();
  const before = await eventsOf('C-1');
  const answer = await board.press(html, button, { ...KIRSTEN, therapist: 'T-1', courseId: 'C-1' });
  expect(answer.status).toBe(422);
  expect(wordsOf(answer.html)).toContain('optaget af et andet forløb');
  expect(wordsOf(answer.html)).not.toContain('Anna');
  expect(await eventsOf('C-1')).toEqual(before);
});

test('therapists who see only their own enrol only their own; reception does not enrol', async () => {
  const { board, html, eventsOf } = await enrolPage(kim);
  expect(html).toContain('<option value="T-2" selected>');
  expect(html).not.toContain('value="T-1"');
  expect((await board.press(html, button, { ...KIRSTEN, therapist: 'T-1' })).status).toBe(422);
  board.as(rie);
  expect((await board.get('/board/enrol')).status).toBe(403);
  expect((await board.post('/board/enrol', { ...KIRSTEN, therapist: 'T-1' })).status).toBe(403);
  expect(await eventsOf('P-40')).toEqual([]);
});
