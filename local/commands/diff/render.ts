import type { Look } from '../../terminal/look.ts';
import { wrap } from '../../terminal/text.ts';
import { renderTable } from '../../terminal/text-table.ts';
import { momentInDigits } from '../../words/dates-in-words.ts';
import { amount } from '../../words/words.ts';
import { type CourseDiff, isDifferent, sumOf, type VisitDates } from './compare.ts';

/** What changes, for people: a line for each visit and reminder, then the sum. Ends with a line break. */
export function renderDiff(diffs: readonly CourseDiff[], timeZone: string, look: Look): string {
  const rows = diffs.filter(isDifferent).flatMap((diff) => rowsOf(diff, timeZone));
  const titles = ['course', 'what', 'which', 'before', 'after'];
  const table =
    rows.length > 0
      ? [
          ...renderTable(
            titles.map((title) => ({ title })),
            rows,
            look,
          ),
          '',
        ]
      : [];
  return `${[...table, ...wrap(sentenceOf(diffs), look.width)].join('\n')}\n`;
}

function rowsOf({ courseId, visits, added, dropped, moved }: CourseDiff, timeZone: string): string[][] {
  const at = (instant: Parameters<typeof momentInDigits>[0]) => momentInDigits(instant, timeZone);
  return [
    ...visits.map(({ visit, from, to }) => [courseId, 'visit moves', visit, dates(from), dates(to)]),
    ...added.map(({ key, sendAt }) => [courseId, 'reminder added', key, '', at(sendAt)]),
    ...dropped.map(({ key, sendAt }) => [courseId, 'reminder dropped', key, at(sendAt), '']),
    ...moved.map(({ key, from, to }) => [courseId, 'reminder moves', key, at(from), at(to)]),
  ];
}

const dates = ({ earliest, target, latest }: VisitDates): string =>
  target === null ? 'none' : `${target} (${earliest} to ${latest})`;

function sentenceOf(diffs: readonly CourseDiff[]): string {
  const { courses, different, visits, added, dropped, moved, tomorrow } = sumOf(diffs);
  return `${different} of ${amount(courses, 'course')} differ: ${amount(visits, 'visit')} moved, reminders: ${added} added, ${dropped} dropped, ${moved} moved. E-mails to patients tomorrow: ${tomorrow.to}, before ${tomorrow.from}.`;
}
