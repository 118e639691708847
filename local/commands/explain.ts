import { later } from '../../shared/core/civil-date.ts';
import { toInstant } from '../../shared/core/instant.ts';
import { clinicFor } from '../clinic-file.ts';
import { renderExplanation } from '../output/explain.ts';
import { lookOf } from '../output/look.ts';
import { writeRejected } from '../output/rejected.ts';
import { planFile } from '../plan-file.ts';
import { type Command, optional, required, requiredInstant } from './command.ts';

/** `explain`: why each date, reminder and task of one course is there, or is not. */
export const explain: Command = {
  summary: 'Why the dates, reminders and tasks of one course are what they are.',
  help: `Usage: explain --events FILE|- --course ID --as-of INSTANT [--clinic FILE]

Tells in sentences where each date of a course comes from, why each reminder goes when it goes, why others are not
there, and what opens and closes each task; as of an instant, as if nothing had been sent.

  --events FILE     events, one JSON envelope a line; - reads standard input
  --course ID       the course to explain
  --as-of INSTANT   the moment to look from, e.g. 2026-03-05T09:00:00+01:00
  --clinic FILE     a clinic's settings; without it the sample clinic's, with no closures

Exit code 1 when the file has no such course, or a line was rejected.
`,
  options: {
    events: { type: 'string' },
    course: { type: 'string' },
    'as-of': { type: 'string' },
    clinic: { type: 'string' },
  },
  async run(values) {
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
    process.stdout.write(
      `${renderExplanation({ plan, settings, asOf, lastReceivedAt }, lookOf(process.stdout))}\n`,
    );
    return rejected.length > 0 ? 1 : 0;
  },
};
