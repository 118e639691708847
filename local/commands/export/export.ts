import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadedCourse } from '../../../shared/ports/course-store.ts';
import {
  type ClinicTable,
  openDeployedTable,
  readAsOperator,
  UnreadableCourseError,
} from '../../clinic/clinic-table.ts';
import { clockOf } from '../../command-line/clock.ts';
import { type Command, optional, required } from '../../command-line/command.ts';
import { clinicFor } from '../../files/clinic-file.ts';
import { createProgress } from '../../terminal/progress-bar.ts';
import { UnableError } from '../../terminal/unable-error.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { exportedFiles } from './files.ts';

/** `export`: what a clinic keeps, for people and other systems. */
export const exportCommand: Command = {
  summary:
    'Writes log and appointments of a deployed clinic, or of one course for its patient, as CSV and calendar.',
  help: `Usage: export --clinic FILE --to FOLDER [--course ID]

Writes log.csv, appointments.csv and appointments.ics into a folder: what happened and when, in words that tell nobody's
complaint. All courses go by their numbers, without names. Of one course, for a patient who asks what is kept
(docs/data-protection.md), patient.csv holds name and contact details, too. It reads the clinic's table with your AWS
credentials; with AWS_ENDPOINT_URL a local clinic's.

  --clinic FILE   the clinic's settings
  --to FOLDER     where to; files of these names are written over
  --course ID     one course

Exit code 1 when a course cannot be read: the others are written all the same.
`,
  examples: [
    '--clinic clinics/sundby.json --to export',
    '--clinic clinics/sundby.json --course C-1013 --to access',
  ],
  options: { clinic: { type: 'string' }, to: { type: 'string' }, course: { type: 'string' } },
  async run(values) {
    const clinic = clinicFor(required(values, 'clinic', "the clinic's file"));
    const folder = required(values, 'to', 'a folder to write into');
    const one = optional(values, 'course');
    const now = await clockOf({});
    const table = openDeployedTable(clinic, now);
    const { courses, unreadable } = await readAsOperator(clinic, () => readCourses(table, one));
    writeFiles(folder, exportedFiles(clinic, courses, now, one !== undefined));
    process.stdout.write(
      `${courses.length} ${courses.length === 1 ? 'course' : 'courses'} written to ${folder}.\n`,
    );
    for (const courseId of unreadable)
      process.stderr.write(`The course ${courseId} cannot be read (see audit).\n`);
    return unreadable.length > 0 ? 1 : 0;
  },
};

/** @throws UnableError when there is nothing of the one course that is asked for */
async function readCourses(table: ClinicTable, one: string | undefined) {
  const courseIds = one === undefined ? await table.courseIds() : [one];
  const courses: (readonly [string, LoadedCourse])[] = [];
  const unreadable: string[] = [];
  const progress = createProgress({ total: courseIds.length, label: 'Reading' });
  for (const [index, courseId] of courseIds.entries()) {
    const loaded = await table.course(courseId);
    if (loaded instanceof UnreadableCourseError) unreadable.push(courseId);
    else if (loaded.head && loaded.head.status !== 'erased') courses.push([courseId, loaded]);
    progress.update(index + 1);
  }
  progress.finish();
  if (one !== undefined && courses.length === 0 && unreadable.length === 0)
    throw new UnableError('There is no such course, or it was erased: nothing was written.');
  return { courses, unreadable };
}

function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  try {
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new UsageError(`--to: ${folder} is no folder that can be written${code}.`);
  }
}
