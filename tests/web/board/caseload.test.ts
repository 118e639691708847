import { describe, expect, test } from 'vitest';
import { courseEvents, PATIENT } from '../../support/events.ts';
import { manyCourses } from '../../support/many-courses.ts';
import { Shell } from '../../support/shell.ts';
import { wordsOf } from '../../support/web-page.ts';
import { boardOver } from './board.ts';
import { bo, eva, kim, rie } from './staff.ts';

const STENOSIS = { protocol: 'lumbar-spinal-stenosis', entry: 'direct' };
const KIM = { therapistId: 'T-2', name: 'Kim Dahl' };
const at = (day: string) => `${day}T09:00:00Z`;

/**
 * Friday 13 March: Søren Ågård of Bo's is booked for the coming Monday, Åse Bæk of Kim's has no address and was to be booked
 * by the day before, and Anna Marie Jensen of Bo's back pain has just begun; Jens Holm's ended weeks ago.
 */
async function clinic(therapistsSee: 'own' | 'all' = 'own') {
  const shell = new Shell(at('2026-03-02'));
  const of = (patientId: string, name: string, changes = {}) => ({ ...PATIENT, patientId, name, ...changes });
  const soeren = courseEvents('C-1');
  const aase = courseEvents('C-2');
  const anna = courseEvents('C-3');
  const jens = courseEvents('C-4');
  const phone = '+45 22 33 44 55';
  await shell.record([
    soeren.enrolled(at('2026-03-02'), { ...STENOSIS, patient: of('P-21', 'Søren Ågård') }),
  ]);
  const unreached = of('P-22', 'Åse Bæk', { email: null, phone });
  await shell.record([aase.enrolled(at('2026-02-20'), { ...STENOSIS, patient: unreached, therapist: KIM })]);
  await shell.record([jens.enrolled(at('2026-02-02'), { patient: of('P-24', 'Jens Holm') })]);
  await shell.record([jens.closed('2026-02-20', 'declined')]);
  await shell.runUntil(at('2026-03-11'));
  await shell.record([soeren.booked('pre-examination', at('2026-03-11'), '2026-03-16T10:00:00+01:00')]);
  await shell.record([anna.enrolled(at('2026-03-11'), { referralDate: '2026-03-01' })]);
  await shell.runUntil(at('2026-03-13'));
  return { shell, soeren, aase, board: boardOver(shell, { therapistsSee }) };
}

