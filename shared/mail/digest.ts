import type { Clinic } from '../clinic.ts';
import type { CivilDate } from '../core/time/civil-date.ts';
import { bounded, line, together } from './clean-text.ts';
import { clinicWords, HEADERS, SUBJECT_LENGTH } from './clinic-words.ts';
import { dayWords } from './dates.ts';
import { groupedByAge } from './group-tasks.ts';
import { htmlOf } from './html.ts';
import { type Block, paragraph } from './html-page.ts';
import type { DigestTask, Email, ManagerTask } from './letter.ts';
import { firstNameOf } from './names.ts';
import { PHRASEBOOK } from './phrasebook.ts';
import { plainOf } from './plain-text.ts';
import { taskWords } from './task-words.ts';
import type { DigestTexts, Texts } from './texts.ts';

/**
 * A therapist's overdue tasks in the clinic's language, by patient, the oldest first. Read on lock screens:
 * the subject tells only how many and where, patients are initials and the clinic's own number, and no task
 * tells the complaint.
 */
export function renderTherapistDigest(
  clinic: Clinic,
  digest: {
    readonly therapistName: string;
    readonly today: CivilDate;
    readonly tasks: readonly DigestTask[];
  },
): Email {
  const texts = PHRASEBOOK[clinic.language];
  const { tasks } = digest;
  const intro = texts.digest.therapistIntro(tasks.length, todayWords(digest.today, texts));
  return emailOf(clinic, texts.digest.therapistSubject(tasks.length, clinicWords(clinic).name), [
    [paragraph(texts.greeting(firstNameOf(digest.therapistName))), paragraph(intro)],
    patientBlocks(tasks, 2, texts),
  ]);
}

/** The tasks overdue for longest in the whole clinic, by therapist and patient, told as in a therapist's digest. */
export function renderManagerDigest(
  clinic: Clinic,
  digest: { readonly today: CivilDate; readonly tasks: readonly ManagerTask[] },
): Email {
  const texts = PHRASEBOOK[clinic.language];
  const { tasks } = digest;
  const { managerAfterWeekdays } = clinic.digest;
  const intro = texts.digest.managerIntro(
    tasks.length,
    managerAfterWeekdays,
    todayWords(digest.today, texts),
  );
  return emailOf(clinic, texts.digest.managerSubject(tasks.length, clinicWords(clinic).name), [
    [paragraph(texts.greeting(null)), paragraph(intro)],
    ...groupedByAge(tasks, ({ therapistName }) => bounded(line(therapistName), 80)).map(([name, theirs]) => [
      { kind: 'heading', level: 2, text: name } as const,
      ...patientBlocks(theirs, 3, texts),
    ]),
  ]);
}

function emailOf(clinic: Clinic, subject: string, sections: readonly (readonly Block[])[]): Email {
  const texts = PHRASEBOOK[clinic.language];
  const { name } = clinicWords(clinic);
  const page = {
    language: clinic.language,
    subject: bounded(line(subject), SUBJECT_LENGTH),
    brand: name,
    sections: sections.filter((blocks) => blocks.length > 0),
    signature: [],
    footer: texts.digest.footer(name),
  };
  return {
    subject: page.subject,
    text: plainOf(page),
    html: htmlOf(page),
    headers: HEADERS,
    attachments: [],
  };
}

function patientBlocks(tasks: readonly DigestTask[], level: 2 | 3, texts: Texts): readonly Block[] {
  return groupedByAge(tasks, ({ patientId }) => patientId).flatMap(([patientId, theirs]): Block[] => [
    {
      kind: 'heading',
      level,
      text: texts.digest.patient(bounded(line(theirs[0].initials), 12), bounded(line(patientId), 64)),
    },
    {
      kind: 'tasks',
      columns: texts.digest.columns,
      rows: theirs.map((task) => rowOf(task, texts.digest, texts)),
    },
  ]);
}

const rowOf = ({ task, due, weekdaysOverdue, isNew }: DigestTask, digest: DigestTexts, texts: Texts) => ({
  mark: isNew ? digest.isNew : null,
  task: taskWords(task, digest),
  due: texts.dates.plainDay(dayWords(due, texts.locale)),
  overdue: digest.weekdays(weekdaysOverdue),
});

const todayWords = (today: CivilDate, { dates, locale }: Texts): string =>
  together(dates.day(dayWords(today, locale)));
