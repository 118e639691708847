import type { Clinic } from '../clinic.ts';
import { clinicWords } from './clinic-words.ts';
import { type Block, paragraph } from './html-page.ts';
import type { Email } from './letter.ts';
import { clinicTexts } from './phrasebook.ts';
import type { ManagerDigest, ManagerTask } from './staff-mail.ts';
import { byAge, dayIn, listBlocks, MOST_LINES, nameIn, staffEmail, taskTables } from './staff-page.ts';
import type { Texts } from './texts.ts';

/**
 * The tasks that are overdue by very long in the whole clinic: those that were not in the last mail, by therapist and
 * patient, and of the others how many each therapist has. The first 40 lines are listed and the others counted.
 */
export function renderManagerDigest(clinic: Clinic, digest: ManagerDigest): Email {
  const texts = clinicTexts(clinic);
  const { manager, moreLines } = texts.staff;
  const { arrived, today } = digest;
  const known = digest.known.reduce((sum, { count }) => sum + count, 0);
  const listed = arrived.toSorted(byAge).slice(0, MOST_LINES);
  const counted = digest.known.slice(0, MOST_LINES - listed.length);
  const more = arrived.length - listed.length + digest.known.length - counted.length;
  const intro = manager.intro(arrived.length, clinic.digest.managerAfterWeekdays, dayIn(today, texts));
  return staffEmail(clinic, {
    subject: manager.subject(arrived.length, known, clinicWords(clinic).name),
    sections: [
      [texts.greeting(null), intro].map(paragraph),
      ...therapistSections(listed, texts),
      knownBlocks(counted, texts),
      [...(more > 0 ? [paragraph(moreLines(more))] : []), ...listBlocks(digest.listUrl, texts)],
    ],
  });
}

const therapistSections = (tasks: readonly ManagerTask[], texts: Texts): readonly (readonly Block[])[] =>
  [...Map.groupBy(tasks, ({ therapistName }) => nameIn(therapistName))].map(([name, theirs]) => [
    { kind: 'heading', level: 2, text: name || texts.staff.manager.nobody },
    ...taskTables(theirs, 3, texts),
  ]);

function knownBlocks(known: ManagerDigest['known'], texts: Texts): readonly Block[] {
  if (known.length === 0) return [];
  const { manager } = texts.staff;
  return [
    { kind: 'heading', level: 2, text: manager.known },
    {
      kind: 'table',
      columns: [manager.knownColumns.therapist, manager.knownColumns.count],
      rows: known.map(({ therapistName, count }) => ({
        head: { mark: null, text: nameIn(therapistName) || manager.nobody },
        cells: [String(count)],
      })),
    },
  ];
}
