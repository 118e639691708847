import type { Course } from '../course/course.ts';
import type { CourseNotice } from '../course/notice.ts';
import { isEntryVisit, type Protocol, type SessionKind, theVisit } from '../protocols/protocol.ts';
import { addDays, type CivilDate } from '../time/civil-date.ts';
import type { PlannedVisit } from '../visits/planned-visit.ts';
import { offsetWords, plusOffset } from '../visits/window.ts';
import { dateWords } from '../words/words.ts';
import type { NoticeFacts } from './notice-facts.ts';

const SESSIONS_DA: Readonly<Record<SessionKind, string>> = {
  'group-education': 'patientuddannelse på hold',
  'group-training': 'superviseret træning på hold',
  'individual-education': 'individuel patientuddannelse',
  'individual-training': 'individuel superviseret træning',
  'manual-treatment': 'manuel behandling',
  'individual-training-or-manual-treatment': 'individuel superviseret træning eller manuel behandling',
  'self-training': 'superviseret selvtræning på klinik',
  other: 'anden behandling',
};

/** What does not fit the training and education between the visits. */
export const sessionNotices = (facts: NoticeFacts): CourseNotice[] => [
  ...foreignCodes(facts),
  ...atTheLimit(facts),
  ...lateEducation(facts),
];

function foreignCodes({ protocol, course }: NoticeFacts): CourseNotice[] {
  const isKnown = (code: string) => protocol.sessions.some(({ serviceCode }) => serviceCode === code);
  return [...new Set(course.sessions.flatMap(({ serviceCode }) => serviceCode ?? []))]
    .filter((code) => !isKnown(code))
    .map((code) => ({
      kind: 'unknown-session-code',
      en: `A session was recorded as ${code}, which is no code of this course.`,
      da: `En behandling er registreret som ${code}, som ikke er et af forløbets ydelsesnumre.`,
    }));
}

function atTheLimit({ protocol, course }: NoticeFacts): CourseNotice[] {
  return protocol.sessions.flatMap(({ kind, atMost }): CourseNotice[] => {
    const count = course.sessions.filter((session) => session.kind === kind).length;
    if (atMost === undefined || count < atMost) return [];
    return [
      count === atMost
        ? {
            kind: 'sessions-at-limit',
            en: `${count} sessions of ${kind}: that was the last one that the agreement allows.`,
            da: `${count} gange ${SESSIONS_DA[kind]}: det var den sidste, som overenskomsten giver mulighed for.`,
          }
        : {
            kind: 'sessions-over-limit',
            en: `${count} sessions of ${kind}; the agreement allows ${atMost}.`,
            da: `${count} gange ${SESSIONS_DA[kind]}; overenskomsten giver mulighed for ${atMost}.`,
          },
    ];
  });
}

function lateEducation({ protocol, course, visits, today }: NoticeFacts): CourseNotice[] {
  const entry = entryVisit(visits);
  const missedOn = educationMissedOn(protocol, course, visits);
  if (!protocol.education || !entry?.heldOn || !missedOn || today < missedOn) return [];
  const within = offsetWords(protocol.education.within);
  const [title, heldOn] = [theVisit(entry.definition.title), dateWords(entry.heldOn)];
  return [
    {
      kind: 'education-late',
      en: `No patient education within ${within.en} of ${title.en} (held ${heldOn.en}).`,
      da: `Ingen patientuddannelse inden for ${within.da} efter ${title.da} (afholdt ${heldOn.da}).`,
    },
  ];
}

/**
 * The first day on which patient education comes late, counted from the visit that started the course: the guide wants
 * it early. Null when it has been given, or is not to come any more.
 */
export function educationMissedOn(
  { education }: Protocol,
  { sessions, closed }: Course,
  visits: readonly PlannedVisit[],
): CivilDate | null {
  const heldOn = entryVisit(visits)?.heldOn;
  if (!education || !heldOn || closed || sessions.some(({ kind }) => education.kinds.includes(kind)))
    return null;
  return addDays(plusOffset(heldOn, education.within), 1);
}

const entryVisit = (visits: readonly PlannedVisit[]): PlannedVisit | undefined =>
  visits.find(({ timing }) => isEntryVisit(timing));
