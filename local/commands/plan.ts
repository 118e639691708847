import { courseToJson } from '../../shared/core/course-json.ts';
import { type Command, optional, required, requiredInstant } from '../command-line/command.ts';
import { writeRejected } from '../command-line/rejected.ts';
import { clinicFor } from '../files/clinic-file.ts';
import { planFile } from '../files/plan-file.ts';
import { writeCourses } from '../words/courses.ts';

/** `plan`: what is planned in each course of a file, without any service. */
export const plan: Command = {
  summary: 'The plan of each course in a file of events.',
  help: `Usage: plan --events FILE|- --as-of INSTANT [--clinic FILE] [--json]

The plan of each course in a JSON-lines file of events, as of an instant, as if nothing had been sent.

  --events FILE     events, one JSON envelope a line; - reads standard input
  --as-of INSTANT   the moment to plan for, e.g. 2026-03-05T09:00:00+01:00
  --clinic FILE     a clinic's settings; without it the sample clinic's, with no closures
  --json            print JSON instead of tables

Exit code 1 when a line was rejected.
`,
  examples: ['--events local/sample/events.jsonl --as-of 2026-06-01T09:00:00+02:00'],
  options: {
    events: { type: 'string' },
    'as-of': { type: 'string' },
    clinic: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(values) {
    const file = required(values, 'events', 'a file of events, or - for standard input');
    const asOf = requiredInstant(values, 'as-of');
    const clinic = clinicFor(optional(values, 'clinic'));
    const { plans, rejected } = await planFile(file, asOf, clinic);
    if (values['json']) {
      process.stdout.write(`${JSON.stringify({ courses: plans.map(courseToJson), rejected }, null, 2)}\n`);
    } else {
      writeCourses(plans.map(courseToJson), { asOf, timeZone: clinic.timeZone });
    }
    writeRejected(file, rejected);
    return rejected.length > 0 ? 1 : 0;
  },
};
