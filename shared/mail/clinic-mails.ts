import type { Clinic } from '../clinic.ts';
import { address, bounded, line } from './clean-text.ts';
import { clinicWords } from './clinic-words.ts';
import { momentWords } from './dates.ts';
import { type Block, paragraph } from './html-page.ts';
import type { Email } from './letter.ts';
import { clinicTexts } from './phrasebook.ts';
import type { CallRequest, DeadAddress } from './staff-mail.ts';
import { MOST_LINES, nameIn, patientWords, staffEmail } from './staff-page.ts';
import { visitIn } from './visit-words.ts';

/** Tells the clinic at once that a patient asks to be called. */
export function renderCallRequest(clinic: Clinic, request: CallRequest): Email {
  const texts = clinicTexts(clinic);
  const { call } = texts.staff;
  const { patient, reason, visit, startsAt, link } = request;
  const rows: (readonly [string, string])[] = [[call.patient, patientWords(patient, texts)]];
  if (visit !== null) rows.push([call.visit, visitIn(texts.staff, visit)]);
  if (startsAt !== null) {
    rows.push([call.when, texts.dates.moment(momentWords(startsAt, texts.locale, clinic.timeZone))]);
  }
  const open: readonly Block[] =
    link === null ? [] : [{ kind: 'action', label: call.open, url: address(link) }];
  return staffEmail(clinic, {
    subject: call.subject[reason](bounded(line(patient.initials), 12)),
    sections: [[texts.greeting(null), call.text[reason]].map(paragraph), [{ kind: 'facts', rows }, ...open]],
  });
}

/** Tells the manager that a therapist's address does not work. */
export function renderDeadAddress(clinic: Clinic, { therapistName, because }: DeadAddress): Email {
  const { staff, greeting } = clinicTexts(clinic);
  const name = nameIn(therapistName);
  return staffEmail(clinic, {
    subject: staff.deadAddress.subject(name),
    sections: [
      [greeting(null), `${staff.deadAddress.text[because](name)} ${staff.deadAddress.what}`].map(paragraph),
    ],
  });
}

/** Tells the manager of courses that have had events but no enrolment for a day, by their ids. */
export function renderUnknownCourses(clinic: Clinic, courseIds: readonly string[]): Email {
  const { staff, greeting } = clinicTexts(clinic);
  const { subject, text } = staff.unknownCourses;
  const listed = courseIds.slice(0, MOST_LINES);
  const more = courseIds.length - listed.length;
  return staffEmail(clinic, {
    subject: subject(courseIds.length, clinicWords(clinic).name),
    sections: [
      [greeting(null), text(courseIds.length)].map(paragraph),
      [
        { kind: 'list', items: listed.map((id) => ({ mark: null, text: bounded(line(id), 64) })) },
        ...(more > 0 ? [paragraph(staff.moreLines(more))] : []),
      ],
    ],
  });
}
