export { renderManagerDigest, renderTherapistDigest } from './digest.ts';
export type { DigestTask, Email, Notice, PatientLetter } from './letter.ts';
export { renderPatientEmail } from './patient-email.ts';
