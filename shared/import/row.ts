import { holdsCpr } from '../core/events/cpr.ts';
import { isId } from '../core/events/events.ts';
import type { Protocol } from '../core/protocols/protocol.ts';
import { type CivilDate, parseCivilDate } from '../core/time/civil-date.ts';
import { atLocalTime, type Instant, localDateOf, minutesBetween, toInstant } from '../core/time/instant.ts';
import { type Moment, readMoment, readTime } from './dates.ts';
import type { Field } from './fields.ts';
import type { Columns, Mapping } from './mapping.ts';
import { type AppointmentStatus, expectedWord, meaningOfWord } from './words.ts';

/** Something of a row that cannot be taken: where, and what was expected. Never the value. */
export type RowIssue = { readonly row: number; readonly field: Field; readonly expected: string };

/** What a row tells of patient and course. */
export type Person = Readonly<
  Partial<
    Record<
      | 'patientId'
      | 'name'
      | 'email'
      | 'phone'
      | 'language'
      | 'consent'
      | 'protocol'
      | 'entry'
      | 'enrolledOn'
      | 'referralDate'
      | 'contactDate'
      | 'therapistId'
      | 'therapistName'
      | 'therapistEmail',
      string
    >
  >
>;

/** What a row tells of an appointment. */
export type Appointment = {
  readonly row: number;
  readonly serviceCode: string;
  readonly status: AppointmentStatus;
  readonly date: CivilDate;
  /** Null when no time of day was told: then it is not `booked`. */
  readonly startsAt: Instant | null;
  readonly durationMinutes: number | null;
  readonly bookingId: string | null;
  /** When this was last said; null when the file does not tell. */
  readonly changedAt: Instant | null;
};

/** One row, understood. */
export type Row = {
  readonly row: number;
  readonly courseId: string;
  readonly person: Person;
  readonly appointment: Appointment | null;
};

/** The clinic that a file is of. */
export type OfClinic = { readonly timeZone: string; readonly protocols: readonly Protocol[] };
export type Reading = OfClinic & { readonly columns: Columns; readonly mapping: Mapping };

/** Reads the cells of one row. @param row as a spreadsheet counts: the headings stand in row 1 */
export function readRow(cells: readonly string[], row: number, reading: Reading): Row | readonly RowIssue[] {
  const cell = (field: Field): string | undefined => {
    const index = reading.columns.at.get(field);
    const text = index === undefined ? '' : (cells[index] ?? '').replaceAll('\u00a0', ' ').trim();
    return text || reading.mapping.defaults[field];
  };
  return understand(cell, row, reading);
}

/** What the fields of a row, or of a calendar's entry, tell. */
export function understand(
  cell: (field: Field) => string | undefined,
  row: number,
  { mapping, timeZone, protocols }: Omit<Reading, 'columns'>,
): Row | readonly RowIssue[] {
  const issues: RowIssue[] = [];
  const refuse = (field: Field, expected: string): undefined => {
    if (!issues.some((issue) => issue.field === field)) issues.push({ row, field, expected });
  };
  const read: ReadCell = (field) => {
    const text = cell(field);
    if (text === undefined) return undefined;
    const value = VALUE_OF[field]?.(text) ?? wordOf(field, text, mapping, protocols);
    return value === WRONG ? refuse(field, EXPECTED[field] ?? expectedWord(field, protocols)) : value;
  };
  const moment = (field: Field): Moment | undefined => {
    const text = cell(field);
    if (text === undefined) return undefined;
    return readMoment(text, mapping.dateOrder) ?? refuse(field, A_DATE);
  };
  const patientId = read('patientId');
  const courseId = read('courseId') ?? patientId;
  const person = personOf(read, (field) => dayOf(moment(field), timeZone), cell, mapping);
  const appointment = appointmentOf({ read, moment, refuse, cell, row, timeZone });
  if (courseId === undefined && issues.length === 0)
    refuse('patientId', `${EXPECTED.patientId}; it is missing`);
  return issues.length > 0 || courseId === undefined ? issues : { row, courseId, person, appointment };
}

type ReadCell = (field: Field) => string | undefined;
const WRONG = Symbol('wrong');

const anId = (text: string) => (isId(text) && !holdsCpr(text) ? text : WRONG);
/** A code may have lost its first zero in a spreadsheet, and be followed by its name. */
const aCode = (text: string) => /^\d{3,4}(?!\d)/.exec(text)?.[0].padStart(4, '0') ?? WRONG;
const minutes = (text: string) => /^(\d{1,3})\s*(m|min|minutter)?\.?$/i.exec(text)?.[1] ?? WRONG;

const VALUE_OF: Readonly<Partial<Record<Field, (text: string) => string | typeof WRONG>>> = {
  courseId: anId,
  patientId: anId,
  bookingId: anId,
  serviceCode: aCode,
  durationMinutes: minutes,
  endTime: (text) => readTime(text) ?? WRONG,
};
const A_DATE = 'expected an existing date such as 05-03-2026 or 2026-03-05, with or without a time';
const A_TIME = 'expected a time of day such as 09:30';
const AN_ID = 'expected 1 to 64 of A-Z a-z 0-9 . _ : - and no civil registration number (CPR)';
const EXPECTED = {
  courseId: AN_ID,
  patientId: AN_ID,
  bookingId: AN_ID,
  therapistId: AN_ID,
  serviceCode: 'expected a service code of four digits',
  durationMinutes: 'expected a number of minutes',
  endTime: A_TIME,
} as const satisfies Partial<Record<Field, string>> as Readonly<Partial<Record<Field, string>>>;

