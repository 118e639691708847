import { addDays, isCivilDate } from '../../../shared/core/time/civil-date.ts';
import { type Instant, localDateOf } from '../../../shared/core/time/instant.ts';
import type { Period } from '../../clinic/accounts.ts';
import { openDeployedTable, readAsOperator } from '../../clinic/clinic-table.ts';
import { clockOf } from '../../command-line/clock.ts';
import { type Command, optional, required, type Values } from '../../command-line/command.ts';
import { clinicFor } from '../../files/clinic-file.ts';
import { type Look, lookOf } from '../../terminal/look.ts';
import { createProgress } from '../../terminal/progress-bar.ts';
import { wrap } from '../../terminal/text.ts';
import { renderTable } from '../../terminal/text-table.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { momentInDigits } from '../../words/dates-in-words.ts';
import { amount } from '../../words/words.ts';
import { auditClinic, type ClinicAudit } from './audit-clinic.ts';

const DAYS = 30;

/** `audit`: what became of every reminder of a deployed clinic. */
export const audit: Command = {
  summary: 'Accounts for every reminder of a deployed clinic that came due.',
  help: `Usage: audit --clinic FILE [--from DATE] [--to DATE] [--as-of INSTANT] [--list] [--json]

Reads the clinic's table with your AWS credentials and accounts for every reminder that was to go out in a period.
With AWS_ENDPOINT_URL it reads a local clinic, by its clock.

  --clinic FILE     the clinic's settings
  --from DATE       first day (default: ${DAYS} days before the last)
  --to DATE         last day (default: today)
  --as-of INSTANT   the clock (default: now; of a local clinic its own)
  --list            name every reminder with its outcome
  --json            print JSON, with every reminder and its outcome

Exit code 1 when a reminder came due and nothing became of it, was sent twice, or is still being sent after two
hours, when a course has had events but no enrolment for a day, and when one cannot be read: the others are audited
all the same.
`,
  examples: [
    '--clinic clinics/sundby.json',
    '--clinic clinics/sundby.json --from 2026-05-01 --to 2026-05-31 --list',
  ],
  options: {
    clinic: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    'as-of': { type: 'string' },
    list: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  async run(values) {
    const clinic = clinicFor(required(values, 'clinic', "the clinic's file"));
    const now = await clockOf(values);
    const period = periodOf(values, now, clinic.timeZone);
    const table = openDeployedTable(clinic, now);
    let progress: ReturnType<typeof createProgress> | undefined;
    const onProgress = (done: number, total: number) => {
      progress ??= createProgress({ total, label: 'Auditing' });
      progress.update(done, `${done} of ${total} courses`);
    };
    const result = await readAsOperator(clinic, () => auditClinic(table, clinic, period, now, onProgress));
    progress?.finish();
    const { from, to } = period;
    if (values['json']) {
      process.stdout.write(
        `${JSON.stringify({ clinicId: clinic.clinicId, from, to, ...result }, null, 2)}\n`,
      );
    } else {
      process.stdout.write(renderAudit(result, period, values['list'] === true, lookOf(process.stdout)));
    }
    return result.problems.length > 0 ? 1 : 0;
  },
};

function periodOf(values: Values, now: Instant, timeZone: string): Period {
  const day = (name: string) => {
    const text = optional(values, name);
    if (text === undefined || isCivilDate(text)) return text;
    throw new UsageError(`--${name}: expected a date as YYYY-MM-DD.`);
  };
  const to = day('to') ?? localDateOf(now, timeZone);
  const from = day('from') ?? addDays(to, -DAYS);
  if (from > to) throw new UsageError('--from: expected a day on or before --to.');
  return { from, to, timeZone };
}

/** An audit for people. @param listed whether every reminder is named */
export function renderAudit(
  result: ClinicAudit,
  { from, to, timeZone }: Period,
  listed: boolean,
  look: Look,
): string {
  const { 'came due': due, ...parts } = result.audit;
  const sum = Object.entries(parts).map(([name, count]) => `${count} ${name}`);
  const head = `${from} to ${to}, ${amount(result.courses, 'course')}: ${amount(due, 'reminder')} came due: ${sum.join(', ')}.`;
  const list = result.reminders.map(({ courseId, key, sendAt, outcome }) => [
    courseId,
    key,
    momentInDigits(sendAt, timeZone),
    outcome,
  ]);
  const problems = result.problems.map(({ courseId, key, problem }) => [courseId, key ?? '', problem]);
  const blocks = [
    [...wrap(head, look.width), ...(problems.length === 0 ? ['All are accounted for.'] : [])],
    problems.length > 0 ? tableOf(['course', 'reminder', 'problem'], problems, look) : [],
    listed && list.length > 0 ? tableOf(['course', 'reminder', 'was to go', 'outcome'], list, look) : [],
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

const tableOf = (titles: readonly string[], rows: string[][], look: Look) =>
  renderTable(
    titles.map((title) => ({ title })),
    rows,
    look,
  );
