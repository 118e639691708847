import { expect, test } from 'vitest';
import { ASSESSMENTS, VISIT_NAMES } from '../../shared/core/protocols/protocol.ts';
import { type DigestTask, renderManagerDigest, renderTherapistDigest } from '../../shared/mail/index.ts';
import { clinic, day, everythingIn } from './letters.ts';

const today = day('2026-03-09');
const task = (changes: Partial<DigestTask>): DigestTask => ({
  courseId: 'kq7',
  patientId: 'P-1042',
  initials: 'AMJ',
  task: 'book:closing',
  due: day('2026-03-02'),
  weekdaysOverdue: 5,
  isNew: false,
  ...changes,
});
const other = { patientId: 'P-1077', initials: 'BH', courseId: 'mz2' };
const friday = { due: day('2026-03-06'), weekdaysOverdue: 1, isNew: true };
const tasks = [
  task({ task: 'assess:supplementary-initial:PSFS', ...friday }),
  task({ ...other, task: 'review-follow-ups', ...friday }),
  task({}),
  task({ ...other, task: 'assess:status-4-weeks:neurological', due: day('2026-02-27'), weekdaysOverdue: 6 }),
];

test("a therapist's digest in Danish", () => {
  const email = renderTherapistDigest(clinic(), { therapistName: 'Mette Holm', today, tasks });
  expect(email.subject).toBe('4 opgaver over fristen – Havnens Fysioterapi');
  expect(email.attachments).toEqual([]);
  expect(email.text).toBe(`Hej Mette

Du har 4 opgaver over fristen. Den ældste står først. Opgjort
mandag den 9. marts 2026.

BH (patient P-1077)
------------------------------------------------------------------------

- Registrér undersøgelse ved status efter 4 uger
  Frist: 27. februar 2026. Over fristen: 6 hverdage.
- NY: Tag stilling til opfølgning, der ikke kan nås
  Frist: 6. marts 2026. Over fristen: 1 hverdag.

AMJ (patient P-1042)
------------------------------------------------------------------------

- Aftal tid til afsluttende konsultation
  Frist: 2. marts 2026. Over fristen: 5 hverdage.
- NY: Registrér skema udfyldt sammen med patienten ved supplerende
  indledende konsultation
  Frist: 6. marts 2026. Over fristen: 1 hverdag.

------------------------------------------------------------------------

Patienterne vises kun med initialer og patientnummer.

Denne mail er sendt automatisk fra Havnens Fysioterapi.
`);
});

test("a manager's digest in English, by therapist", () => {
  const names = ['Mette Holm', 'Søren Bak', 'Mette Holm', 'Mette Holm'];
  const email = renderManagerDigest(clinic({ language: 'en' }), {
    today,
    tasks: tasks.map((each, index) => ({ ...each, therapistName: names[index] ?? '' })),
  });
  expect(email.subject).toBe('4 tasks overdue in the clinic – Havnens Fysioterapi');
  expect(email.text).toContain(`Hello

The clinic has 4 tasks overdue by more than 10 weekdays. The oldest
comes first. As of Monday 9 March 2026.

Mette Holm
------------------------------------------------------------------------

BH (patient P-1077)

- Record the examination at the status after 4 weeks
  Due: 27 February 2026. Overdue: 6 weekdays.

AMJ (patient P-1042)

- Book the closing consultation
  Due: 2 March 2026. Overdue: 5 weekdays.
- NEW: Record the form filled in together with the patient at the
  supplementary initial consultation
  Due: 6 March 2026. Overdue: 1 weekday.

Søren Bak
------------------------------------------------------------------------

BH (patient P-1077)

- NEW: Decide about a follow-up that cannot be held in time
`);
  const danish = renderManagerDigest(clinic({ digest: { managerAfterWeekdays: 1 } }), { today, tasks: [] });
  expect(danish.text).toContain('Klinikken har 0 opgaver, der er mere end 1 hverdag over fristen.');
});

test('the table has headers for its columns and rows', () => {
  const { html } = renderTherapistDigest(clinic(), { therapistName: 'Mette', today, tasks });
  expect(html.match(/<th scope="col"/g)).toHaveLength(6);
  expect(html.match(/<tr><th scope="row"/g)).toHaveLength(4);
  expect(html.match(/>NY<\/strong>/g)).toHaveLength(2);
  expect(html.match(/<h2 /g)).toHaveLength(2);
});

test('the order in which tasks were found does not matter', () => {
  const digest = (given: readonly DigestTask[]) =>
    renderTherapistDigest(clinic(), { therapistName: 'Mette', today, tasks: given });
  const sameDay = ['hold', 'answer', 'book'].map((kind) => task({ task: `${kind}:closing` }));
  const all = [...tasks, ...sameDay, task({ courseId: 'b' })];
  expect(digest(all.toReversed())).toEqual(digest(all));
});

const EVERY_TASK = [
  ...VISIT_NAMES.flatMap((visit) => [
    ...['book', 'hold', 'answer', 'call-patient'].map((kind) => `${kind}:${visit}`),
    ...ASSESSMENTS.map((assessment) => `assess:${visit}:${assessment}`),
  ]),
  ...['discharge-letter', 'review-follow-ups', 'confirm-referral-date'],
];
const TELLING =
  /\b(?:ryg|lænd|smerte|stenos|spinal|lumbar|pain|back|neurolog|PSFS|NPRS|ODI|ZCQ|diagnos|low)|kq7|closing:|:/i;

test.each(['da', 'en'] as const)(
  'every task has words of its own that tell no complaint (%s)',
  (language) => {
    const phrase = (id: string) => {
      const { text } = renderTherapistDigest(clinic({ language }), {
        therapistName: 'Mette',
        today,
        tasks: [task({ task: id })],
      });
      return /\n- ([\s\S]*?)\n {2}(?:Frist|Due):/.exec(text)?.[1]?.replace(/\s+/g, ' ') ?? '';
    };
    const phrases = EVERY_TASK.map(phrase);
    expect(phrases.filter((words) => words === '' || TELLING.test(words))).toEqual([]);
    expect(new Set(phrases).size).toBe(EVERY_TASK.length);
    const general = language === 'da' ? 'Se opgaven i systemet' : 'See the task in the system';
    for (const unknown of [
      '',
      'book',
      'book:ryg',
      'assess:closing:ODI',
      'stenosis',
      'toString',
      'book:toString',
    ]) {
      expect(phrase(unknown)).toBe(general);
    }
  },
);

test('the digest tells no id of a course, and hostile fields are cleaned', () => {
  const hostile = { patientId: '<i>\r\n7\u202e', initials: `<b>${'Z'.repeat(50)}` };
  const email = renderTherapistDigest(clinic(), {
    therapistName: '<b>Mette</b>',
    today,
    tasks: [task(hostile)],
  });
  expect(everythingIn(email)).not.toMatch(/kq7|book:closing|\u202e/);
  expect(email.html).not.toMatch(/<[bi]>/);
  expect(email.text).toContain('<b>ZZZZZZZZ… (patient <i> 7)');
  expect(email.text).toMatch(/^Hej\n/);
  expect(email.subject).toBe('1 opgave over fristen – Havnens Fysioterapi');
  expect(email.headers).toEqual({ 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' });
});