/** The names on a page, in their order. */
const namesIn = (html: string) =>
  [...html.matchAll(/<h2><a href="\/board\/courses\/[^"]+">([^<]+)<\/a><\/h2>/g)].map(([, name]) => name);

describe('a course in the list', () => {
  test('says whose it is, how to call, what comes next and what there is to do', async () => {
    const { board } = await clinic();
    board.as(eva);
    const { html } = await board.get('/board/caseload');
    const words = wordsOf(html);
    expect(namesIn(html)).toEqual(['Anna Marie Jensen', 'Søren Ågård', 'Åse Bæk']);
    expect(words).toMatch(/Søren Ågård P-21 · lumbal spinalstenose Bo Holm/);
    expect(words).toMatch(
      /Næste: forundersøgelse, booket til mandag den 16\. marts kl\. 10\.00, periode 2\. marts – 30\. marts 2026/,
    );
    expect(words).toMatch(/Åse Bæk P-22 .*Kim Dahl · \+45 22 33 44 55/);
    expect(html).toContain('href="tel:+4522334455"');
    expect(words).toMatch(/\d over fristen .*skal ringes op ingen e-mailadresse/);
    expect(words).toContain('3 forløb · 1 med opgaver over fristen');
  });

  test('is told to those who do not see its picture', async () => {
    const { board } = await clinic();
    const { html } = await board.get('/board/caseload?q=21');
    expect(html).toMatch(/<svg class="timeline"[^>]* role="img" aria-labelledby="c0-t c0-d">/);
    expect(html).toContain('<title id="c0-t">Forløb for Søren Ågård</title>');
    expect(html).toMatch(
      /<desc id="c0-d">Forundersøgelse: booket til 16\. marts 2026, periode [^<]*e-mails: /,
    );
  });

  test('shows what came of an event at once, and is gone when it was erased', async () => {
    const { board, shell, soeren, aase } = await clinic('all');
    await shell.record([soeren.cancelled('pre-examination', at('2026-03-13'))]);
    expect(wordsOf((await board.get('/board/caseload?q=21')).html)).toContain(
      'Næste: forundersøgelse, endnu ikke booket',
    );
    await shell.record([aase.event('course.erased', at('2026-03-13'), { reason: 'asked for' })]);
    expect((await board.get('/board/caseload')).html).not.toMatch(/Åse|P-22|22334455/);
  });
});

describe('the list is narrowed', () => {
  test.each([
    ['', ['Anna Marie Jensen', 'Søren Ågård', 'Åse Bæk']],
    ['?therapist=T-2', ['Åse Bæk']],
    ['?protocol=low-back-pain', ['Anna Marie Jensen']],
    ['?overdue=1', ['Åse Bæk']],
    ['?unreachable=1', ['Åse Bæk']],
    ['?ended=1', ['Anna Marie Jensen', 'Jens Holm', 'Søren Ågård', 'Åse Bæk']],
    ['?ended=1&protocol=low-back-pain&q=holm', ['Jens Holm']],
    ['?q=soeren', ['Søren Ågård']],
    ['?q=SØREN+aagaard', ['Søren Ågård']],
    ['?q=agard+p-21', ['Søren Ågård']],
    ['?q=aase', ['Åse Bæk']],
    ['?q=baek', ['Åse Bæk']],
    ['?q=p-2', ['Søren Ågård', 'Åse Bæk']],
    ['?q=jensen+ågård', []],
    ['?protocol=nonsense&page=x&therapist=', ['Anna Marie Jensen', 'Søren Ågård', 'Åse Bæk']],
  ])('by %s', async (query, names) => {
    const { board } = await clinic('all');
    const { html } = await board.get(`/board/caseload${query}`);
    expect(namesIn(html)).toEqual(names);
    expect(html.includes('Ingen forløb passer')).toBe(names.length === 0);
  });

  test('to this week: what is booked, best held or due in it', async () => {
    const { board, shell, soeren } = await clinic('all');
    const thisWeek = async () => namesIn((await board.get('/board/caseload?week=1')).html);
    // He is to answer by today, the weekday before his visit.
    expect(await thisWeek()).toContain('Søren Ågård');
    await shell.record(
      ['NPRS', 'ODI', 'ZCQ'].map((each) => soeren.answered('pre-examination', '2026-03-13', each)),
    );
    expect(await thisWeek()).not.toContain('Søren Ågård');
    await shell.runUntil('2026-03-15T22:59:00Z');
    expect(await thisWeek()).not.toContain('Søren Ågård');
    await shell.runUntil('2026-03-15T23:00:00Z');
    expect(await thisWeek()).toContain('Søren Ågård');
  });

  test('the form and its pages keep what was asked, and write it as text', async () => {
    const { board } = await clinic('all');
    const asked = '"><b>x';
    const { html } = await board.get(
      `/board/caseload?overdue=1&therapist=T-2&q=${encodeURIComponent(asked)}`,
    );
    expect(html).toContain('value="&quot;&gt;&lt;b&gt;x"');
    expect(html).toContain('<option value="T-2" selected>Kim Dahl</option>');
    expect(html).toMatch(/name="overdue" value="1" checked/);
    expect(html).not.toContain('<b>');
  });
});

describe('whose courses are shown', () => {
  test('a therapist’s own; others neither by search nor by filter, nor in counts and choices', async () => {
    const { board } = await clinic();
    for (const query of ['', '?q=aase', '?therapist=T-2', '?unreachable=1']) {
      const { html } = await board.get(`/board/caseload${query}`);
      expect(wordsOf(html)).not.toMatch(/Åse|P-22|Kim/);
    }
    expect(wordsOf((await board.get('/board/caseload')).html)).toContain('2 forløb · 0 med opgaver');
    board.as(kim);
    expect(namesIn((await board.get('/board/caseload')).html)).toEqual(['Åse Bæk']);
    board.as({ ...bo, therapistId: null });
    expect(namesIn((await board.get('/board/caseload')).html)).toEqual([]);
  });

  test('all to the manager, to reception, and where the clinic says so', async () => {
    const own = await clinic();
    for (const somebody of [eva, rie]) {
      own.board.as(somebody);
      expect(namesIn((await own.board.get('/board/caseload')).html)).toHaveLength(3);
    }
    const open = await clinic('all');
    expect(namesIn((await open.board.get('/board/caseload')).html)).toHaveLength(3);
  });
});

test('a list with names is noted before it is shown', async () => {
  const { board } = await clinic();
  await board.get('/board/caseload?q=anna');
  expect(board.noted).toMatchObject([{ staffId: 'S-1', what: 'list', courseId: null }]);
  // The log keeps no name that was looked for.
  expect(JSON.stringify(board.noted)).not.toContain('anna');
});

describe('a clinic with many courses', () => {
  test('has pages of fifty in one order, each course once', async () => {
    const board = boardOver(await manyCourses(120));
    board.as(eva);
    const pages = await Promise.all(
      [1, 2, 3, 9].map(async (page) => (await board.get(`/board/caseload?page=${page}`)).html),
    );
    const ids = pages.map((html) => [...html.matchAll(/"\/board\/courses\/(C-\d+)"/g)].map(([, id]) => id));
    expect(ids.map(({ length }) => length)).toEqual([50, 50, 20, 20]);
    expect(new Set(ids.slice(0, 3).flat()).size).toBe(120);
    expect(ids[3]).toEqual(ids[2]);
    const names = pages.slice(0, 3).flatMap(namesIn);
    const collator = new Intl.Collator('da');
    expect(names).toEqual(names.toSorted((a, b) => collator.compare(a ?? '', b ?? '')));
    expect(pages[1]).toContain('rel="prev" href="/board/caseload"');
    expect(pages[1]).toContain('rel="next" href="/board/caseload?page=3"');
    expect(wordsOf(pages[2] ?? '')).toContain('Side 3 af 3');
  });
});
