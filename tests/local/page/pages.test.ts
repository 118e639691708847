import { html } from 'hono/html';
import { expect, test } from 'vitest';
import { explainCourse } from '../../../local/explain/explanation.ts';
import { attentionPage } from '../../../local/page/attention-page.ts';
import { readFilter } from '../../../local/page/board-filter.ts';
import { boardPage } from '../../../local/page/board-page.ts';
import { connectPage } from '../../../local/page/connect-page.ts';
import { coursePage } from '../../../local/page/course-page.ts';
import { emailPage } from '../../../local/page/email-page.ts';
import { inboxPage } from '../../../local/page/inbox-page.ts';
import { notFoundPage } from '../../../local/page/not-found-page.ts';
import { plannedPage } from '../../../local/page/planned-page.ts';
import { searchPage } from '../../../local/page/search-page.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';
import { courseEvents, parsed } from '../../support/events.ts';
import { bookedCourse, bookedPage, completedCourse, email, frame, NOW, whole } from './pages.ts';

const courses = [completedCourse, bookedCourse];
const board = (query: Record<string, string> = {}, more: object = {}) =>
  boardPage({ ...frame, courses, filter: readFilter(query), ...more });
const endpoints = {
  page: 'http://localhost:4000',
  aws: 'http://localhost:4566',
  region: 'eu-north-1',
  clinicId: 'sample',
  bus: 'the-bus',
  table: 'the-table',
  scheduleGroup: 'the-group',
  answers: 'http://localhost:4567/v1/questionnaire-answers',
  api: 'http://localhost:4567/v1',
};
const HOSTILE = `"><script>alert('x')</script><img src=x onerror=alert(1)>&'`;

const letter = {
  queue: 'wakes' as const,
  letterId: '5f0c1c52-0000-4000-8000-000000000001',
  firstSentAt: NOW,
  receives: 3,
  undelivered: null,
  eventId: null,
  type: null,
  courseId: 'C-1',
  diagnosis: { cause: 'passed' as const, reason: 'it failed', issues: [], advice: 'redrive' as const },
  outcome: 'left' as const,
};
const trouble = {
  ...frame,
  attentionCount: 2,
  alarms: [{ name: 'sweep-silent', description: 'The sweep is silent.', since: NOW }],
  work: { letters: [letter], unknown: [], unseen: 0 },
  errors: [
    { at: NOW, times: 2, function: 'sweep', message: 'a course failed', why: 'TypeError', courseId: 'C-1' },
  ],
};
const searched = {
  courseId: 'C-1',
  status: 'open',
  patient: { patientId: 'P-1', name: 'Anna Jensen', initials: 'AJ' },
};
const allPages = () => [
  board(),
  coursePage({ ...bookedPage, emails: [email] }),
  inboxPage({ ...frame, emails: [email] }),
  emailPage({ ...frame, email, whole }),
  connectPage({ ...frame, endpoints, eventId: 'page-1' }),
  plannedPage({ ...frame, courses, query: {} }),
  attentionPage(trouble),
  searchPage({ ...frame, query: 'anna', found: { courses: [searched], emails: [email] } }),
  notFoundPage(frame),
];

/** The text of a page without its style, on one line. */
const wordsOf = (page: string) =>
  page
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

