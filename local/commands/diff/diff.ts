import type { Clinic } from '../../../shared/clinic.ts';
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
import { planEvents, planFile } from '../../files/plan-file.ts';
import { lookOf } from '../../terminal/look.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { type CourseDiff, compareCourse, isDifferent, isWithoutProtocol, sumOf } from './compare.ts';
import { compareTable } from './compare-table.ts';
import { renderDiff } from './render.ts';

/** `diff`: what another file of a clinic would change in running courses. */
export const diff: Command = {
  summary: "What a changed clinic's file would move, add or drop, before it is deployed.",
  help: `Usage: diff --clinic NEW --against OLD --events FILE|- --as-of INSTANT [--json]
       diff --clinic NEW --against OLD --deployed [--as-of INSTANT] [--json]

Plans every course by the old file and by the new one, and tells which visits move, which reminders to patients are
added, dropped or moved, and how many e-mails go tomorrow. Courses by id only; nothing is changed or sent.

  --clinic FILE     the clinic's new settings
  --against FILE    the settings that are deployed
  --events FILE     events, one JSON envelope a line, as if nothing had been sent; - reads standard input
  --deployed        the courses in the clinic's table with what was sent, read with your AWS credentials (with
                    AWS_ENDPOINT_URL a local clinic's)
  --as-of INSTANT   the clock (default with --deployed: now; with a local clinic's, its own)
  --json            print JSON instead of a table

A course whose protocol the new file does not name any more would stand still; it is told as such.

Exit code 1 when something differs, a line was rejected or a course cannot be read.
`,
  examples: [
    '--clinic new.json --against clinics/sundby.json --deployed',
    '--clinic new.json --against clinics/sample.json --events local/sample/events.jsonl --as-of 2026-06-01T09:00:00+02:00',
  ],
  options: {
    clinic: { type: 'string' },
    against: { type: 'string' },
    events: { type: 'string' },
    deployed: { type: 'boolean' },
    'as-of': { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(values) {
    const to = clinicFor(required(values, 'clinic', "the clinic's new file"));
    const from = clinicFor(required(values, 'against', "the clinic's file as it is deployed"));
    const isDeployed = values['deployed'] === true;
    if (isDeployed === (optional(values, 'events') !== undefined))
      throw new UsageError('give either --events FILE or --deployed.');
    return isDeployed ? diffTable(values, from, to) : diffFile(values, from, to);
  },
};

async function diffFile(values: Values, from: Clinic, to: Clinic): Promise<number> {
  const file = required(values, 'events', 'a file of events, or - for standard input');
  const now = requiredInstant(values, 'as-of');
  const { events, plans, rejected } = await planFile(file, now, from);
  const withoutProtocol = plans.flatMap((plan) =>
    isWithoutProtocol(plan, to) ? [plan.course.courseId] : [],
  );
  const planned = events.filter(({ event }) => !withoutProtocol.includes(event.courseId));
  const after = new Map(planEvents(planned, now, to).map((plan) => [plan.course.courseId, plan]));
  const diffs = plans.flatMap((plan) => {
    const other = after.get(plan.course.courseId);
    return other ? [compareCourse({ from: plan, to: other }, now, to.timeZone)] : [];
  });
  print(diffs, { withoutProtocol, rejected }, values, to);
  writeRejected(file, rejected);
  tellStanding(withoutProtocol);
  return rejected.length + withoutProtocol.length > 0 || diffs.some(isDifferent) ? 1 : 0;
}

async function diffTable(values: Values, from: Clinic, to: Clinic): Promise<number> {
  const now = await clockOf(values);
  const { diffs, unreadable, withoutProtocol } = await readAsOperator(from, () =>
    compareTable(openDeployedTable(from, now), { from, to }, now),
  );
  print(diffs, { withoutProtocol, unreadable }, values, to);
  tellStanding(withoutProtocol);
  for (const courseId of unreadable) process.stderr.write(`${courseId}: cannot be read.\n`);
  return unreadable.length + withoutProtocol.length > 0 || diffs.some(isDifferent) ? 1 : 0;
}

function tellStanding(courseIds: readonly string[]): void {
  for (const courseId of courseIds)
    process.stderr.write(
      `${courseId}: runs by a protocol that the new file does not name; it would stand still.\n`,
    );
}

function print(diffs: readonly CourseDiff[], more: object, values: Values, { timeZone }: Clinic): void {
  const json = { sum: sumOf(diffs), courses: diffs.filter(isDifferent), ...more };
  process.stdout.write(
    values['json']
      ? `${JSON.stringify(json, null, 2)}\n`
      : renderDiff(diffs, timeZone, lookOf(process.stdout)),
  );
}
