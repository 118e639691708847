import type { CourseEvent } from '../../../shared/core/events/events.ts';
import { csvText } from '../../../shared/csv-text.ts';
import { FIELDS } from '../../../shared/import/fields.ts';
import { columnName, type FileRead, type RefusedRow } from '../../../shared/import/read-file.ts';
import type { Look } from '../../terminal/look.ts';
import { plain } from '../../terminal/text.ts';
import { renderTable } from '../../terminal/text-table.ts';
import type { Imported } from './import-run.ts';

const OUTCOMES = [
  ['new', 'new courses'],
  ['changed', 'changed'],
  ['unchanged', 'unchanged'],
  ['outside', 'outside the structured courses'],
  ['refused', 'refused'],
] as const;
const MOST_LISTED = 20;

/** What an import did, in numbers. */
export function summaryOf({ changes, refused }: Imported, look: Look): string[] {
  const rows = OUTCOMES.map(([outcome, words]) => {
    const those = changes.filter((each) => each.outcome === outcome);
    const events = those.reduce((sum, each) => sum + each.events.length, 0);
    return [words, String(those.length), events === 0 ? '' : String(events)];
  });
  rows.push(['rows with mistakes', String(new Set(refused.map(({ row }) => row)).size), '']);
  return renderTable(
    [{ title: '' }, { title: 'number', align: 'right' }, { title: 'events', align: 'right' }],
    rows,
    look,
  );
}

/** What an import would do with each course, the first ones of many. No names and no times. */
export function coursesOf({ changes }: Imported, look: Look): string[] {
  const active = changes
    .filter(({ events }) => events.length > 0)
    .sort((a, b) => (a.courseId < b.courseId ? -1 : 1));
  if (active.length === 0) return [];
  const rows = active
    .slice(0, MOST_LISTED)
    .map(({ courseId, outcome, events }) => [courseId, outcome, events.map(wordsOf).join(', ')]);
  const rest = active.length - rows.length;
  const table = renderTable([{ title: 'course' }, { title: '' }, { title: 'what is told' }], rows, look);
  return rest > 0 ? [...table, `  and ${rest} more courses`] : table;
}

const WORDS: Readonly<Partial<Record<CourseEvent['type'], string>>> = {
  'course.enrolled': 'enrolled',
  'patient.updated': 'patient changed',
  'course.corrected': 'course corrected',
  'therapist.assigned': 'another therapist',
  'visit.booked': 'booked',
  'visit.held': 'held',
  'visit.missed': 'missed',
  'visit.cancelled': 'cancelled',
  'session.held': 'session',
  'event.retracted': 'a mistake taken back',
};

const wordsOf = ({ type, data }: CourseEvent): string =>
  [WORDS[type] ?? type, 'serviceCode' in data ? data.serviceCode : ''].join(' ').trim();

/** How the columns are read. Columns that are not known are counted and not named. */
export function columnsTable({ columns }: FileRead, look: Look): string[] {
  const rows = FIELDS.filter((field) => columns.at.has(field)).map((field) => [
    plain(columnName(columns, field)),
    field,
  ]);
  const unread = columns.headings.length - columns.at.size;
  const table = renderTable([{ title: 'column' }, { title: 'is read as' }], rows, look);
  return unread > 0 ? [...table, `  not read: ${unread} ${unread === 1 ? 'column' : 'columns'}`] : table;
}

/** Mistakes as people mend them in a spreadsheet. */
export const mistakesAsCsv = (refused: readonly RefusedRow[]): string =>
  csvText([
    ['row', 'column', 'expected'],
    ...refused.map(({ row, column, expected }) => [String(row), column, expected]),
  ]);
