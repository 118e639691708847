import type { Protocol, ProtocolName } from '../../core/protocols/protocol.ts';
import type { ListedCourse } from '../../ports/caseload.ts';
import { type CaseDay, isInWeek, isRunning, tasksOn, weekOf } from './case-facts.ts';
import { PATHS } from './paths.ts';
import { searchText } from './search-text.ts';

/** What can be ticked. */
export const TICKS = ['overdue', 'week', 'unreachable', 'ended'] as const;
export type Tick = (typeof TICKS)[number];

/** Which courses somebody asks for. It stands in the address of the page. */
export type CaseFilter = {
  readonly search: string;
  readonly therapist: string | null;
  readonly protocol: ProtocolName | null;
  /** `ended` adds courses that are over; the others leave courses out. */
  readonly ticked: readonly Tick[];
  /** From 1 on. */
  readonly page: number;
};

const MOST_LETTERS = 80;

/** The filter that a query says; what cannot be one is left out. @param protocols those of the clinic */
export function readFilter(
  query: Readonly<Record<string, string | undefined>>,
  protocols: readonly Protocol[],
): CaseFilter {
  const page = Number(query['page']);
  return {
    search: (query['q'] ?? '').trim().slice(0, MOST_LETTERS),
    therapist: query['therapist'] || null,
    protocol: protocols.find(({ protocol }) => protocol === query['protocol'])?.protocol ?? null,
    ticked: TICKS.filter((tick) => query[tick] === '1'),
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  };
}

/** Where a filter leads to. */
export function pathOf({ search, therapist, protocol, ticked, page }: CaseFilter): string {
  const query = new URLSearchParams({
    ...(search !== '' && { q: search }),
    ...(therapist !== null && { therapist }),
    ...(protocol !== null && { protocol }),
    ...Object.fromEntries(ticked.map((tick) => [tick, '1'])),
    ...(page > 1 && { page: String(page) }),
  });
  return query.size > 0 ? `${PATHS.caseload}?${query}` : PATHS.caseload;
}

/** Tells which courses a filter asks for. */
export function matching(filter: CaseFilter, day: CaseDay): (course: ListedCourse) => boolean {
  const week = weekOf(day);
  const words = searchText(filter.search).split(' ');
  const asks = (tick: Tick) => filter.ticked.includes(tick);
  return ({ courseId, line }) =>
    (asks('ended') || isRunning(line, day)) &&
    (filter.therapist === null || line.therapist?.therapistId === filter.therapist) &&
    (filter.protocol === null || line.protocol === filter.protocol) &&
    (!asks('overdue') || tasksOn(line, day).overdue.length > 0) &&
    (!asks('week') || isInWeek(line, week)) &&
    (!asks('unreachable') || line.unreachable !== null) &&
    (filter.search === '' || isNamed(courseId, line, words));
}

function isNamed(courseId: string, { patient }: ListedCourse['line'], words: readonly string[]): boolean {
  const named = searchText(patient ? `${patient.name} ${patient.patientId}` : courseId);
  return words.every((word) => named.includes(word));
}
