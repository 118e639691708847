import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderAudit } from '../../../local/commands/audit/audit.ts';
import { settingsTable } from '../../../local/commands/check-clinic/check-clinic.ts';
import { renderLetters, renderLog } from '../../../local/commands/redrive/letters-table.ts';
import { renderReport } from '../../../local/commands/report/report.ts';
import { renderSummary } from '../../../local/commands/simulate/summary.ts';
import { clinicFor } from '../../../local/files/clinic-file.ts';
import { planFile } from '../../../local/files/plan-file.ts';
import type { WorkedLetter } from '../../../local/redrive/redrive-clinic.ts';
import type { Look } from '../../../local/terminal/look.ts';
import { widthOf } from '../../../local/terminal/text.ts';
import { renderTable } from '../../../local/terminal/text-table.ts';
import { renderCourse } from '../../../local/words/course-table.ts';
import { courseToJson } from '../../../shared/core/course-json.ts';
import { parseReminderKey } from '../../../shared/core/ids/reminder-key.ts';
import { GUIDES } from '../../../shared/core/protocols/index.ts';
import { courseFigures } from '../../../shared/core/quality/course-figures.ts';
import { qualityOf } from '../../../shared/core/quality/quality-of.ts';
import { parseCivilDate } from '../../../shared/core/time/civil-date.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';
import { monthOf } from '../../../shared/core/time/month.ts';

const WIDTHS = [60, 72, 80, 100, 140];
const clinic = clinicFor('clinics/sample.json');
const { timeZone } = clinic;
const look = (width: number): Look => ({ width, colour: true, ascii: false });
const widest = (text: string) => Math.max(...text.split('\n').map(widthOf));

/** The sample's year knows every kind of course. */
const AS_OF = ['2026-06-01T08:00:00Z', '2026-12-01T08:00:00Z'].map(toInstant);
const planned = await Promise.all(AS_OF.map((asOf) => planFile('local/sample/events.jsonl', asOf, clinic)));
const [june] = planned;
const day = parseCivilDate('2026-05-31');

const letter: WorkedLetter = {
  queue: 'events',
  letterId: '5f0c1a2b-0000-4000-8005-000000000001',
  firstSentAt: toInstant('2026-03-09T09:00:00Z'),
  receives: 6,
  undelivered: null,
  eventId: '5f0c1a2b-0000-4000-8005-000000000002',
  type: 'questionnaire.answered',
  courseId: '5f0c1a2b-0000-4000-8005-000000000003',
  diagnosis: {
    cause: 'invalid',
    reason: 'invalid: data.serviceCode: expected 0251',
    issues: [],
    advice: 'keep',
  },
  outcome: 'left',
};
const entry = {
  ...letter,
  at: toInstant('2026-03-10T09:00:00Z'),
  action: 'discarded' as const,
  cause: 'invalid' as const,
  diagnosis: 'invalid: data.serviceCode: expected 0251',
  reason: 'sent again as 5f0c1a2b-0000-4000-8005-000000000004',
};
const email = (...keys: string[]) => ({
  audience: 'patient' as const,
  reminders: keys.map(parseReminderKey),
});
const reminder = {
  courseId: '5f0c1a2b-0000-4000-8005-000000000003',
  key: parseReminderKey('supplementary-initial/appointment/2026-04-14T08:00:00.000Z/after-0012'),
  sendAt: toInstant('2026-03-10T09:00:00Z'),
  outcome: 'undeliverable' as const,
};
const counts = {
  'came due': 12_345,
  sent: 12_000,
  missed: 300,
  undeliverable: 40,
  'no longer wanted': 5,
  open: 0,
};

const tables: Record<string, (width: number) => string> = {
  'the settings of check-clinic': (width) => settingsTable(clinic, look(width)),
  'the dead letters of redrive': (width) =>
    renderLetters([letter], { timeZone, look: look(width) }).join('\n'),
  'the log of redrive': (width) => renderLog([entry], { timeZone, look: look(width) }).join('\n'),
  'the figures of report': (width) => {
    const figures = june?.plans.flatMap((plan) => courseFigures(plan, timeZone) ?? []) ?? [];
    const month = monthOf(day);
    const result = { clinic, month, courses: figures.length, figures: qualityOf(figures, month, GUIDES) };
    return renderReport(result, ['C-1'], look(width));
  },
  'the list of audit': (width) =>
    renderAudit(
      {
        courses: 1000,
        audit: counts,
        reminders: [reminder],
        problems: [{ ...reminder, problem: 'came due and nothing became of it' }],
      },
      { from: day, to: day, timeZone },
      true,
      look(width),
    ),
  'the summary of simulate': (width) =>
    renderSummary(
      {
        emails: [email('closing/booking/2026-01-19/1', 'closing/nudge/2026-04-14', 'closing/questionnaires')],
        courses: [],
        audit: counts,
        calls: {
          'dynamodb.TransactWriteItems': 123_456,
          'dynamodb.Query': 1,
          'dynamodb.BatchWriteItem': 1_234,
        },
        deadLetters: [],
        rejected: [],
        elapsedMs: 1,
        from: toInstant('2026-01-05T11:00:00Z'),
        until: toInstant('2027-03-01T00:00:00Z'),
      },
      { ...look(width), timeZone },
    ),
};

test.each(Object.entries(tables))('%s stays within the terminal', (_, render) => {
  for (const width of WIDTHS) expect({ width, widest: widest(render(width)) }).toSatisfy(fits);
});

test('the courses of plan stay within the terminal, whatever their state', () => {
  for (const [index, { plans }] of planned.entries()) {
    for (const plan of plans) {
      for (const width of [60, 80]) {
        const asOf = AS_OF[index] ?? toInstant(0);
        const text = renderCourse(courseToJson(plan), { ...look(width), asOf, timeZone });
        expect({ course: plan.course.courseId, width, widest: widest(text) }).toSatisfy(fits);
      }
    }
  }
});

const fits = ({ width, widest }: { width: number; widest: number }) => widest <= width;

test('any table stays within the terminal, and loses no letter', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'ø', ' ', '.', '-', '漢'), maxLength: 70 });
  fc.assert(
    fc.property(
      fc.integer({ min: 60, max: 140 }),
      fc.array(fc.tuple(cell, cell, cell, cell, cell), { minLength: 1, maxLength: 3 }),
      (width, rows) => {
        const lines = renderTable(
          ['one', 'two', 'three', 'four', 'five'].map((title) => ({ title })),
          rows,
          { width, colour: false, ascii: false },
        );
        const letters = (text: string) => [...text.replaceAll(' ', '')].sort().join('');
        expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(width);
        expect(letters(lines.slice(1).join(''))).toBe(letters(rows.flat().join('')));
      },
    ),
    { numRuns: 100 },
  );
});
