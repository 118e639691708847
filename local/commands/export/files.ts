import type { Clinic } from '../../../shared/clinic.ts';
import type { Course } from '../../../shared/core/course/course.ts';
import { foldCourse } from '../../../shared/core/course/fold-course.ts';
import { protocolsOf } from '../../../shared/core/protocols/index.ts';
import type { Instant } from '../../../shared/core/time/instant.ts';
import { csvText } from '../../../shared/csv-text.ts';
import type { LoadedCourse } from '../../../shared/ports/course-store.ts';
import { appointmentsOf, calendarOf } from './appointments.ts';
import { localMoment, logRows } from './course-log.ts';

/** Files by their names. */
export type ExportedFiles = Readonly<Record<string, string>>;

/**
 * The log and the appointments of courses, as files for people and calendars. Nothing in them tells a complaint.
 * @param ofOne one course for its patient: what is kept of the patient is in a file of its own. Else there are no names
 */
export function exportedFiles(
  clinic: Clinic,
  courses: readonly (readonly [courseId: string, LoadedCourse])[],
  now: Instant,
  ofOne: boolean,
): ExportedFiles {
  const { timeZone, language } = clinic;
  const loaded = courses.map(([courseId, { events, messages }]) => {
    const all = events.map(({ event }) => event);
    return {
      courseId,
      course: foldCourse(courseId, all, timeZone, protocolsOf(clinic)),
      log: logRows(all, messages, language, timeZone),
    };
  });
  const appointments = loaded.flatMap(({ course }) => appointmentsOf(course));
  const times = appointments.map(({ courseId, startsAt, minutes, status }) => [
    courseId,
    localMoment(startsAt, timeZone),
    String(minutes ?? ''),
    status,
  ]);
  return {
    'log.csv': csvText([
      ['course', 'when', 'what', 'about'],
      ...loaded.flatMap(({ courseId, log }) => log.map((row) => [courseId, ...row])),
    ]),
    'appointments.csv': csvText([['course', 'starts', 'minutes', 'status'], ...times]),
    'appointments.ics': calendarOf(clinic, appointments, now),
    ...(ofOne && loaded[0] && { 'patient.csv': csvText(patientRows(loaded[0].course)) }),
  };
}

function patientRows({
  courseId,
  patient,
  therapist,
  enrolment,
  referralDate,
  contactDate,
}: Course): string[][] {
  const rows: (readonly [string, string | null | undefined])[] = [
    ['course', courseId],
    ['patient number', patient?.patientId],
    ['name', patient?.name],
    ['e-mail', patient?.email],
    ['phone', patient?.phone],
    ['language', patient?.language],
    ['consent to e-mail', patient ? (patient.consent.email ? 'yes' : 'no') : null],
    ['therapist', therapist?.name],
    ['enrolled on', enrolment?.enrolledOn],
    ['referred on', referralDate],
    ['first contact on', contactDate],
  ];
  return rows.map(([what, value]) => [what, value ?? '']);
}