test('the board shows the clinic, its clock, the counts and each course', () => {
  const page = board();
  expect(wordsOf(page)).toContain('Fri 24 Apr 2026 08:30 virtual time, Europe/Copenhagen');
  expect(wordsOf(page)).toContain('e-mails sent 1');
  for (const step of ['wake', 'day', 'week', 'end'])
    expect(page).toContain(`<button name="step" value="${step}">`);
  expect(page.indexOf('href="/courses/C-1"')).toBeLessThan(page.indexOf('href="/courses/C-2"'));
  expect(page.match(/<svg class="timeline/g)).toHaveLength(3);
});

test.each([
  [{ status: 'open' }, ['C-1']],
  [{ status: 'completed' }, ['C-2']],
  [{ protocol: 'lumbar-spinal-stenosis' }, ['C-2']],
  [{ overdue: '1', protocol: 'low-back-pain' }, ['C-1']],
  [{ status: 'no such status' }, ['C-1', 'C-2']],
])('the board filtered by %j', (query, expected) => {
  const ids = [...board(query).matchAll(/href="\/courses\/(C-\d)"/g)].map(([, id]) => id);
  expect(ids).toEqual(expected);
});

test('a form comes back to the board as it was filtered', () => {
  expect(board({ status: 'open', overdue: '1' })).toContain(
    'name="back" value="/?status=open&amp;overdue=1"',
  );
});

test('a board without courses says what to do', () => {
  expect(wordsOf(board({}, { courses: [] }))).toContain('No course has been enrolled yet.');
  expect(wordsOf(board({ status: 'closed' }))).toContain('No course fits this choice.');
});

test('headings go down one level at a time', () => {
  for (const page of allPages()) {
    const levels = [...page.matchAll(/<h([1-6])[ >]/g)].map(([, level]) => Number(level));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level, index) => index > 0 && level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
  }
});

test('a choice on the board is made by its button: arrow keys go through the list', () => {
  expect(board()).not.toContain('onchange');
  expect(board()).toContain('<button>Show</button>');
});

test('notices on the board can be read by touch and keyboard', () => {
  const course = { ...bookedCourse, notices: ['It lies outside its window.'] };
  const page = boardPage({ ...frame, courses: [course], filter: readFilter({}) });
  expect(page).toMatch(/<details><summary[^>]*>1 notice<\/summary><ul[^>]*><li>It lies outside its window\./);
});

test('an empty board leads to where events are sent', () => {
  const page = boardPage({ ...frame, courses: [], filter: readFilter({}) });
  expect(page).toContain('<a href="/connect">send an event</a>');
});

test('a page says which version it shows; one that tells of a mistake says none, and stays', () => {
  expect(board()).toContain('<body data-version="a1.7">');
  expect(board({}, { notice: { tone: 'done', text: 'Done.' } })).toContain('data-version');
  expect(board({}, { notice: { tone: 'error', text: 'No.' } })).not.toContain('data-version');
});

test('no page holds a script of its own', () => {
  for (const page of allPages())
    expect([...page.matchAll(/<script(?! type="application\/json")[^>]*>/g)].map(([tag]) => tag)).toEqual([
      '<script src="/page.js" defer>',
    ]);
});

test('what the last step of the clock did, on every page, with links', () => {
  const lastStep = {
    from: toInstant('2026-04-23T06:30:00Z'),
    to: NOW,
    events: [
      { courseId: 'C-1', count: 2 },
      { courseId: 'C-2', count: 1 },
    ],
    emails: [email],
    tasks: Array.from({ length: 30 }, () => ({
      courseId: 'C-2',
      task: 'discharge-letter',
      change: 'opened' as const,
    })),
  };
  const page = board({}, { lastStep });
  expect(wordsOf(page)).toContain(
    'The last step, Thu 23 Apr 2026 08:30 to Fri 24 Apr 2026 08:30: 3 events, 1 e-mail, 30 tasks opened.',
  );
  expect(page).toContain('<li><a href="/courses/C-1">C-1</a> (2)</li>');
  expect(page).toContain('<a href="/emails/m-1">');
  expect(wordsOf(page)).toContain('C-2 Send the discharge letter opened');
  expect(wordsOf(page)).toContain('and 5 more');
  const idle = { ...lastStep, events: [], emails: [], tasks: [] };
  expect(wordsOf(inboxPage({ ...frame, emails: [], lastStep: idle }))).toContain('08:30: nothing happened.');
});

test('while the clock moves the page looks again, without scripts too, and its buttons wait', () => {
  const page = board({}, { busy: true });
  expect(page).toContain('<noscript><meta http-equiv="refresh" content="1"></noscript>');
  expect(page).toContain('value="day" disabled');
});

test('a course: visits with their reasons, reminders, tasks, e-mails, and a form with an example', () => {
  const page = coursePage({
    ...bookedPage,
    emails: [email, { ...email, messageId: 'm-2', courseIds: ['C-9'] }],
  });
  const words = wordsOf(page);
  expect(words).toContain(
    '12 weeks after the supplementary initial consultation (held 19 Jan 2026) is 13 Apr 2026.',
  );
  expect(words).toContain('Tue 5 May 2026 10:00');
  expect(words).toContain('Questionnaires again closing consultation');
  expect(words).toContain('Record the sit-to-stand test of the supplementary initial consultation');
  expect(words).toContain('is booked for 5 May 2026, outside 30 Mar 2026 to 27 Apr 2026.');
  expect(page).toContain('href="/emails/m-1"');
  expect(page).not.toContain('href="/emails/m-2"');
  expect(page).toContain('<form class="fields" method="post" action="/events" autocomplete="off">');
  expect(page).toContain('&quot;visit&quot;: &quot;closing&quot;');
});

test('a course: why it is so, in the words of the command', () => {
  const page = coursePage(bookedPage);
  const why = page.slice(page.indexOf('id="why"'), page.indexOf('E-mails about'));
  const said = wordsOf(why);
  const { blocks } = explainCourse(bookedPage.explanation.explain);
  const sentences = blocks.flatMap(({ sections }) => sections.flatMap((section) => section.sentences));
  expect(sentences.length).toBeGreaterThan(20);
  for (const sentence of sentences) expect(said).toContain(wordsOf(String(html`${sentence}`)));
  expect(said).toContain('Questionnaires and invitations to book wait until');
  expect(said).toContain('Next The next e-mail goes on Tue 28 Apr 2026 09:00');
});

test('an erased course: one sentence why there is nothing', () => {
  const sentence = 'The course C-1 was erased on request: nothing is kept of it but its id.';
  expect(coursePage({ ...bookedPage, explanation: { sentence, found: true } })).toContain(sentence);
});

test('a course: what the provider said of an e-mail', () => {
  const [first, ...rest] = bookedCourse.reminders;
  if (!first) throw new Error('no reminder');
  const reminders = [{ ...first, status: 'sent' as const, note: 'delivered' }, ...rest];
  const page = coursePage({
    ...bookedPage,
    course: { ...bookedCourse, reminders },
  });
  expect(wordsOf(page)).toContain('closing consultation, delivered');
});

test('the form is filled for the type that the query string names', () => {
  const page = coursePage({
    ...bookedPage,
    eventType: 'course.closed',
  });
  expect(page).toContain('<option selected>course.closed</option>');
  expect(page).toContain('&quot;reason&quot;: &quot;completed&quot;');
});

test('what was told: the latest first, a copy for each, and a retraction where there may be one', () => {
  const { enrolled, booked, event } = courseEvents('C-1');
  const raw = [
    enrolled('2026-01-05'),
    booked('closing', '2026-03-30', '2026-05-05T10:00:00+02:00'),
    event('event.retracted', '2026-04-01', { eventId: 'e002', reason: 'entered by mistake' }),
  ];
  const events = parsed(raw).map((each, index) => ({ event: each, retractionId: `page-r${index}` }));
  const page = coursePage({ ...bookedPage, events });
  const told = page.slice(page.indexOf('What was told'));
  expect([...told.matchAll(/<summary>([a-z.]+)/g)].map(([, type]) => type)).toEqual([
    'event.retracted',
    'visit.booked',
    'course.enrolled',
  ]);
  expect(told.match(/>Copy</g)).toHaveLength(3);
  expect(told.match(/aria-label="Retract ([a-z.]+)"/g)).toEqual(['aria-label="Retract course.enrolled"']);
  expect(told).toMatch(/visit\.booked <span class="chip amber">retracted/);
});

test('the form shows again what was typed, whatever it was', () => {
  const typed = { courseId: 'C-1', type: 'visit.missed', occurredAt: 'yesterday', data: '{"half":' };
  const page = coursePage({
    ...bookedPage,
    typed,
  });
  expect(page).toContain('<option selected>visit.missed</option>');
  expect(page).toContain('value="yesterday"');
  expect(page).toContain('{&quot;half&quot;:</textarea>');
});

test('an e-mail is shown in a frame that may run nothing', () => {
  const page = emailPage({ ...frame, whole, email: { ...email, html: HOSTILE } });
  expect(page).toContain('<a href="http://127.0.0.1:8082/p/token" target="_blank" rel="noreferrer">');
  expect(page).toContain('sandbox=""');
  expect(page).toContain(
    'srcdoc="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&amp;&#39;"',
  );
});

test('an e-mail is shown whole: from whom, where answers go, its files and its source', () => {
  const page = emailPage({ ...frame, email, whole });
  const words = wordsOf(page);
  expect(words).toContain('From Sundby Fysioterapi &lt;paamindelser@sundby-fysioterapi.example&gt;');
  expect(words).toContain('Reply to kontakt@sundby-fysioterapi.example');
  expect(words).toContain('Auto-Submitted auto-generated');
  expect(words).toContain('MIME-Version: 1.0');
  expect(page).toContain('<a href="/emails/m-1/attachments/1">appointment.ics</a>');
  expect(page).toContain('href="/emails/m-1/source" download="m-1.eml"');
});

test('what needs attention: alarms, dead letters with buttons, errors; the frame counts it', () => {
  const words = wordsOf(attentionPage(trouble));
  expect(words).toContain('Needs attention 2');
  expect(words).toContain('sweep-silent The sweep is silent.');
  expect(words).toContain('It failed. Redrive it. ');
  expect(words).toContain('A course failed (2 times) TypeError C-1');
  expect(attentionPage(trouble)).toContain('Redrive all that would be handled now (1)');
  expect(wordsOf(board())).toContain('Attention Connect');
});

test('the inbox can be narrowed to an audience', () => {
  const digest = {
    ...email,
    messageId: 'm-2',
    audience: 'therapist' as const,
    reminders: [],
    tasks: ['book:closing'],
  };
  const page = inboxPage({ ...frame, emails: [email, digest], audience: 'therapist' });
  expect(page).toContain('href="/emails/m-2"');
  expect(page).not.toContain('href="/emails/m-1"');
  expect(wordsOf(page)).toContain('1 task · C-1');
});

test('how to reach the clinic from outside', () => {
  const page = connectPage({ ...frame, endpoints, eventId: 'page-1' });
  expect(page).toContain('curl -sS http://localhost:4000/events');
  for (const command of [
    'events put-events',
    'scheduler list-schedules --group-name the-group',
    'dynamodb query --table-name the-table',
    'sesv2 list-email-identities',
  ]) {
    expect(page).toContain(`aws ${command}`);
  }
  expect(page).toContain('cli -- redrive --clinic clinics/sample.json');
  expect(page).toContain('href="http://localhost:4567/v1/reference"');
  expect(page).toContain('cli -- token create --clinic clinics/sample.json');
});

test('a new patient is enrolled by the form of the page that connects; what was refused stays as it was typed', () => {
  const page = connectPage({ ...frame, endpoints, eventId: 'page-1' });
  expect(page).toContain('<input name="courseId" value="" size="12" required>');
  expect(page).toContain('<option selected>course.enrolled</option>');
  expect(page).toContain('<option>course.erased</option>');
  const typed = { courseId: 'C 9', type: 'course.enrolled', occurredAt: 'today', data: '{}' };
  const again = connectPage({ ...frame, endpoints, eventId: 'page-1', typed });
  expect(again).toContain('name="courseId" value="C 9"');
});

test('what was found, and the frame still says what for', () => {
  const page = searchPage({ ...frame, query: 'anna', found: { courses: [searched], emails: [email] } });
  expect(wordsOf(page)).toContain('C-1 Anna Jensen (AJ) P-1 open');
  expect(page).toContain('href="/emails/m-1"');
  expect(page).toContain('name="q" value="anna"');
  const nothing = searchPage({ ...frame, query: 'bo', found: { courses: [], emails: [] } });
  expect(nothing).toContain('Nothing was found.');
});

test('hostile words are shown, never run', () => {
  const clinic = { ...frame.clinic, name: HOSTILE };
  const hostile = {
    ...email,
    subject: HOSTILE,
    to: HOSTILE,
    text: HOSTILE,
    attachments: [HOSTILE],
    headers: { [HOSTILE]: HOSTILE },
  };
  const files = [{ name: HOSTILE, contentType: HOSTILE }];
  const hostileWhole = {
    from: HOSTILE,
    replyTo: [HOSTILE],
    pages: [HOSTILE],
    copies: [HOSTILE],
    files,
    source: HOSTILE,
  };
  const course = { ...bookedCourse, notices: [HOSTILE] };
  const notice = { tone: 'error' as const, text: HOSTILE, issues: [{ path: HOSTILE, message: HOSTILE }] };
  const data = { ...frame, clinic, notice };
  const pages = [
    boardPage({ ...data, courses: [course], filter: readFilter({ status: HOSTILE }) }),
    coursePage({ ...bookedPage, ...data, course, emails: [hostile], eventType: HOSTILE }),
    inboxPage({ ...data, emails: [hostile], audience: HOSTILE }),
    emailPage({ ...data, email: hostile, whole: hostileWhole }),
    connectPage({ ...data, endpoints, eventId: 'page-1', eventType: HOSTILE }),
    attentionPage({ ...trouble, ...data, typed: { letterId: letter.letterId, reason: HOSTILE } }),
    searchPage({
      ...data,
      query: HOSTILE,
      found: {
        courses: [{ ...searched, patient: { ...searched.patient, name: HOSTILE } }],
        emails: [hostile],
      },
    }),
    plannedPage({ ...data, courses: [course], query: { course: HOSTILE } }),
  ];
  for (const page of pages) {
    expect(page).toContain('&lt;script&gt;alert(');
    expect(page).not.toContain('<script>alert(');
    expect(page).not.toContain('<img');
  }
});

test('every page has a language, a title, one main heading, and labels that lead to their fields', () => {
  for (const page of allPages()) {
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page).toMatch(/<title>[^<]+ · Sundby Fysioterapi<\/title>/);
    expect(page.match(/<h1/g)).toHaveLength(1);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const named = [...page.matchAll(/aria-labelledby="([^"]+)"/g)].flatMap(([, names = '']) =>
      names.split(' '),
    );
    expect(ids).toEqual(expect.arrayContaining(named));
    const marks = [...page.matchAll(/href="#(m-[a-z]+)"/g)].map(([, id]) => id);
    expect(ids).toEqual(expect.arrayContaining(marks));
  }
});
