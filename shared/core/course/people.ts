import { addressFingerprint, isAddress, isSameMailbox } from '../events/address.ts';
import type { EventOf } from '../events/events.ts';
import { type CivilDate, later } from '../time/civil-date.ts';
import type { Instant } from '../time/instant.ts';
import type { Course } from './course.ts';

/** Who is enrolled, in what, and by whom. What a later enrolment leaves out stays. */
export function enrol(course: Course, event: EventOf<'course.enrolled'>, day: CivilDate): void {
  const { protocol, entry, referralDate, contactDate, patient, therapist } = event.data;
  if (course.enrolment) {
    course.notices.push({
      kind: 'enrolled-twice',
      en: 'The course was enrolled more than once; the last enrolment counts.',
      da: 'Forløbet er oprettet mere end én gang; den seneste oprettelse gælder.',
    });
  }
  course.enrolment = { protocol, enrolledOn: day, enrolledAt: event.occurredAt };
  course.entry = entry;
  course.referralDate = referralDate ?? course.referralDate;
  course.contactDate = contactDate ?? course.contactDate;
  course.referralSaidOn = later(course.referralSaidOn ?? day, day);
  const email = usable(course, 'patient', patient.email);
  dateAddress(course, email, event.occurredAt);
  course.patient = { ...patient, email, phone: patient.phone ?? null };
  assignTherapist(course, therapist, event.occurredAt);
}

/** The therapist's name and address as they were said, and when. */
export function assignTherapist(
  course: Course,
  therapist: EventOf<'therapist.assigned'>['data']['therapist'],
  at: Instant,
): void {
  course.therapist = { ...therapist, email: usable(course, 'therapist', therapist.email) };
  course.therapistSaidAt = later(course.therapistSaidAt ?? at, at);
}

/** What an update leaves out stays as it was. */
export function updatePatient(course: Course, { data, occurredAt }: EventOf<'patient.updated'>): void {
  if (!course.patient) return;
  const { name, phone, language, consent } = data;
  const email = data.email === undefined ? course.patient.email : usable(course, 'patient', data.email);
  dateAddress(course, email, occurredAt);
  course.patient = {
    ...course.patient,
    ...(name !== undefined && { name }),
    email,
    ...(phone !== undefined && { phone }),
    ...(language !== undefined && { language }),
    ...(consent !== undefined && { consent }),
  };
  if (data.email) giveAnew(course, data.email, consent?.email === true, occurredAt);
}

/** An address written otherwise is the same one. */
function dateAddress(course: Course, email: string | null, at: Instant): void {
  const before = course.patient?.email ?? null;
  if (email === null) course.addressSince = null;
  else if (before === null || !isSameMailbox(before, email)) course.addressSince = at;
}

/**
 * The clinic's word after a bounce counts: the address is tried again. Who complained is written to again only with
 * consent given anew.
 */
function giveAnew(course: Course, email: string, withConsent: boolean, at: Instant): void {
  const address = addressFingerprint(course.courseId, email);
  const blocked = course.blockedAddresses.get(address);
  if (blocked === undefined || (blocked === 'complained' && !withConsent)) return;
  course.blockedAddresses.delete(address);
  course.addressSince = at;
}

/** An address that may not be used any more. A bounce does not make a complaint undone. */
export function block(course: Course, { type, data }: EventOf<'email.bounced' | 'email.complained'>): void {
  const { blockedAddresses } = course;
  const isComplaint =
    type === 'email.complained' || blockedAddresses.get(data.addressFingerprint) === 'complained';
  blockedAddresses.set(data.addressFingerprint, isComplaint ? 'complained' : 'bounced');
}

/** The address that can be written to; of a malformed one it is noted that it was. */
function usable(
  course: Course,
  of: 'patient' | 'therapist',
  email: string | null | undefined,
): string | null {
  const isMalformed = typeof email === 'string' && !isAddress(email);
  if (isMalformed) course.malformedAddresses.add(of);
  else course.malformedAddresses.delete(of);
  return isMalformed ? null : (email ?? null);
}
