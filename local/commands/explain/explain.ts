import { later } from '../../../shared/core/time/civil-date.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';
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
import type { ExplainInput } from '../../explain/facts.ts';
import { renderExplanation } from '../../explain/render.ts';
import { clinicFor } from '../../files/clinic-file.ts';
import { planFile } from '../../files/plan-file.ts';
import { lookOf } from '../../terminal/look.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { explainStored } from './explain-stored.ts';

/** `explain`: why each date, reminder and task of one course is there, or is not. */
export const explain: Command = {
  summary: 'Why the dates, reminders and tasks of one course are what they are.',
  help: `Usage: explain --events FILE|- --course ID --as-of INSTANT [--clinic FILE]
       explain --clinic FILE --course ID [--as-of INSTANT]

Tells in sentences where each date of a course comes from, why each reminder goes when it goes, why others are not
there, and what opens and closes each task.

With --events it explains a file, as of an instant, as if nothing had been sent. Without it reads the clinic's table
with your AWS credentials, and tells from the log of messages what was sent, put off, missed or withdrawn, and why.
With AWS_ENDPOINT_URL that is a local clinic, by its clock. People are never named.

  --events FILE     events, one JSON envelope a line; - reads standard input
  --course ID       the course to explain
  --as-of INSTANT   the moment to look from, e.g. 2026-03-05T09:00:00+01:00 (of a table by default now, of a local
                    clinic its clock)
  --clinic FILE     a clinic's settings; without it the sample clinic's, with no closures

Exit code 1 when there is no such course, it cannot be read, or a line of it, or of no course, was rejected.
`,
  examples: [
    '--events local/sample/events.jsonl --course C-1013 --as-of 2026-06-01T09:00:00+02:00',
    '--clinic clinics/sundby.json --course C-1013',
  ],
  options: {
    events: { type: 'string' },
    course: { type: 'string' },
    'as-of': { type: 'string' },
    clinic: { type: 'string' },
  },
  async run(values) {
    if (optional(values, 'events')) return explainFile(values);
    if (optional(values, 'clinic')) return explainTable(values);
    throw new UsageError(
      '--events is missing: give a file of events, or --clinic FILE of a deployed clinic.',
    );
  },
};

async function explainFile(values: Values): Promise<number> {
  const file = required(values, 'events', 'a file of events, or - for standard input');
  const courseId = required(values, 'course', 'the id of a course');
  const asOf = requiredInstant(values, 'as-of');
  const settings = clinicFor(optional(values, 'clinic'));
  const { plans, events, rejected } = await planFile(file, asOf, settings);
  writeRejected(file, rejected);
  const plan = plans.find(({ course }) => course.courseId === courseId);
  if (!plan) {
    const courses = plans.length === 1 ? '1 course' : `${plans.length} courses`;
    process.stderr.write(`${file}: there is no course ${courseId} among its ${courses} at that moment.\n`);
    return 1;
  }
  const lastReceivedAt = events
    .filter(({ event }) => event.courseId === courseId)
    .map(({ arrivesAt }) => (arrivesAt < asOf ? arrivesAt : asOf))
    .reduce(later, toInstant(0));
  write({ plan, settings, asOf, lastReceivedAt, log: null });
  // What is wrong with another course changes nothing here; a line that names none might be this one's.
  return rejected.some((line) => line.courseId === courseId || line.courseId === null) ? 1 : 0;
}

async function explainTable(values: Values): Promise<number> {
  const courseId = required(values, 'course', 'the id of a course');
  const clinic = clinicFor(required(values, 'clinic', "the clinic's file"));
  const now = await clockOf(values);
  const table = openDeployedTable(clinic, now);
  const stored = await readAsOperator(clinic, () => explainStored(table, courseId, clinic, now));
  if ('explain' in stored) {
    write(stored.explain);
    return 0;
  }
  const stream = stored.found ? process.stdout : process.stderr;
  stream.write(`${stored.sentence}\n`);
  return stored.found ? 0 : 1;
}

const write = (input: ExplainInput) =>
  process.stdout.write(`${renderExplanation(input, lookOf(process.stdout))}\n`);
