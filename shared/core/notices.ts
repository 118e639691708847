import type { Course } from './course/course.ts';
import type { Protocol } from './protocols/protocol.ts';
import type { History } from './reminders/log.ts';
import type { Cap } from './visits/cap.ts';
import type { PlannedVisit } from './visits/visits.ts';
import { readable } from './visits/why-this-date.ts';

/** What a therapist should know about a course that is neither a date nor a task. */
export function planNotices(
  protocol: Protocol,
  course: Course,
  visits: readonly PlannedVisit[],
  cap: Cap | null,
  history: History,
): string[] {
  return [
    ...course.notices,
    ...visits.flatMap((visit) => [...visitNotices(visit, course, cap), ...toldAnotherTime(visit, history)]),
    ...strangers(protocol, course, visits),
    ...sessionNotices(protocol, course),
  ];
}

function visitNotices(visit: PlannedVisit, course: Course, cap: Cap | null): string[] {
  const { definition, window, facts, status, anchor } = visit;
  const title = `The ${definition.title}`;
  const code = definition.serviceCodes[course.entry];
  const conditions: [unknown, string][] = [
    [status === 'planned' && window?.hasOpenDay === false, `${title}: no open day in the window.`],
    [
      anchor.reached && !anchor.held && !facts.held,
      `${title} is counted from a waived visit: the patient gets no reminders for it.`,
    ],
    [facts.waived && facts.held, `${title} was waived and is held all the same.`],
    [facts.waived && facts.booking, `${title} was waived and is booked all the same.`],
    [
      facts.held && code && facts.held.serviceCode !== code,
      `${title} was held as ${facts.held?.serviceCode}; with this entry it is ${code}.`,
    ],
  ];
  return [
    ...conditions.flatMap(([holds, notice]) => (holds ? [notice] : [])),
    ...bookingNotices(visit, title, cap),
  ];
}

function bookingNotices(
  { definition, window, bookedOn, status }: PlannedVisit,
  title: string,
  cap: Cap | null,
): string[] {
  if (!bookedOn || status !== 'booked') return [];
  const booked = `${title} is booked for ${readable(bookedOn)}`;
  const notices: string[] = [];
  if (window && (bookedOn < window.earliest || bookedOn > window.latest)) {
    notices.push(`${booked}, outside ${readable(window.earliest)} to ${readable(window.latest)}.`);
  }
  if (definition.followUp && cap && bookedOn > cap.date) {
    notices.push(`${booked}, after the cap of ${readable(cap.date)}.`);
  }
  return notices;
}

/**
 * A patient is told a time once. One who was told it, then another, and is booked for the first again has the wrong
 * time in mind, and no e-mail to set it right.
 */
function toldAnotherTime({ visit, status, facts, definition }: PlannedVisit, history: History): string[] {
  if (status !== 'booked' || !facts.booking) return [];
  const prefix = `${visit}/appointment/`;
  const told = [...history].flatMap(([key, said]) =>
    key.startsWith(prefix) && said.state === 'sent' ? [{ key, at: said.at }] : [],
  );
  const last = told.reduce<(typeof told)[number] | null>((a, b) => (a && a.at > b.at ? a : b), null);
  const current = `${prefix}${facts.booking.startsAt}`;
  if (!last || last.key === current || !told.some(({ key }) => key === current)) return [];
  return [
    `The ${definition.title} is back at a time that the patient was told before another one: call the patient.`,
  ];
}

/** Facts about visits that this protocol, or this entry, does not have. */
function strangers(protocol: Protocol, course: Course, visits: readonly PlannedVisit[]): string[] {
  const known = new Set(visits.map(({ visit }) => visit));
  return [...course.visits.keys()]
    .filter((visit) => !known.has(visit))
    .map(
      (visit) =>
        `Something was recorded for ${visit}, which is no visit of ${protocol.protocol} with entry ${course.entry}.`,
    );
}

function sessionNotices(protocol: Protocol, course: Course): string[] {
  const codes = new Set(protocol.sessions.flatMap(({ serviceCode }) => serviceCode ?? []));
  const foreign = [...new Set(course.sessions.flatMap(({ serviceCode }) => serviceCode ?? []))].filter(
    (code) => !codes.has(code),
  );
  const tooMany = protocol.sessions.flatMap(({ kind, atMost }) => {
    const count = course.sessions.filter((session) => session.kind === kind).length;
    return atMost !== undefined && count > atMost
      ? [`${count} sessions of ${kind}; the agreement allows ${atMost}.`]
      : [];
  });
  return [
    ...foreign.map((code) => `A session was recorded as ${code}, which is no code of ${protocol.protocol}.`),
    ...tooMany,
  ];
}
