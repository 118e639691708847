import type { Protocol } from '../core/protocols/protocol.ts';
import { visitsOfCode } from '../core/protocols/service-codes.ts';
import type { Appointment, Person, Row, RowIssue } from './row.ts';

/** All that a file tells of one course, in whatever order its rows stand. */
export type ToldCourse = {
  readonly courseId: string;
  /** The first row that is about it. */
  readonly row: number;
  readonly person: Person;
  /** By time, each once. */
  readonly appointments: readonly Appointment[];
};

/**
 * Puts the rows of one course together. Where rows tell different things nobody can say which is true: then all of them
 * are refused, so that the order of rows decides nothing.
 */
export function courseOf(rows: readonly Row[]): ToldCourse | readonly RowIssue[] {
  const [first, ...rest] = [...rows].sort((a, b) => a.row - b.row);
  if (!first) return [];
  const issues: RowIssue[] = [];
  const person: Record<string, string> = {};
  for (const each of [first, ...rest]) {
    for (const [field, value] of Object.entries(each.person) as [keyof Person, string][]) {
      person[field] ??= value;
      if (person[field] !== value)
        issues.push({
          row: each.row,
          field,
          expected: `expected the same as in the other rows of this course`,
        });
    }
  }
  const appointments = distinct(rows.flatMap(({ appointment }) => appointment ?? []));
  const contradicting = appointments.filter((each, index) =>
    appointments.some(
      (other, at) => at !== index && (keyOf(other) === keyOf(each) || isHalfNamed(other, each)),
    ),
  );
  for (const { row } of contradicting)
    issues.push({
      row,
      field: 'bookingId',
      expected: 'expected this appointment once, or its rows to say the same',
    });
  if (issues.length > 0) return issues;
  return { courseId: first.courseId, row: first.row, person, appointments: appointments.sort(byTime) };
}

/** What names an appointment within its course. */
const keyOf = ({ bookingId, serviceCode, date, startsAt, status }: Appointment): string =>
  bookingId !== null ? `id ${bookingId}` : `at ${serviceCode} ${startsAt ?? date} ${status}`;

/** Whether two words are about one time, and only one of them has a number: whose the other is nobody can say. */
const isHalfNamed = (one: Appointment, other: Appointment): boolean =>
  (one.bookingId === null) !== (other.bookingId === null) && isSameTime(one, other);

const contentOf = ({ row: _, ...content }: Appointment): string => JSON.stringify(content);

/**
 * Without repeats, also of one with a number; without a number of its own, what was cancelled and is booked again at that
 * time is booked.
 */
function distinct(appointments: readonly Appointment[]): Appointment[] {
  const once = [...new Map(appointments.map((each) => [contentOf(each), each])).values()];
  return once.filter(
    (each) =>
      each.bookingId !== null ||
      !once.some(
        (other) =>
          isSameTime(other, each) &&
          (other.bookingId === null ? rank(other) < rank(each) : other.status === each.status),
      ),
  );
}

const isSameTime = (a: Appointment, b: Appointment): boolean =>
  a.serviceCode === b.serviceCode && (a.startsAt ?? a.date) === (b.startsAt ?? b.date);

/** Of two words about one time the one that says more. */
const rank = ({ status }: Appointment): number => ['held', 'booked', 'missed', 'cancelled'].indexOf(status);

function byTime(a: Appointment, b: Appointment): number {
  const [one, other] = [timeOf(a), timeOf(b)];
  return one === other ? 0 : one < other ? -1 : 1;
}
const timeOf = ({ startsAt, date, serviceCode, bookingId }: Appointment): string =>
  [startsAt ?? date, serviceCode, bookingId].join(' ');

/** Of a code for several visits only the earliest booking to come is told: the next one means the next visit. */
export function withoutWaiting(
  appointments: readonly Appointment[],
  protocols: readonly Protocol[],
): Appointment[] {
  const isOfSeveral = (code: string) =>
    protocols.some((protocol) => visitsOfCode(code, [protocol]).length > 1);
  return appointments.filter((each, index) => {
    if (each.status !== 'booked' || !isOfSeveral(each.serviceCode)) return true;
    const before = appointments.slice(0, index);
    return !before.some(({ status, serviceCode }) => status === 'booked' && serviceCode === each.serviceCode);
  });
}
