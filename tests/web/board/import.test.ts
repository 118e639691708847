import { expect, test } from 'vitest';
import { formOf } from '../../../local/clinic/page-form.ts';
import { MOST_AT_ONCE, MOST_BYTES } from '../../../shared/web/board/import-run.ts';
import { IMPORT_TEXTS } from '../../../shared/web/board/import-texts.ts';
import { wordsOf } from '../../support/web-page.ts';
import { boardAt, held } from './course-board.ts';
import { bo, rie } from './staff.ts';

const texts = IMPORT_TEXTS.da;
const NOW = '2026-03-13T08:00:00Z';
const HEADINGS = 'Patientnr;Navn;E-mail;Behandler;Startdato;Dato;Kl.;Ydelse;Status';
const LIST = `${HEADINGS}
1017;Åse Sørensen;aase@example.dk;T-1;02-03-2026;05-03-2026;09.30;0251;Mødt
1017;Åse Sørensen;aase@example.dk;T-1;02-03-2026;02-04-2026;09.30;0254;Aftalt
1018;Bo Lund;;T-2;02-03-2026;31-02-2026;10.00;0251;Aftalt
`;

async function importing() {
  const at = await boardAt(NOW, held);
  const { board } = at;
  board.as(rie);
  const send = async (
    list: string | Uint8Array<ArrayBuffer>,
    fields: Readonly<Record<string, string>> = {},
    name = 'liste.csv',
  ) => {
    const body = new FormData();
    for (const [field, value] of Object.entries({ date: '13-03-2026', time: '9', ...fields }))
      body.set(field, value);
    body.set('list', new File([list], name));
    const answer = await board.app.request('/board/import', { method: 'POST', body });
    return { status: answer.status, html: await answer.text() };
  };
  return { ...at, send };
}

test('a list is shown first, and recorded by the press; again it changes nothing', async () => {
  const { board, send, eventsOf } = await importing();
  const tried = await send(LIST, { consent: 'on' });
  expect(tried.status).toBe(200);
  expect(wordsOf(tried.html)).toMatch(/Det ville ske Nye forløb 1/);
  expect(wordsOf(tried.html)).toMatch(/Rækker med fejl .* 4 F \(Dato\)/);
  expect(await eventsOf('1017')).toEqual([]);
  const done = await board.press(tried.html, texts.doIt);
  expect(wordsOf(done.html)).toContain('Ét forløb er registreret.');
  expect((await eventsOf('1017')).map(({ type }) => type).sort()).toEqual([
    'course.enrolled',
    'visit.booked',
    'visit.held',
  ]);
  expect(await eventsOf('1017')).toContainEqual(
    expect.objectContaining({
      type: 'course.enrolled',
      data: expect.objectContaining({
        patient: expect.objectContaining({ name: 'Åse Sørensen', consent: { email: true } }),
        therapist: { therapistId: 'T-1', name: 'Bo Holm', email: 'bo@clinic.example' },
      }),
    }),
  );
  expect(board.noted.filter(({ what }) => what === 'import').map(({ courseId }) => courseId)).toEqual([
    null,
    null,
    '1017',
  ]);
  const before = await eventsOf('1017');
  await board.press(tried.html, texts.doIt);
  expect(wordsOf((await send(LIST, { consent: 'on' })).html)).toContain(texts.nothing);
  expect(await eventsOf('1017')).toEqual(before);
});

test('a long list is recorded in as many presses as it takes', async () => {
  const { board, send, shell } = await importing();
  const rows = Array.from(
    { length: MOST_AT_ONCE + 1 },
    (_, index) => `${2000 + index};Navn ${index};;T-1;02-03-2026;02-04-2026;09.30;0251;Aftalt`,
  );
  const tried = await send(`${HEADINGS}\n${rows.join('\n')}\n`);
  const first = await board.press(tried.html, texts.doIt);
  expect(wordsOf(first.html)).toContain('Der er 1 forløb tilbage.');
  const second = await board.press(first.html, texts.goOn);
  expect(wordsOf(second.html)).toContain('Ét forløb er registreret.');
  expect(await shell.head('2150')).not.toBeNull();
});

test('what is too large is refused by its length, before it is read', async () => {
  const { board } = await importing();
  let pulled = false;
  const body = new ReadableStream(
    {
      pull() {
        pulled = true;
        throw new Error('read');
      },
    },
    { highWaterMark: 0 },
  );
  const answer = await board.app.request('/board/import', {
    method: 'POST',
    headers: { 'Content-Type': 'multipart/form-data; boundary=x', 'Content-Length': String(MOST_BYTES + 1) },
    body,
    duplex: 'half',
  } as RequestInit);
  expect([answer.status, pulled]).toEqual([413, false]);
  expect(wordsOf(await answer.text())).toContain(texts.wrong['too-large']);
});

test.each([
  ['no file', '', {}, 'liste.csv', texts.wrong.none],
  ['a spreadsheet', 'PK\u0003\u0004', {}, 'liste.csv', 'Det er et Excel-ark'],
  ['a calendar without patterns', 'BEGIN:VCALENDAR\nEND:VCALENDAR\n', {}, 'plan.ics', 'calendar.patientId'],
  ['no date', LIST, { date: 'i går' }, 'liste.csv', texts.wrong.time],
])('%s is refused with what to do', async (_, list, fields, name, expected) => {
  const { send } = await importing();
  const { status, html } = await send(list, fields, name);
  expect(status).toBe(422);
  expect(wordsOf(html)).toContain(expected);
});

test('a list that was tampered with on its way, or is no list, is asked for again', async () => {
  const { board, send, eventsOf } = await importing();
  const { fields, action } = formOf((await send(LIST)).html, texts.doIt);
  const { status, html } = await board.post(action, { ...fields, list: 'x' });
  expect([status, wordsOf(html).includes(texts.wrong.gone)]).toEqual([422, true]);
  expect(await eventsOf('1017')).toEqual([]);
});

test('therapists import nothing', async () => {
  const { board, send } = await importing();
  board.as(bo);
  expect((await send(LIST)).status).toBe(403);
  expect((await board.get('/board/import')).status).toBe(403);
  expect((await board.post('/board/import/now', {})).status).toBe(403);
  expect((await board.get('/board')).html).not.toContain('/board/import');
});
