import type { Clinic } from '../../../shared/clinic.ts';
import { protocolsOf } from '../../../shared/core/protocols/index.ts';
import { courseFigures } from '../../../shared/core/quality/course-figures.ts';
import type { QualityFigure } from '../../../shared/core/quality/measures.ts';
import { qualityOf } from '../../../shared/core/quality/quality-of.ts';
import { type Instant, localDateOf } from '../../../shared/core/time/instant.ts';
import { isMonth, type Month, monthOf, plusMonths } from '../../../shared/core/time/month.ts';
import { openDeployedTable, readAsOperator } from '../../clinic/clinic-table.ts';
import { clockOf } from '../../command-line/clock.ts';
import {
  type Command,
  optional,
  required,
  requiredInstant,
  type Values,
} from '../../command-line/command.ts';
import { writeRejected } from '../../command-line/rejected.ts';
import { clinicFor } from '../../files/clinic-file.ts';
import { planFile } from '../../files/plan-file.ts';
import { type Look, lookOf } from '../../terminal/look.ts';
import { createProgress } from '../../terminal/progress-bar.ts';
import { renderTable } from '../../terminal/text-table.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { measureTitle, shareCells } from '../../words/measures.ts';
import { amount } from '../../words/words.ts';
import { readFigures } from './read-figures.ts';

/** `report`: the quality figures of a clinic. */
export const report: Command = {
  summary: 'The quality figures of a clinic: a month, and the twelve months that end with it.',
  help: `Usage: report --clinic FILE [--month YYYY-MM] [--as-of INSTANT] [--json]
       report --events FILE|- --as-of INSTANT [--clinic FILE] [--month YYYY-MM] [--json]

What the clinic's manager is mailed on the first open day of a month: visits held inside their window, questionnaires
answered before the visit, tests and discharge letters in time, follow-ups within the cap, no-shows, patients who
cannot be e-mailed. Counts, no names. It reads the clinic's table with your AWS credentials (with AWS_ENDPOINT_URL a
local clinic's), or a file of events without any service.

  --clinic FILE     the clinic's settings; for a file of events the sample clinic's when it is missing
  --events FILE     events, one JSON envelope a line; - reads standard input
  --month YYYY-MM   a month that is over (default: the last one)
  --as-of INSTANT   the clock (default with a table: now; with a local clinic's, its own)
  --json            print JSON instead of a table

Exit code 1 when a line was rejected or a course cannot be read: the others are counted all the same.
`,
  examples: [
    '--clinic clinics/sundby.json --month 2026-05',
    '--events local/sample/events.jsonl --as-of 2026-06-01T09:00:00+02:00',
  ],
  options: {
    clinic: { type: 'string' },
    events: { type: 'string' },
    month: { type: 'string' },
    'as-of': { type: 'string' },
    json: { type: 'boolean' },
  },
  run: (values) => (optional(values, 'events') ? reportFile(values) : reportTable(values)),
};

async function reportTable(values: Values): Promise<number> {
  const clinic = clinicFor(
    required(values, 'clinic', "the clinic's file, or a file of events with --events"),
  );
  const now = await clockOf(values);
  const month = monthIn(values, now, clinic);
  const table = openDeployedTable(clinic, now);
  let progress: ReturnType<typeof createProgress> | undefined;
  const onProgress = (done: number, total: number) => {
    progress ??= createProgress({ total, label: 'Counting' });
    progress.update(done, `${done} of ${total} courses`);
  };
  const { figures, unreadable } = await readAsOperator(clinic, () =>
    readFigures(table, clinic, now, onProgress),
  );
  progress?.finish();
  write(
    values,
    { clinic, month, courses: figures.length, figures: qualityOf(figures, month, protocolsOf(clinic)) },
    { unreadable },
  );
  return unreadable.length > 0 ? 1 : 0;
}

async function reportFile(values: Values): Promise<number> {
  const file = required(values, 'events', 'a file of events, or - for standard input');
  const asOf = requiredInstant(values, 'as-of');
  const clinic = clinicFor(optional(values, 'clinic'));
  const month = monthIn(values, asOf, clinic);
  const { plans, rejected } = await planFile(file, asOf, clinic);
  const figures = plans.flatMap((plan) => courseFigures(plan, clinic.timeZone) ?? []);
  write(
    values,
    { clinic, month, courses: figures.length, figures: qualityOf(figures, month, protocolsOf(clinic)) },
    { rejected },
  );
  writeRejected(file, rejected);
  return rejected.length > 0 ? 1 : 0;
}

function monthIn(values: Values, now: Instant, { timeZone }: Clinic): Month {
  const last = plusMonths(monthOf(localDateOf(now, timeZone)), -1);
  const text = optional(values, 'month');
  if (text === undefined) return last;
  if (!isMonth(text) || text > last) {
    throw new UsageError(`--month: expected a month that is over as YYYY-MM, ${last} or earlier.`);
  }
  return text;
}

type Report = {
  readonly clinic: Clinic;
  readonly month: Month;
  readonly courses: number;
  readonly figures: readonly QualityFigure[];
};

function write(
  values: Values,
  { clinic, ...result }: Report,
  problems: { readonly unreadable?: readonly string[]; readonly rejected?: readonly unknown[] },
): void {
  if (values['json']) {
    const json = { clinicId: clinic.clinicId, ...result, ...problems };
    process.stdout.write(`${JSON.stringify(json, null, 2)}\n`);
    return;
  }
  const text = renderReport({ clinic, ...result }, problems.unreadable ?? [], lookOf(process.stdout));
  process.stdout.write(`${text}\n`);
}

/** The figures for people. Ends without a line break. */
export function renderReport(
  { clinic, month, courses, figures }: Report,
  unreadable: readonly string[],
  look: Look,
): string {
  const right = { align: 'right' } as const;
  const columns = [
    { title: '' },
    { title: month, ...right },
    { title: '', ...right },
    { title: '12 months', ...right },
    { title: '', ...right },
  ];
  const rows = figures.map((figure) => [
    measureTitle(figure),
    ...shareCells(figure.month),
    ...shareCells(figure.twelveMonths),
  ]);
  const lines = [`${clinic.name}, ${month}, from ${amount(courses, 'course')}.`];
  const unread = unreadable.map((courseId) => `  ! course ${courseId} cannot be read`);
  return [...lines, '', ...renderTable(columns, rows, look), ...unread].join('\n');
}
