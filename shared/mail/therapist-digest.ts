import type { Clinic } from '../clinic.ts';
import { clinicWords } from './clinic-words.ts';
import { type Block, paragraph } from './html-page.ts';
import type { Email } from './letter.ts';
import { firstNameOf } from './names.ts';
import { clinicTexts } from './phrasebook.ts';
import type { DigestNotice, DigestTask, TherapistDigest } from './staff-mail.ts';
import {
  byAge,
  dayIn,
  lineLists,
  listBlocks,
  MOST_LINES,
  nameIn,
  noticeMarked,
  staffEmail,
  taskMarked,
  taskTables,
} from './staff-page.ts';
import type { DigestCounts, Texts } from './texts.ts';

type Lines = {
  readonly dueToday: readonly DigestTask[];
  readonly overdue: readonly DigestTask[];
  readonly duringClosure: readonly DigestTask[];
  readonly worthKnowing: readonly DigestNotice[];
};

/**
 * What a therapist must do and know on an open day, in the clinic's language: due today, overdue (the oldest first),
 * what falls due during a closure that begins, what is worth knowing; by patient. The first 40 lines are listed and the
 * others counted.
 */
export function renderTherapistDigest(clinic: Clinic, digest: TherapistDigest): Email {
  const texts = clinicTexts(clinic);
  const all = linesOf(digest);
  const { listed, more } = cut(all);
  const counts = countsOf(all);
  const intro = texts.staff.therapist.intro(counts, dayIn(digest.today, texts));
  return staffEmail(clinic, {
    subject: texts.staff.therapist.subject(counts, clinicWords(clinic).name),
    sections: [
      [...openingOf(digest, texts), paragraph(intro)],
      ...sectionsOf(digest, listed, texts),
      [
        ...(Object.values(more).some((count) => count > 0) ? [paragraph(texts.staff.more(more))] : []),
        ...listBlocks(digest.listUrl, texts),
      ],
    ],
  });
}

function linesOf({ dueToday, overdue, duringClosure, worthKnowing }: TherapistDigest): Lines {
  return {
    dueToday: dueToday.toSorted(byAge),
    overdue: overdue.toSorted(byAge),
    duringClosure: (duringClosure?.tasks ?? []).toSorted(byAge),
    worthKnowing,
  };
}

/** The most urgent lines, and how many of each kind are left. */
function cut(all: Lines): { readonly listed: Lines; readonly more: DigestCounts } {
  let room = MOST_LINES;
  const take = <T>(lines: readonly T[]): readonly T[] => {
    const taken = lines.slice(0, room);
    room -= taken.length;
    return taken;
  };
  const listed: Lines = {
    dueToday: take(all.dueToday),
    overdue: take(all.overdue),
    duringClosure: take(all.duringClosure),
    worthKnowing: take(all.worthKnowing),
  };
  const [every, told] = [countsOf(all), countsOf(listed)];
  return {
    listed,
    more: {
      dueToday: every.dueToday - told.dueToday,
      overdue: every.overdue - told.overdue,
      duringClosure: every.duringClosure - told.duringClosure,
      worthKnowing: every.worthKnowing - told.worthKnowing,
    },
  };
}

const countsOf = ({ dueToday, overdue, duringClosure, worthKnowing }: Lines): DigestCounts => ({
  dueToday: dueToday.length,
  overdue: overdue.length,
  duringClosure: duringClosure.length,
  worthKnowing: worthKnowing.length,
});

function openingOf({ readBy, therapistName }: TherapistDigest, texts: Texts): readonly Block[] {
  switch (readBy) {
    case 'therapist':
      return [paragraph(texts.greeting(firstNameOf(therapistName)))];
    case 'manager':
      return [texts.greeting(null), texts.staff.therapist.forManager(nameIn(therapistName))].map(paragraph);
    case 'clinic':
      return [texts.greeting(null), texts.staff.therapist.forNobody].map(paragraph);
    default:
      return readBy satisfies never;
  }
}

function sectionsOf(
  { duringClosure }: TherapistDigest,
  lines: Lines,
  texts: Texts,
): readonly (readonly Block[])[] {
  const { therapist } = texts.staff;
  const titled = (title: string, blocks: readonly Block[]): readonly Block[] =>
    blocks.length === 0 ? [] : [{ kind: 'heading', level: 2, text: title }, ...blocks];
  const closed =
    duringClosure &&
    therapist.duringClosure(dayIn(duringClosure.from, texts), dayIn(duringClosure.to, texts));
  return [
    titled(
      therapist.dueToday,
      lineLists(lines.dueToday, (task) => taskMarked(task, texts), texts),
    ),
    titled(therapist.overdue, taskTables(lines.overdue, 3, texts)),
    titled(
      closed ?? '',
      lineLists(lines.duringClosure, (task) => taskMarked(task, texts), texts),
    ),
    titled(
      therapist.worthKnowing,
      lineLists(lines.worthKnowing, (each) => noticeMarked(each, texts), texts),
    ),
  ];
}
