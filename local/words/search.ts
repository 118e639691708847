import type { EmailJson } from './email-json.ts';

/** A course as it can be searched for. */
export type SearchedCourse = {
  readonly courseId: string;
  readonly status: string;
  readonly patient: { readonly patientId: string; readonly name: string; readonly initials: string } | null;
};

/** What was found. */
export type Found = {
  readonly courses: readonly SearchedCourse[];
  /** The latest first. */
  readonly emails: readonly EmailJson[];
};

/**
 * Courses by their id, their patient's name, number or initials (these whole), e-mails by their subject. Capitals and
 * spaces do not matter; nothing is found by nothing.
 */
export function search(
  query: string,
  { courses, emails }: { readonly courses: readonly SearchedCourse[]; readonly emails: readonly EmailJson[] },
): Found {
  const wanted = normal(query);
  if (wanted === '') return { courses: [], emails: [] };
  const has = (text: string) => normal(text).includes(wanted);
  return {
    courses: courses.filter(
      ({ courseId, patient }) =>
        has(courseId) ||
        (patient !== null &&
          (has(patient.name) || has(patient.patientId) || normal(patient.initials) === wanted)),
    ),
    emails: emails.filter(({ subject }) => has(subject)).toReversed(),
  };
}

const normal = (text: string): string =>
  text.normalize('NFC').toLocaleLowerCase('da').trim().replace(/\s+/g, ' ');