function wordOf(
  field: Field,
  text: string,
  { words }: Mapping,
  protocols: readonly Protocol[],
): string | typeof WRONG {
  const meaning = meaningOfWord(field, text, words[field] ?? {}, protocols);
  return meaning === null ? text : (meaning ?? WRONG);
}

function personOf(
  read: ReadCell,
  day: (field: Field) => string | undefined,
  cell: (field: Field) => string | undefined,
  mapping: Mapping,
): Person {
  const parts = [cell('firstName'), cell('lastName')].filter((part) => part !== undefined);
  return withoutGaps({
    patientId: read('patientId') ?? read('courseId'),
    name: cell('name') ?? (parts.length > 0 ? parts.join(' ') : undefined),
    email: cell('email'),
    phone: cell('phone'),
    language: read('language'),
    consent: read('consent'),
    protocol: read('protocol'),
    entry: read('entry'),
    enrolledOn: day('enrolledOn'),
    referralDate: day('referralDate'),
    contactDate: day('contactDate'),
    ...therapistOf(cell, mapping),
  });
}

/** A therapist by the mapping's list, else by what the row has: initials, a name, an address. */
function therapistOf(cell: (field: Field) => string | undefined, { therapists }: Mapping) {
  const called = cell('therapistId') ?? cell('therapistName');
  if (called === undefined) return {};
  const known = Object.hasOwn(therapists, called) ? therapists[called] : undefined;
  if (known)
    return { therapistId: known.therapistId, therapistName: known.name, therapistEmail: known.email };
  return {
    therapistId: idOf(called),
    therapistName: cell('therapistName') ?? called,
    therapistEmail: cell('therapistEmail'),
  };
}

/** A name as an id: its letters without their marks. */
const idOf = (text: string): string =>
  text
    .replace(/[æøåÆØÅ]/g, (letter) => DANISH[letter.toLowerCase()] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._:-]+/g, '-')
    .slice(0, 64);
const DANISH: Readonly<Record<string, string>> = { æ: 'ae', ø: 'oe', å: 'aa' };

const dayOf = (moment: Moment | undefined, timeZone: string): string | undefined =>
  moment && ('instant' in moment ? localDateOf(toInstant(moment.instant), timeZone) : moment.date);

const withoutGaps = (person: { readonly [K in keyof Person]: string | undefined }): Person =>
  Object.fromEntries(Object.entries(person).filter(([, value]) => value !== undefined));

type AppointmentCells = {
  readonly read: ReadCell;
  readonly moment: (field: Field) => Moment | undefined;
  readonly refuse: (field: Field, expected: string) => undefined;
  readonly cell: (field: Field) => string | undefined;
  readonly row: number;
  readonly timeZone: string;
};

/** Null when the row tells of none that a course knows: without a service code it is none of ours. */
function appointmentOf(cells: AppointmentCells): Appointment | null {
  const { read, moment, refuse, cell, row, timeZone } = cells;
  const serviceCode = read('serviceCode');
  const status = (read('status') ?? 'booked') as AppointmentStatus;
  if (serviceCode === undefined) return null;
  const day = moment('date');
  if (!day) {
    if (cell('date') === undefined) refuse('date', `${A_DATE}; it is missing`);
    return null;
  }
  const { startsAt, until } = timesOf(cells, day);
  if (startsAt === null && status === 'booked') {
    refuse('time', `${A_TIME}; it is missing`);
    return null;
  }
  const changed = moment('changedAt');
  return {
    row,
    serviceCode,
    status,
    date: parseCivilDate(dayOf(day, timeZone) ?? ''),
    startsAt,
    durationMinutes: durationOf(read('durationMinutes'), startsAt, until, timeZone),
    bookingId: read('bookingId') ?? null,
    changedAt: changed ? startOf(changed, undefined, timeZone) : null,
  };
}

/** A time of day may be a span: 9:00-9:30. */
function timesOf({ read, refuse, cell, timeZone }: AppointmentCells, day: Moment) {
  const [from, to] = (cell('time') ?? '').split(/\s*[-–]\s*/);
  const time = from ? (readTime(from) ?? refuse('time', A_TIME)) : undefined;
  return {
    startsAt: startOf(day, time, timeZone),
    until: read('endTime') ?? (to ? readTime(to) : undefined),
  };
}

function startOf(moment: Moment, time: string | undefined, timeZone: string): Instant | null {
  if ('instant' in moment) return toInstant(moment.instant);
  const at = time ?? moment.time;
  return at === undefined ? null : atLocalTime(parseCivilDate(moment.date), at, timeZone);
}

function durationOf(
  told: string | undefined,
  startsAt: Instant | null,
  until: string | undefined,
  timeZone: string,
): number | null {
  if (told !== undefined) return Number(told);
  if (startsAt === null || until === undefined) return null;
  const minutes = minutesBetween(startsAt, atLocalTime(localDateOf(startsAt, timeZone), until, timeZone));
  return minutes > 0 ? minutes : null;
}
