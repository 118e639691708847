import { expect, test } from 'vitest';
import { type DigestTask, renderTherapistDigest } from '../../shared/mail/index.ts';
import { clinic, day, everythingIn } from './letters.ts';
import { anna, bo, digest, dueToday, known, task } from './staff.ts';

const friday = { due: day('2026-03-06'), weekdaysOverdue: 1, isNew: true };
const overdue = [
  task({ task: 'assess:supplementary-initial:PSFS', ...friday }),
  task({ patient: bo, courseId: 'mz2', task: 'review-follow-ups', ...friday }),
  task(),
  task({
    patient: bo,
    courseId: 'mz2',
    task: 'assess:supplementary-initial:sit-to-stand',
    due: day('2026-02-27'),
    weekdaysOverdue: 6,
  }),
];

test('what is due today, what is overdue and what is worth knowing, by patient', () => {
  const email = renderTherapistDigest(
    clinic(),
    digest({
      overdue,
      dueToday: [
        dueToday({ task: 'call-patient:closing' }),
        dueToday({ task: 'discharge-letter', patient: bo }),
      ],
      worthKnowing: [known()],
    }),
  );
  expect(email.subject).toBe('2 opgaver i dag og 4 over fristen – Havnens Fysioterapi');
  expect(email.attachments).toEqual([]);
  expect(email.text).toBe(`Hej Mette

Opgjort mandag den 9. marts 2026: 2 opgaver i dag og 4 over fristen.

I dag
------------------------------------------------------------------------

AMJ (patient P-1042)

- NY: Ring til patienten om den afsluttende konsultation

BH (patient P-1077) – 9 træninger (normalt 12–16)

- NY: Send epikrise til patientens læge

Over fristen
------------------------------------------------------------------------

BH (patient P-1077) – 9 træninger (normalt 12–16)

- Registrér rejse-sætte-sig-testen ved den supplerende indledende
  konsultation
  Frist: 27. februar 2026. Over fristen: 6 hverdage.
- NY: Tag stilling til den opfølgning, der ikke kan nås
  Frist: 6. marts 2026. Over fristen: 1 hverdag.

AMJ (patient P-1042)

- Aftal tid til den afsluttende konsultation
  Frist: 2. marts 2026. Over fristen: 5 hverdage.
- NY: Registrér PSFS ved den supplerende indledende konsultation
  Frist: 6. marts 2026. Over fristen: 1 hverdag.

Værd at vide
------------------------------------------------------------------------

AMJ (patient P-1042)

- NY: Den afsluttende konsultation er booket til den 4. maj 2026, uden
  for tidsrummet.

------------------------------------------------------------------------

Patienterne vises kun med initialer og patientnummer.

Denne mail er sendt automatisk fra Havnens Fysioterapi.
`);
});

test('on the last open day before a closure: what falls due during it', () => {
  const email = renderTherapistDigest(
    clinic({ language: 'en' }),
    digest({
      duringClosure: {
        from: day('2026-03-10'),
        to: day('2026-03-13'),
        tasks: [dueToday({ due: day('2026-03-11'), task: 'review-window:status-4-weeks' })],
      },
    }),
  );
  expect(email.subject).toBe('1 task due while the clinic is closed – Havnens Fysioterapi');
  expect(email.text).toContain(`While the clinic is closed from Tuesday 10 March 2026 to Friday
13 March 2026
------------------------------------------------------------------------

AMJ (patient P-1042)

- NEW: Find a day for the status consultation after 4 weeks: no open day
  is left in its window`);
});

test('with nothing to do, only what is worth knowing', () => {
  const { subject, text } = renderTherapistDigest(
    clinic(),
    digest({ worthKnowing: [known(), known({ patient: bo })] }),
  );
  expect(subject).toBe('2 ting, du bør vide – Havnens Fysioterapi');
  expect(text).toContain('Opgjort mandag den 9. marts 2026: 2 ting, du bør vide.');
  expect(text).not.toContain('Over fristen');
});

test('at most 40 lines, the most urgent first, then how many more and where', () => {
  const many = (count: number, of: (changes: Partial<DigestTask>) => DigestTask) =>
    Array.from({ length: count }, (_, index) => of({ courseId: `c-${index}` }));
  const { text, html, subject } = renderTherapistDigest(
    clinic(),
    digest({
      dueToday: many(30, dueToday),
      overdue: many(20, task),
      worthKnowing: [known()],
      listUrl: 'https://havnen.example/board',
    }),
  );
  expect(subject).toBe('30 opgaver i dag og 20 over fristen – Havnens Fysioterapi');
  expect(text.match(/^- /gm)).toHaveLength(40);
  expect(text).toContain(
    'Der er flere: 10 opgaver over fristen og 1 ting, du bør vide. Åbn listen\nfor at se det hele.',
  );
  expect(text).toContain('\nÅbn listen:\nhttps://havnen.example/board\n');
  expect(html).toContain('href="https://havnen.example/board"');
});

test('the manager reads it for a therapist whose address does not work', () => {
  const { text } = renderTherapistDigest(clinic(), digest({ overdue, readBy: 'manager' }));
  expect(text).toContain(`Hej

Det her er listen til Mette Holm. Den kommer til dig, fordi mails ikke
når frem til Mette Holm.

Opgjort`);
});

test('whoever answers for the clinic reads it when the therapist is not known', () => {
  const { text } = renderTherapistDigest(clinic(), digest({ overdue, readBy: 'clinic', therapistName: '' }));
  expect(text).toContain(`Hej

Det her er forløb, hvor vi ikke ved, hvilken fysioterapeut der har dem.

Opgjort`);
});

test('the tables have headers for their columns and rows', () => {
  const { html } = renderTherapistDigest(clinic(), digest({ overdue }));
  expect(html.match(/<th scope="col"/g)).toHaveLength(6);
  expect(html.match(/<tr><th scope="row"/g)).toHaveLength(4);
  expect(html.match(/>NY<\/strong>/g)).toHaveLength(2);
  expect(html.match(/<h2 /g)).toHaveLength(1);
  expect(html.match(/<h3 /g)).toHaveLength(2);
});

test('the order in which tasks were found does not matter', () => {
  const sameDay = (['hold', 'answer', 'book'] as const).map((kind) => task({ task: `${kind}:closing` }));
  const all = [...overdue, ...sameDay, task({ courseId: 'b' })];
  const rendered = (given: readonly DigestTask[]) =>
    renderTherapistDigest(clinic(), digest({ overdue: given }));
  expect(rendered(all.toReversed())).toEqual(rendered(all));
});

test('no id of a course is told, and hostile fields are cleaned', () => {
  const patient = { ...anna, patientId: '<i>\r\n7\u202e', initials: `<b>${'Z'.repeat(50)}` };
  const email = renderTherapistDigest(
    clinic(),
    digest({
      therapistName: '<b>Mette</b>',
      overdue: [task({ patient })],
      worthKnowing: [known({ patient, text: { da: '<u>x\r\nBcc: \u202e', en: '' } })],
    }),
  );
  expect(everythingIn(email)).not.toMatch(/kq7|book:closing|\u202e|\nBcc/);
  expect(email.html).not.toMatch(/<[biu]>/);
  expect(email.text).toContain('<b>ZZZZZZZZ… (patient <i> 7)');
  expect(email.text).toMatch(/^Hej\n/);
  expect(email.subject).toBe('1 opgave over fristen – Havnens Fysioterapi');
  expect(email.headers).toEqual({ 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' });
});
