import { expect, test } from 'vitest';
import { toInstant } from '../../shared/core/time/instant.ts';
import {
  type CallRequest,
  renderCallRequest,
  renderDeadAddress,
  renderManagerDigest,
  renderQualityMail,
  renderUnknownCourses,
} from '../../shared/mail/index.ts';
import { clinic, day } from './letters.ts';
import { anna, bo, TODAY, task } from './staff.ts';

const arrived = [
  { ...task(), therapistName: 'Mette Holm' },
  { ...task({ patient: bo, task: 'discharge-letter', due: day('2026-02-16') }), therapistName: 'Søren Bak' },
];

test("the manager's digest: the newly arrived by therapist, the known ones as a count", () => {
  const email = renderManagerDigest(clinic(), {
    today: TODAY,
    arrived,
    known: [
      { therapistName: 'Mette Holm', count: 3 },
      { therapistName: '', count: 1 },
    ],
    listUrl: null,
  });
  expect(email.subject).toBe('2 nye opgaver langt over fristen – Havnens Fysioterapi');
  expect(email.text).toContain(`Hej

Siden sidst er 2 opgaver kommet mere end 10 hverdage over fristen.
Opgjort mandag den 9. marts 2026.

Søren Bak
------------------------------------------------------------------------

BH (patient P-1077) – 9 træninger (normalt 12–16)

- Send epikrise til patientens læge
  Frist: 16. februar 2026. Over fristen: 5 hverdage.

Mette Holm
------------------------------------------------------------------------

AMJ (patient P-1042)

- Aftal tid til den afsluttende konsultation
  Frist: 2. marts 2026. Over fristen: 5 hverdage.

Fra tidligere
------------------------------------------------------------------------

- Mette Holm
  Opgaver: 3.
- Uden behandler
  Opgaver: 1.
`);
});

test('in English, with nothing new, and with more than a mail lists', () => {
  const english = clinic({ language: 'en' });
  const known = [{ therapistName: 'Mette Holm', count: 12 }];
  const quiet = renderManagerDigest(english, { today: TODAY, arrived: [], known, listUrl: null });
  expect(quiet.subject).toBe('12 tasks long overdue – Havnens Fysioterapi');
  expect(quiet.text).toContain('Since the last e-mail no other task became overdue by more than 10');
  const many = Array.from({ length: 45 }, () => arrived).flat();
  const full = renderManagerDigest(english, {
    today: TODAY,
    arrived: many,
    known,
    listUrl: 'https://b.example',
  });
  expect(full.text.match(/^- /gm)).toHaveLength(40);
  expect(full.text).toContain('There are 51 more.');
  expect(full.text).toContain('Open the list:\nhttps://b.example\n');
});

test('the quality figures of a month, each with what it is counted of', () => {
  const share = (numerator: number, denominator: number) => ({ numerator, denominator });
  const email = renderQualityMail(clinic(), {
    month: '2026-02',
    figures: [
      { measure: 'held-in-window', visit: 'closing', month: share(7, 9), twelveMonths: share(61, 70) },
      { measure: 'no-shows', month: share(0, 0), twelveMonths: share(2, 300) },
    ],
  });
  expect(email.subject).toBe('Kvalitetstal for februar 2026 – Havnens Fysioterapi');
  expect(email.text).toContain(`Her er klinikkens tal for februar 2026 og for de 12 måneder til og med
februar 2026.

- Afholdt inden for perioden: den afsluttende konsultation
  februar 2026: 7 af 9 (78 %). 12 måneder: 61 af 70 (87 %).
- Udeblivelser
  februar 2026: ingen. 12 måneder: 2 af 300 (1 %).
`);
  expect(email.html.match(/<th scope="(?:col|row)"/g)).toHaveLength(5);
});

const request = (changes: Partial<CallRequest>): CallRequest => ({
  patient: anna,
  reason: 'cannot-come',
  visit: 'closing',
  startsAt: toInstant('2026-04-13T10:30:00+02:00'),
  link: 'https://havnen.example/p/8f3a',
  ...changes,
});

test('a patient asks to be called', () => {
  const email = renderCallRequest(clinic(), request({}));
  expect(email.subject).toBe('Ring til AMJ: kan ikke komme');
  expect(email.text).toContain(`Hej

En patient kan ikke komme og vil gerne ringes op.

Patient: AMJ (patient P-1042)
Besøg: den afsluttende konsultation
Tid: mandag den 13. april 2026 kl. 10.30

Åbn opgaven:
https://havnen.example/p/8f3a
`);
});

test.each([
  ['da', 'book', 'Ring til AMJ: vil bestille tid', 'En patient vil gerne ringes op for at bestille tid.'],
  ['da', 'question', 'Ring til AMJ: har et spørgsmål', 'En patient har et spørgsmål og vil gerne ringes op.'],
  ['en', 'cannot-come', 'Call AMJ: cannot come', 'A patient cannot come and asks to be called.'],
  ['en', 'book', 'Call AMJ: wants to book', 'A patient asks to be called to book an appointment.'],
  ['en', 'question', 'Call AMJ: has a question', 'A patient has a question and asks to be called.'],
] as const)('in %s: %s', (language, reason, subject, text) => {
  const email = renderCallRequest(
    clinic({ language }),
    request({ reason, visit: null, startsAt: null, link: null }),
  );
  expect(email.subject).toBe(subject);
  expect(email.text).toContain(`${text}\n\nPatient: AMJ (patient P-1042)\n\n---`);
});

test("a therapist's address that does not work, with what to do", () => {
  const email = renderDeadAddress(clinic(), { therapistName: 'Mette Holm', because: 'bounced' });
  expect(email.subject).toBe('Mails til Mette Holm kommer ikke frem');
  expect(email.text).toContain(`Mails til Mette Holm kommer retur. Ret adressen i klinikkens system.
Indtil da kommer listen over opgaver til dig i stedet.`);
  const english = renderDeadAddress(clinic({ language: 'en' }), {
    therapistName: 'Mette',
    because: 'complained',
  });
  expect(english.text).toContain('E-mails to Mette were reported as unwanted. No more are sent to that');
});

test('courses that nobody enrolled, by their ids', () => {
  const email = renderUnknownCourses(clinic(), ['c-17']);
  expect(email.subject).toBe('1 forløb uden indskrivning – Havnens Fysioterapi');
  expect(email.text).toContain('Indskriv forløbet, eller find\nud af, om nummeret er forkert:\n\n- c-17\n');
  const many = renderUnknownCourses(
    clinic({ language: 'en' }),
    Array.from({ length: 50 }, (_, id) => `c-${id}`),
  );
  expect(many.subject).toBe('50 courses without an enrolment – Havnens Fysioterapi');
  expect(many.text.match(/^- /gm)).toHaveLength(40);
  expect(many.text).toContain('There are 10 more.');
});
