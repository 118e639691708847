export { renderManagerDigest, renderTherapistDigest } from './digest.ts';
export type { DigestTask, Email, Notice, PatientLetter } from './letter.ts';
export { initialsOf } from './names.ts';
export { renderPatientEmail } from './patient-email.ts';
