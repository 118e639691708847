export { calendarUid } from './calendar-file.ts';
export { renderCallRequest, renderDeadAddress, renderUnknownCourses } from './clinic-mails.ts';
export { namesToken } from './clinic-words.ts';
export type { Email, LetterLinks, Notice, PatientLetter } from './letter.ts';
export { renderManagerDigest } from './manager-digest.ts';
export { renderPatientEmail } from './patient-email.ts';
export { renderQualityMail } from './quality-mail.ts';
export type {
  CallRequest,
  DigestNotice,
  DigestTask,
  StaffPatient,
  TherapistDigest,
} from './staff-mail.ts';
export { byAge, MOST_LINES } from './staff-page.ts';
export { renderTherapistDigest } from './therapist-digest.ts';
