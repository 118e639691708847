import type { Course } from './course/course.ts';
import { PROTOCOLS } from './protocols/index.ts';
import { type Protocol, type SessionKind, theVisit, type VisitName } from './protocols/protocol.ts';
import type { History } from './reminders/log.ts';
import { toldTimes } from './reminders/told-times.ts';
import type { Cap } from './visits/cap.ts';
import type { PlannedVisit } from './visits/planned-visit.ts';
import { capitalized, dateWords, type Words } from './words/words.ts';

/** What a therapist should know about a course that is neither a date nor a task. */
export function planNotices(
  protocol: Protocol,
  course: Course,
  visits: readonly PlannedVisit[],
  cap: Cap | null,
  history: History,
): Words[] {
  return [
    ...course.notices,
    ...addressNotices(course),
    ...visits.flatMap((visit) => [...visitNotices(visit, course, cap), ...toldAnotherTime(visit, history)]),
    ...strangers(protocol, course, visits),
    ...sessionNotices(protocol, course),
  ];
}

function addressNotices({ malformedAddresses }: Course): Words[] {
  const notices: Words[] = [];
  if (malformedAddresses.has('patient')) {
    notices.push({
      en: "The patient's e-mail address is none that can be written to: correct it.",
      da: 'Patientens e-mailadresse kan ikke bruges: ret den.',
    });
  }
  if (malformedAddresses.has('therapist')) {
    notices.push({
      en: "The therapist's e-mail address is none that can be written to: correct it.",
      da: 'Fysioterapeutens e-mailadresse kan ikke bruges: ret den.',
    });
  }
  return notices;
}

function visitNotices(visit: PlannedVisit, course: Course, cap: Cap | null): Words[] {
  const { definition, window, facts, status, anchor } = visit;
  const title = capitalized(theVisit(definition.title));
  const code = definition.serviceCodes[course.entry];
  const heldAs = facts.held?.serviceCode;
  const conditions: [unknown, Words][] = [
    [
      status === 'planned' && window?.hasOpenDay === false,
      {
        en: `${title.en}: no open day in the window.`,
        da: `${title.da}: klinikken har ingen åbningsdag i tidsrummet.`,
      },
    ],
    [
      anchor.reached && !anchor.held && !facts.held,
      {
        en: `${title.en} is counted from a waived visit: the patient gets no reminders for it.`,
        da: `${title.da} regnes fra et besøg, der er frafaldet: patienten får ingen påmindelser om den.`,
      },
    ],
    [
      facts.waived && facts.held,
      {
        en: `${title.en} was waived and is held all the same.`,
        da: `${title.da} var frafaldet og er alligevel afholdt.`,
      },
    ],
    [
      facts.waived && facts.booking,
      {
        en: `${title.en} was waived and is booked all the same.`,
        da: `${title.da} var frafaldet og er alligevel booket.`,
      },
    ],
    [
      heldAs && code && heldAs !== code,
      {
        en: `${title.en} was held as ${heldAs}; with this entry it is ${code}.`,
        da: `${title.da} er afholdt som ${heldAs}; i dette forløb er ydelsesnummeret ${code}.`,
      },
    ],
  ];
  return [
    ...conditions.flatMap(([holds, notice]) => (holds ? [notice] : [])),
    ...bookingNotices(visit, title, cap),
  ];
}

function bookingNotices(
  { definition, window, bookedOn, status }: PlannedVisit,
  title: Words,
  cap: Cap | null,
): Words[] {
  if (!bookedOn || status !== 'booked') return [];
  const day = dateWords(bookedOn);
  const booked = { en: `${title.en} is booked for ${day.en}`, da: `${title.da} er booket til den ${day.da}` };
  const notices: Words[] = [];
  if (window && (bookedOn < window.earliest || bookedOn > window.latest)) {
    const [from, to] = [dateWords(window.earliest), dateWords(window.latest)];
    notices.push({
      en: `${booked.en}, outside ${from.en} to ${to.en}.`,
      da: `${booked.da}, uden for tidsrummet fra den ${from.da} til den ${to.da}.`,
    });
  }
  if (definition.followUp && cap && bookedOn > cap.date) {
    const last = dateWords(cap.date);
    notices.push({
      en: `${booked.en}, after the cap of ${last.en}.`,
      da: `${booked.da}, efter fristen på 12 måneder (den ${last.da}).`,
    });
  }
  return notices;
}

/**
 * A patient is told a time once. One who was told it, then another, and is booked for the first again has the wrong
 * time in mind, and no e-mail to set it right.
 */
function toldAnotherTime({ visit, status, facts, definition }: PlannedVisit, history: History): Words[] {
  if (status !== 'booked' || !facts.booking) return [];
  const { startsAt } = facts.booking;
  const told = toldTimes(history, visit).map((each) => each.startsAt);
  if (!told.includes(startsAt) || told.at(-1) === startsAt) return [];
  const title = capitalized(theVisit(definition.title));
  return [
    {
      en: `${title.en} is back at a time that the patient was told before another one: call the patient.`,
      da: `${title.da} er tilbage på en tid, som patienten har fået oplyst før en anden: ring til patienten.`,
    },
  ];
}

/** Facts about visits that this protocol, or this entry, does not have. */
function strangers(protocol: Protocol, course: Course, visits: readonly PlannedVisit[]): Words[] {
  const known = new Set(visits.map(({ visit }) => visit));
  return [...course.visits.keys()]
    .filter((visit) => !known.has(visit))
    .map((visit) => ({
      en: `Something was recorded for ${visit}, which is no visit of ${protocol.protocol} with entry ${course.entry}.`,
      da: `Der er registreret noget for ${visitInDanish(visit)}, som ikke hører til dette forløb.`,
    }));
}

const SESSIONS_DA: Readonly<Record<SessionKind, string>> = {
  'group-education': 'patientuddannelse på hold',
  'group-training': 'superviseret træning på hold',
  'individual-education': 'individuel patientuddannelse',
  'individual-training': 'individuel superviseret træning',
  'manual-treatment': 'manuel behandling',
  'individual-training-or-manual-treatment': 'individuel træning eller manuel behandling',
  'self-training': 'superviseret selvtræning på klinik',
};

const visitInDanish = (visit: VisitName): string => {
  const definitions = Object.values(PROTOCOLS).flatMap(({ visits }) => visits);
  return definitions.find((each) => each.visit === visit)?.title.daInText ?? visit;
};

function sessionNotices(protocol: Protocol, course: Course): Words[] {
  const codes = new Set(protocol.sessions.flatMap(({ serviceCode }) => serviceCode ?? []));
  const foreign = [...new Set(course.sessions.flatMap(({ serviceCode }) => serviceCode ?? []))].filter(
    (code) => !codes.has(code),
  );
  const tooMany = protocol.sessions.flatMap(({ kind, atMost }) => {
    const count = course.sessions.filter((session) => session.kind === kind).length;
    return atMost !== undefined && count > atMost
      ? [
          {
            en: `${count} sessions of ${kind}; the agreement allows ${atMost}.`,
            da: `${count} gange ${SESSIONS_DA[kind]}; overenskomsten tillader ${atMost}.`,
          },
        ]
      : [];
  });
  return [
    ...foreign.map((code) => ({
      en: `A session was recorded as ${code}, which is no code of ${protocol.protocol}.`,
      da: `En behandling er registreret som ${code}, som ikke er et ydelsesnummer i dette forløb.`,
    })),
    ...tooMany,
  ];
}
