import type { Course } from '../core/course/course.ts';
import { isAddress, readAddress } from '../core/events/address.ts';
import type { CourseEvent, EventType } from '../core/events/events.ts';
import type { Protocol, ProtocolName } from '../core/protocols/protocol.ts';
import { visitsOfCode } from '../core/protocols/service-codes.ts';
import { parseCivilDate } from '../core/time/civil-date.ts';
import { type Instant, localDateOf, startOfDay } from '../core/time/instant.ts';
import type { Draft } from './draft.ts';
import type { RowIssue } from './row.ts';
import type { ToldCourse } from './told-course.ts';

type Context = { readonly asOf: Instant; readonly timeZone: string; readonly protocols: readonly Protocol[] };

/** Every clinic has first consultations: the code alone starts no course. */
const ORDINARY_CODES = ['0110'];

/** The protocol that a file tells of a course, by its word or by the codes of its appointments. */
export function protocolOf(
  { person, appointments }: ToldCourse,
  protocols: readonly Protocol[],
): ProtocolName | undefined {
  const codes = new Set(appointments.map(({ serviceCode }) => serviceCode));
  const told = protocols.find(({ protocol }) => protocol === person.protocol);
  const fitting = protocols.filter((protocol) => codesOf(protocol).some((code) => codes.has(code)));
  return (told ?? (fitting.length === 1 ? fitting[0] : undefined))?.protocol;
}

function codesOf({ visits, sessions }: Protocol): string[] {
  const codes = [
    ...visits.flatMap(({ serviceCodes }) => Object.values(serviceCodes)),
    ...sessions.flatMap(({ serviceCode }) => serviceCode ?? []),
  ];
  return codes.filter((code) => !ORDINARY_CODES.includes(code));
}

/** The enrolment of a course that is not known yet. */
export function enrolmentDraft(told: ToldCourse, context: Context): Draft | readonly RowIssue[] {
  const { person, row } = told;
  const { patientId, name, therapistId, therapistName } = person;
  const protocol = protocolOf(told, context.protocols);
  const issue = (field: RowIssue['field'], expected: string) => [{ row, field, expected }];
  if (patientId === undefined || name === undefined)
    return issue('name', 'expected a patient who is enrolled already, or a name to enrol');
  if (protocol === undefined)
    return issue('protocol', 'expected a course, or a service code that only one course has');
  if (therapistId === undefined || therapistName === undefined)
    return issue(
      'therapistId',
      'expected a therapist; if all have the same one, set defaults.therapistId in the mapping',
    );
  return {
    row,
    type: 'course.enrolled',
    occurredAt: enrolledAt(told, context),
    data: {
      protocol,
      entry: entryOf(told, context) ?? 'direct',
      referralDate: person.referralDate ?? null,
      contactDate: person.contactDate ?? null,
      patient: {
        patientId,
        name,
        email: person.email ?? null,
        phone: person.phone ?? null,
        language: person.language ?? 'da',
        consent: { email: person.consent === 'yes' },
      },
      therapist: { therapistId, name: therapistName, email: person.therapistEmail ?? null },
    },
  };
}

function entryOf({ person, appointments }: ToldCourse, { protocols }: Context): string | undefined {
  if (person.entry !== undefined) return person.entry;
  const isFromIndividual = appointments.some(({ serviceCode }) =>
    protocols.some(({ visits }) =>
      visits.some(
        ({ serviceCodes }) =>
          serviceCodes['from-individual-course'] === serviceCode &&
          serviceCodes.direct !== serviceCode &&
          serviceCodes.direct !== undefined,
      ),
    ),
  );
  return isFromIndividual ? 'from-individual-course' : undefined;
}

/** The day that the file says, else that of the first visit, else that of the file. */
function enrolledAt({ person, appointments }: ToldCourse, { asOf, timeZone, protocols }: Context): Instant {
  const today = localDateOf(asOf, timeZone);
  const first = appointments.find(
    ({ serviceCode, status, date }) =>
      status === 'held' && visitsOfCode(serviceCode, protocols).length > 0 && date < today,
  );
  const day = person.enrolledOn === undefined ? (first?.date ?? today) : parseCivilDate(person.enrolledOn);
  return startOfDay(day, timeZone);
}

/** What is new of a course that is known: a cell that is empty says nothing. */
export function changeDrafts(
  { person, row }: ToldCourse,
  course: Course,
  standing: readonly CourseEvent[],
  { asOf }: Context,
): Draft[] {
  const isOlder = (types: readonly EventType[]) =>
    standing.some(({ type, occurredAt }) => types.includes(type) && occurredAt > asOf);
  const draft = (
    type: EventType,
    data: Record<string, unknown> | null,
    laterTypes: readonly EventType[],
  ): Draft[] =>
    data && Object.keys(data).length > 0 && !isOlder(laterTypes)
      ? [{ row, type, occurredAt: asOf, data }]
      : [];
  return [
    ...draft('patient.updated', patientChanges(person, course), ['course.enrolled', 'patient.updated']),
    ...draft('course.corrected', courseChanges(person, course), ['course.enrolled', 'course.corrected']),
    ...draft('therapist.assigned', therapistChange(person, course), [
      'course.enrolled',
      'therapist.assigned',
    ]),
  ];
}

function patientChanges(person: ToldCourse['person'], { patient }: Course): Record<string, unknown> {
  const { name, email, phone, language, consent } = person;
  const address = email === undefined ? undefined : addressOf(email);
  return {
    ...(name !== undefined && name.trim() !== patient?.name && { name }),
    ...(address !== undefined && address !== addressOf(patient?.email ?? '') && { email }),
    ...(phone !== undefined && phone !== patient?.phone && { phone }),
    ...(language !== undefined && language !== patient?.language && { language }),
    ...(consent !== undefined &&
      (consent === 'yes') !== patient?.consent.email && { consent: { email: consent === 'yes' } }),
  };
}

/** As a course keeps it: what is no address is none. */
function addressOf(text: string): string | null {
  const address = readAddress(text);
  return address !== null && isAddress(address) ? address : null;
}

function courseChanges({ referralDate, contactDate, entry }: ToldCourse['person'], course: Course) {
  return {
    ...(referralDate !== undefined && referralDate !== course.referralDate && { referralDate }),
    ...(contactDate !== undefined && contactDate !== course.contactDate && { contactDate }),
    ...(entry !== undefined && entry !== course.entry && { entry }),
  };
}

function therapistChange(
  { therapistId, therapistName, therapistEmail }: ToldCourse['person'],
  { therapist }: Course,
) {
  if (therapistId === undefined || therapistId === therapist?.therapistId) return null;
  return { therapist: { therapistId, name: therapistName ?? therapistId, email: therapistEmail ?? null } };
}
