import type { Clinic } from '../../../shared/clinic.ts';
import type { Instant } from '../../../shared/core/time/instant.ts';
import { type ClinicTable, UnreadableCourseError } from '../../clinic/clinic-table.ts';
import { explainLoaded, type StoredExplanation } from '../../explain/explain-loaded.ts';
import { plain } from '../../terminal/text.ts';

/** What a clinic's table tells of one course, with its history of messages. */
export async function explainStored(
  table: ClinicTable,
  courseId: string,
  clinic: Clinic,
  now: Instant,
): Promise<StoredExplanation> {
  const loaded = await table.course(courseId);
  if (!(loaded instanceof UnreadableCourseError)) return explainLoaded(courseId, loaded, clinic, now);
  const sentence = `${clinic.name}: course ${plain(courseId)} cannot be read: ${loaded.message}.`;
  return { sentence, found: false };
}
