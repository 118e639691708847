import { expect, test } from 'vitest';
import { renderCourse } from '../../../local/words/course-table.ts';
import { renderLegend } from '../../../local/words/timeline-marks.ts';
import { courseToJson } from '../../../shared/core/course-json.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';
import { courseEvents } from '../../support/events.ts';
import { planAt } from '../../support/plan.ts';

const AS_OF = '2026-04-24T08:30:00+02:00';
const options = {
  asOf: toInstant(AS_OF),
  timeZone: 'Europe/Copenhagen',
  width: 90,
  colour: false,
  ascii: false,
};

function bookedCourse() {
  const { enrolled, held, booked, event } = courseEvents('C-1');
  return courseToJson(
    planAt(AS_OF, [
      enrolled('2026-01-05', { referralDate: '2026-01-05' }),
      held('supplementary-initial', '2026-01-19', '0261'),
      event('session.held', '2026-01-26', { serviceCode: '0263', date: '2026-01-26' }),
      booked('closing', '2026-03-30', '2026-05-05T10:00:00+02:00'),
    ]),
  );
}

test('as JSON the reasons and notices come in both languages', () => {
  const { visits, notices, noticesDa } = bookedCourse();
  expect(visits[1]).toMatchObject({
    why: '12 weeks after the supplementary initial consultation (held 19 Jan 2026) is 13 Apr 2026.',
    whyDa:
      '12 uger efter den supplerende indledende konsultation (afholdt 19. januar 2026) er den 13. april 2026.',
  });
  expect(notices).toEqual([
    'The closing consultation is booked for 5 May 2026, outside 30 Mar 2026 to 27 Apr 2026.',
  ]);
  expect(noticesDa).toEqual([
    'Den afsluttende konsultation er booket til den 5. maj 2026, uden for tidsrummet fra den 30. marts 2026 til den 27. april 2026.',
  ]);
});

test('a course is a heading, its visits, a timeline, e-mails, tasks and notices', () => {
  expect(renderCourse(bookedCourse(), options)).toMatchInlineSnapshot(`
    "C-1 · low back pain · from an individual course · open · follow-ups by 2027-01-05

      visit                  status   window        target      booked / held
      supplementary-initial  held     01-05..02-02  2026-01-12  2026-01-19
      closing                booked   03-30..04-27  2026-04-13  2026-05-05 10:00
      follow-up-3-months     planned  07-22..08-19  2026-08-05
      follow-up-9-months     planned  12-22..01-05  2027-01-05
      follow-up-9-months is capped by the referral

                             Jan 2026  Mar  Apr  May   Jun  Jul  Aug   Sep  Oct  Nov  Dec
                             ╷    ╷    ╷    ╷   ▼╷     ╷    ╷    ╷     ╷    ╷    ╷    ╷     ▏
      supplementary-initial  ├─◇●─┤             ┊
      closing                               ├─◇──•○
      follow-up-3-months                        ┊               ├─◇─┤                       ▏
      follow-up-9-months                        ┊                                         ├─◇

      e-mails  2026-04-28 09:00  planned  closing: questionnaires
               2026-05-01 09:00  planned  closing: appointment, questionnaires again
      tasks    2026-01-20        overdue  record PSFS of the supplementary initial
                                          consultation
               2026-01-20        overdue  record the sit-to-stand test of the supplementary
                                          initial consultation
               2026-01-20        overdue  record the answers that the patient gave at the
                                          supplementary initial consultation
               2026-05-04        open     questionnaires of the closing consultation
                                          unanswered
               2026-05-06        open     hold the closing consultation
      sessions  0 training sessions (12 to 16 are usual); held: group education 1
      ! The closing consultation is booked for 5 May 2026, outside 30 Mar 2026 to 27 Apr 2026.
      next look 2026-04-28 09:00"
  `);
});

test('where there is room, windows have their years and the cap a column of its own', () => {
  const lines = renderCourse(bookedCourse(), { ...options, width: 100 }).split('\n');
  expect(lines.find((line) => line.startsWith('  follow-up-9-months'))).toBe(
    '  follow-up-9-months     planned  2026-12-22..2027-01-05  2027-01-05                    referral',
  );
});

test('of an e-mail it says what is known besides', () => {
  const { reminders, ...course } = bookedCourse();
  const [first] = reminders;
  if (!first) throw new Error('no reminder');
  const lineOf = (status: typeof first.status, note: string | null) =>
    renderCourse({ ...course, reminders: [{ ...first, status, note }] }, options)
      .split('\n')
      .find((line) => line.includes('questionnaires'))
      ?.replace(/ +/g, ' ')
      .slice(' e-mails 2026-04-28 09:00 '.length);
  expect(lineOf('sent', null)).toBe('sent closing: questionnaires');
  expect(lineOf('sent', 'delivered')).toBe('sent closing: questionnaires (delivered)');
  expect(lineOf('undeliverable', 'no-consent')).toBe('undeliverable closing: questionnaires (no consent)');
});

test('the timeline is drawn in ASCII where the terminal shows nothing else', () => {
  const text = renderCourse(bookedCourse(), { ...options, ascii: true });
  expect(text).toMatch(/^[\n\x20-\x7e]*$/);
  expect(text.split('\n').filter((line) => line.startsWith('  closing '))).toMatchInlineSnapshot(`
    [
      "  closing                booked   03-30..04-27  2026-04-13  2026-05-05 10:00",
      "  closing                               [-+--.o",
    ]
  `);
});

test('a course closed by death has neither tasks nor e-mails, and its visits are drawn as cancelled', () => {
  const { enrolled, held, closed } = courseEvents('C-2');
  const plan = planAt(AS_OF, [
    enrolled('2026-01-05', { referralDate: '2026-01-05' }),
    held('supplementary-initial', '2026-01-19', '0261'),
    closed('2026-03-02', 'deceased'),
  ]);
  const text = renderCourse(courseToJson(plan), options);
  expect(text).not.toMatch(/e-mails|tasks/);
  expect(text).toContain('├┄');
});

test('a course that is not enrolled yet says so', () => {
  const { booked } = courseEvents('C-3');
  const plan = planAt(AS_OF, [booked('closing', '2026-03-30', '2026-05-05T10:00:00+02:00')]);
  expect(renderCourse(courseToJson(plan), options)).toBe(
    'C-3 · unknown\n\n  ! The enrolment has not arrived yet.\n  next look 2026-06-28 00:00',
  );
});

test('no line is wider than the terminal, and every mark is explained', () => {
  for (const width of [60, 80, 120]) {
    const legend = renderLegend({ ...options, width });
    expect(Math.max(...legend.split('\n').map((line) => line.length))).toBeLessThanOrEqual(width);
    const [, , timeline = ''] = renderCourse(bookedCourse(), { ...options, width }).split('\n\n');
    expect(Math.max(...timeline.split('\n').map((line) => line.length))).toBeLessThanOrEqual(width);
  }
});

test('colours are codes around the same text', () => {
  const coloured = renderCourse(bookedCourse(), { ...options, colour: true });
  expect(coloured).toContain('\u001b[');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes are control characters
  expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(renderCourse(bookedCourse(), options));
});
