import type * as z from 'zod';
import { ENTRIES, type Entry, type Offset, type Protocol, type Timing, type VisitName } from './protocol.ts';

/** Something wrong: where in the protocol, and what was expected. */
type Issue = { readonly path: (string | number)[]; readonly message: string };

/** The rules of a protocol that no single field shows. What is wrong is named by its place, with what was expected. */
export function checkProtocol({ value, issues }: z.core.ParsePayload<Omit<Protocol, 'title'>>): void {
  const found = [
    ...names(value),
    ...ENTRIES.flatMap((entry) => [
      ...anchors(value, entry),
      ...windows(value, entry),
      ...codes(value, entry),
    ]),
    ...followUps(value),
    ...sessions(value),
  ];
  for (const { path, message } of found) issues.push({ code: 'custom', input: undefined, path, message });
}

type Shape = Omit<Protocol, 'title'>;

/** Every visit once, and the closing one among them. */
function names({ visits, closingVisit }: Shape): Issue[] {
  const twice = visits.flatMap(({ visit }, index): Issue[] => {
    const first = visits.findIndex((each) => each.visit === visit);
    if (first === index) return [];
    return [{ path: ['visits', index, 'visit'], message: `expected another name than visits.${first} has` }];
  });
  const closes = visits.find(({ visit }) => visit === closingVisit);
  const always = closes && ENTRIES.every((entry) => closes.timing[entry]);
  return always
    ? twice
    : [...twice, { path: ['closingVisit'], message: 'expected a visit that the course has by every entry' }];
}

/** One visit starts the course, and each other one is counted from one before it. */
function anchors({ visits }: Shape, entry: Entry): Issue[] {
  const timed = visits.flatMap(({ visit, timing }, index) => {
    const own = timing[entry];
    return own ? [{ visit, anchor: own.anchor, index }] : [];
  });
  const at = (index: number) => ['visits', index, 'timing', entry, 'anchor'];
  const starts = timed.filter(({ anchor }) => anchor === 'enrolment');
  const [first, second] = starts;
  const start: Issue[] = !first
    ? [
        {
          path: ['visits'],
          message: `expected a visit that is counted from the enrolment by the entry ${entry}`,
        },
      ]
    : second
      ? [
          {
            path: at(second.index),
            message: `expected a visit: visits.${first.index} starts the course already`,
          },
        ]
      : [];
  const anchorOf = new Map(timed.map(({ visit, anchor }) => [visit, anchor]));
  const order = timed.flatMap(({ visit, anchor, index }): Issue[] => {
    if (anchor === 'enrolment') return [];
    if (!anchorOf.has(anchor))
      return [{ path: at(index), message: `expected "enrolment" or a visit that the entry ${entry} has` }];
    const circle = circleFrom(visit, anchorOf);
    if (circle) return [{ path: at(index), message: `expected no circle of anchors: ${circle.join(' → ')}` }];
    return timed.some((each) => each.visit === anchor && each.index < index)
      ? []
      : [{ path: at(index), message: 'expected a visit that stands before this one in the list' }];
  });
  return [...start, ...order];
}

/** The way from a visit over its anchors back to itself; null when it leads elsewhere. */
function circleFrom(
  visit: VisitName,
  anchorOf: ReadonlyMap<VisitName, Timing['anchor']>,
): readonly VisitName[] | null {
  const way: VisitName[] = [visit];
  for (let next = anchorOf.get(visit); next && next !== 'enrolment'; next = anchorOf.get(next)) {
    if (next === visit) return [...way, visit];
    if (way.includes(next)) return null;
    way.push(next);
  }
  return null;
}

const LONGEST_MONTH = 31;
const SHORTEST_MONTH = 28;

/** The days of a distance, at the least or at the most. */
function daysOf(offset: Offset, monthDays: number): number {
  if ('days' in offset) return offset.days;
  return 'weeks' in offset ? offset.weeks * 7 : offset.months * monthDays;
}

/** The day that the offset gives lies in the window, and the window behind the day it is counted from. */
function windows({ visits }: Shape, entry: Entry): Issue[] {
  return visits.flatMap(({ timing }, index): Issue[] => {
    const own = timing[entry];
    if (!own) return [];
    const path = ['visits', index, 'timing', entry];
    const atMost = daysOf(own.offset, LONGEST_MONTH);
    if (own.window.kind === 'from-anchor')
      return own.window.days >= atMost
        ? []
        : [
            {
              path: [...path, 'window', 'days'],
              message: `expected at least ${atMost}, as far as the offset reaches`,
            },
          ];
    if (daysOf(own.offset, SHORTEST_MONTH) > 0) return [];
    return [
      {
        path: [...path, 'window', 'kind'],
        message: 'expected from-anchor: no day lies before the anchor itself',
      },
    ];
  });
}

/** A visit has a code for each entry that it has a time for, and none besides. */
function codes({ visits }: Shape, entry: Entry): Issue[] {
  return visits.flatMap(({ serviceCodes, timing }, index): Issue[] => {
    const [isBilled, isTimed] = [serviceCodes[entry] !== undefined, timing[entry] !== undefined];
    if (isBilled === isTimed) return [];
    return isTimed
      ? [
          {
            path: ['visits', index, 'serviceCodes', entry],
            message: 'expected a service code; it is missing',
          },
        ]
      : [
          {
            path: ['visits', index, 'timing', entry],
            message: 'expected a timing, as there is a service code',
          },
        ];
  });
}

/** A follow-up comes behind the visit that it must keep away from, and under a cap. */
function followUps({ visits, cap }: Shape): Issue[] {
  return visits.flatMap(({ followUp, timing }, index): Issue[] => {
    if (!followUp) return [];
    if (!cap) return [{ path: ['cap'], message: `expected a cap: visits.${index} is a follow-up` }];
    const before = visits.slice(0, index).find(({ visit }) => visit === followUp.after);
    const fits = before && ENTRIES.every((entry) => !timing[entry] || before.timing[entry]);
    const message = 'expected a visit that stands before this one in the list, by the same entries';
    return fits ? [] : [{ path: ['visits', index, 'followUp', 'after'], message }];
  });
}

/** Every kind of session once, under a code of its own; training and education are of these kinds. */
function sessions({ sessions: all, visits, training, education }: Shape): Issue[] {
  const codesOfVisits = new Set(visits.flatMap(({ serviceCodes }) => Object.values(serviceCodes)));
  const twice = all.flatMap(({ kind, serviceCode }, index): Issue[] => {
    const before = all.slice(0, index);
    const path = ['sessions', index];
    if (before.some((each) => each.kind === kind))
      return [{ path: [...path, 'kind'], message: 'expected a kind that no session before it has' }];
    if (serviceCode === undefined) return [];
    return codesOfVisits.has(serviceCode) || before.some((each) => each.serviceCode === serviceCode)
      ? [
          {
            path: [...path, 'serviceCode'],
            message: 'expected a code that no visit and no other session has',
          },
        ]
      : [];
  });
  const known = new Set(all.map(({ kind }) => kind));
  const unknown = Object.entries({ training, education }).flatMap(([name, group]) =>
    (group?.kinds ?? []).flatMap((kind, index): Issue[] =>
      known.has(kind)
        ? []
        : [{ path: [name, 'kinds', index], message: 'expected a kind that is among the sessions' }],
    ),
  );
  const usual = training?.usual;
  const range: Issue[] =
    usual && usual.from > usual.to
      ? [{ path: ['training', 'usual', 'to'], message: 'expected at least as many as "from"' }]
      : [];
  return [...twice, ...unknown, ...range];
}
