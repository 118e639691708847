import type { Clinic } from '../clinic.ts';
import { bounded, line } from './clean-text.ts';
import { clinicWords, HEADERS, SUBJECT_LENGTH } from './clinic-words.ts';
import { dayWords } from './dates.ts';
import { htmlOf } from './html.ts';
import type { Block, Marked, Page } from './html-page.ts';
import type { Email } from './letter.ts';
import { clinicTexts } from './phrasebook.ts';
import { plainOf } from './plain-text.ts';
import type { DigestNotice, DigestTask, StaffPatient } from './staff-mail.ts';
import { taskWords } from './task-words.ts';
import type { Texts } from './texts.ts';

/** The most lines that a staff mail lists; of what is more it tells how many. */
export const MOST_LINES = 40;

/** What a staff mail is made of; its first section ends with what mailboxes show as a preview. */
type StaffMail = { readonly subject: string; readonly sections: readonly (readonly Block[])[] };

/** A mail to staff in the clinic's language. Read on lock screens: patients are initials and the clinic's number. */
export function staffEmail(clinic: Clinic, { subject, sections }: StaffMail): Email {
  const texts = clinicTexts(clinic);
  const { name } = clinicWords(clinic);
  const opening = sections[0]?.at(-1);
  const page: Page = {
    language: clinic.language,
    subject: bounded(line(subject), SUBJECT_LENGTH),
    preview: opening?.kind === 'paragraph' ? opening.text : '',
    brand: name,
    sections: sections.filter((blocks) => blocks.length > 0),
    signature: [],
    footer: texts.staff.footer(name),
    phone: null,
  };
  return {
    subject: page.subject,
    text: plainOf(page),
    html: htmlOf(page),
    headers: HEADERS,
    attachments: [],
  };
}

export const dayIn = (date: DigestTask['due'], { dates, locale }: Texts): string =>
  dates.day(dayWords(date, locale));

/** `AMJ (patient P-1042)` */
export const patientWords = (
  patient: Pick<StaffPatient, 'patientId' | 'initials'>,
  { staff }: Texts,
): string => staff.patient(bounded(line(patient.initials), 12), bounded(line(patient.patientId), 64));

/** The name of a therapist on one line. */
export const nameIn = (name: string): string => bounded(line(name), 80);

/** A button to the whole list, where there is one. */
export const listBlocks = (url: string | null, { staff }: Texts): readonly Block[] =>
  url === null ? [] : [{ kind: 'action', label: staff.openList, url }];

/** Tasks by patient as a table with the day on which each was due. */
export const taskTables = (tasks: readonly DigestTask[], level: 2 | 3, texts: Texts): readonly Block[] =>
  byPatient(tasks).flatMap((theirs): readonly Block[] => [
    patientHeading(theirs[0].patient, level, texts),
    {
      kind: 'table',
      columns: Object.values(columnsOf(texts)),
      rows: theirs.map((task) => rowOf(task, texts)),
    },
  ]);

/** Lines by patient; `markedOf` words one. */
export const lineLists = <T extends DigestTask | DigestNotice>(
  lines: readonly T[],
  markedOf: (each: T) => Marked,
  texts: Texts,
): readonly Block[] =>
  byPatient(lines).flatMap((theirs): readonly Block[] => [
    patientHeading(theirs[0].patient, 3, texts),
    { kind: 'list', items: theirs.map(markedOf) },
  ]);

/** A task in words, marked when it is new. */
export const taskMarked = ({ task, isNew }: DigestTask, { staff }: Texts): Marked => ({
  mark: isNew ? staff.isNew : null,
  text: taskWords(task, staff),
});

/** A notice on one line, marked when it is new. */
export const noticeMarked = ({ text, isNew }: DigestNotice, { staff, language }: Texts): Marked => ({
  mark: isNew ? staff.isNew : null,
  text: bounded(line(text[language]), 400),
});

/** The oldest first; the order does not depend on the order in which the tasks were found. */
export const byAge = (a: DigestTask, b: DigestTask): number =>
  compare(a.due, b.due) ||
  compare(a.patient.patientId, b.patient.patientId) ||
  compare(a.courseId, b.courseId) ||
  compare(a.task, b.task);

const columnsOf = ({ staff: { columns } }: Texts) => ({ ...columns });

const rowOf = (task: DigestTask, texts: Texts) => ({
  head: taskMarked(task, texts),
  cells: [texts.dates.plainDay(dayWords(task.due, texts.locale)), texts.staff.weekdays(task.weekdaysOverdue)],
});

function patientHeading(patient: StaffPatient, level: 2 | 3, texts: Texts): Block {
  const { sessions } = patient;
  const told = sessions && texts.staff.sessions(sessions.training, sessions.usual.from, sessions.usual.to);
  const words = patientWords(patient, texts);
  return { kind: 'heading', level, text: told === null ? words : `${words} – ${told}` };
}

type AtLeastOne<T> = readonly [T, ...T[]];

function byPatient<T extends DigestTask | DigestNotice>(lines: readonly T[]): readonly AtLeastOne<T>[] {
  return [
    ...Map.groupBy(lines, ({ patient }) => patient.patientId).values(),
  ] as unknown as readonly AtLeastOne<T>[];
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
