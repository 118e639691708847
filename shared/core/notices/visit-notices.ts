import { isGoodEnd } from '../course/closing.ts';
import type { CourseNotice } from '../course/notice.ts';
import { theVisit } from '../protocols/protocol.ts';
import type { PlannedVisit } from '../visits/planned-visit.ts';
import { capitalized, dateWords, type Words } from '../words/words.ts';
import type { NoticeFacts } from './notice-facts.ts';

/** What does not fit one visit. */
export function visitNotices(visit: PlannedVisit, noticed: NoticeFacts): CourseNotice[] {
  const { definition, facts, status, anchor } = visit;
  const title = capitalized(theVisit(definition.title));
  const code = definition.serviceCodes[noticed.course.entry];
  const heldAs = facts.held?.serviceCode;
  const conditions: [holds: unknown, notice: () => CourseNotice][] = [
    [
      anchor.reached && !anchor.held && (status === 'planned' || status === 'booked'),
      () => ({
        kind: 'counted-from-waived',
        en: `${title.en} is counted from a waived visit: the patient gets no reminders for it.`,
        da: `${title.da} regnes fra et besøg, der er fravalgt: patienten får ingen påmindelser om den.`,
      }),
    ],
    [
      facts.waived && facts.held,
      () => ({
        kind: 'waived-and-held',
        en: `${title.en} was waived and is held all the same.`,
        da: `${title.da} var fravalgt og er alligevel afholdt.`,
      }),
    ],
    [
      facts.waived && facts.booking,
      () => ({
        kind: 'waived-and-booked',
        en: `${title.en} was waived and is booked all the same.`,
        da: `${title.da} er fravalgt, men står stadig booket.`,
      }),
    ],
    [
      heldAs && code && heldAs !== code,
      () => ({
        kind: 'held-under-other-code',
        en: `${title.en} was held as ${heldAs}; with this entry it is ${code}.`,
        da: `${title.da} er afholdt som ${heldAs}; i dette forløb er ydelsesnummeret ${code}.`,
      }),
    ],
  ];
  return [
    ...noOpenDay(visit, title, noticed),
    ...conditions.flatMap(([holds, notice]) => (holds ? [notice()] : [])),
    ...bookingNotices(visit, title, noticed),
    ...unmeasured(visit, title, noticed),
  ].map((notice) => ({ ...notice, visit: visit.visit }));
}

/** A course that ended well before its closing visit was held, so that nothing says how the patient left it. */
function unmeasured(visit: PlannedVisit, title: Words, { protocol, course }: NoticeFacts): CourseNotice[] {
  const { status, facts, questionnaires, assessments } = visit;
  if (visit.visit !== protocol.closingVisit || status !== 'cancelled' || !isGoodEnd(course)) return [];
  const isMissing =
    questionnaires.some((each) => !facts.answered.has(each)) ||
    assessments.some((each) => !facts.recorded.has(each));
  if (!isMissing) return [];
  return [
    {
      kind: 'closed-without-measures',
      en: `${title.en} was not held before the course was closed: the last questionnaires or tests are missing.`,
      da: `${title.da} blev ikke afholdt, før forløbet blev afsluttet: de afsluttende spørgeskemaer eller test mangler.`,
    },
  ];
}

/** A day can be agreed from when there is a day to count from, until the window is over. */
function noOpenDay(
  { status, window, anchor }: PlannedVisit,
  title: Words,
  { today }: NoticeFacts,
): CourseNotice[] {
  if (status !== 'planned' || window?.hasOpenDay !== false) return [];
  const canBeAgreed = anchor.reached && anchor.date <= today && today <= window.latest;
  return [
    {
      kind: canBeAgreed ? 'no-open-day' : 'no-open-day-ahead',
      en: `${title.en}: no open day in the window.`,
      da: `${title.da}: klinikken har ingen åbningsdag i tidsrummet.`,
    },
  ];
}

function bookingNotices(visit: PlannedVisit, title: Words, { cap }: NoticeFacts): CourseNotice[] {
  const { definition, timing, window, bookedOn, status } = visit;
  if (!bookedOn || status !== 'booked') return [];
  const day = dateWords(bookedOn);
  const booked = { en: `${title.en} is booked for ${day.en}`, da: `${title.da} er booket til den ${day.da}` };
  const notices: CourseNotice[] = [];
  if (window && (isTooEarly(visit) || bookedOn > window.latest)) {
    const [from, to] = [dateWords(window.earliest), dateWords(window.latest)];
    notices.push({
      kind: timing.strict ? 'booked-outside-strict-window' : 'booked-outside-soft-window',
      en: `${booked.en}, outside ${from.en} to ${to.en}.`,
      da: `${booked.da}, uden for tidsrummet fra den ${from.da} til den ${to.da}.`,
    });
  }
  if (definition.followUp && cap && bookedOn > cap.date) {
    const last = dateWords(cap.date);
    notices.push({
      kind: 'booked-after-cap',
      en: `${booked.en}, after the cap of ${last.en}.`,
      da: `${booked.da}, efter fristen på 12 måneder (den ${last.da}).`,
    });
  }
  return notices;
}

/** Booked before its window, and not by the common judgement that the guide leaves it to. */
const isTooEarly = ({ timing, window, bookedOn }: PlannedVisit): boolean =>
  window !== null && bookedOn !== null && bookedOn < window.earliest && !timing.earlierByAgreement;
