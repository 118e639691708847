import { countSessions, trainingOf } from '../../shared/core/course/sessions.ts';
import type { EndOfCourse } from '../../shared/core/end-of-course.ts';
import type { Plan } from '../../shared/core/plan.ts';
import { unreachableBecause } from '../../shared/core/reminders/reachability.ts';
import type { Instant } from '../../shared/core/time/instant.ts';
import { type PlannedVisit, startsAt } from '../../shared/core/visits/planned-visit.ts';
import { plain } from '../terminal/text.ts';
import { dayInWords, daysInWords, momentInWords } from '../words/dates-in-words.ts';
import { entryTitle, protocolTitle, sessionsTitle, visitTitle } from '../words/words.ts';
import { explainAbsent } from './absent.ts';
import { type ExplainFacts, type ExplainInput, explainFacts } from './facts.ts';
import { explainStrays } from './log.ts';
import { nextSentence } from './next.ts';
import { explainReminders } from './reminder.ts';
import { explainTasks } from './task.ts';
import { CLOSED_BECAUSE, UNREACHABLE } from './words.ts';

/** Sentences under one label. */
export type Section = { readonly label: string; readonly sentences: readonly string[] };

/** What is said of the course, or of one visit. */
export type Block = {
  /** The visit with its code; null: of the course as a whole. */
  readonly title: string | null;
  /** How the visit stands; empty of the course. */
  readonly status: string;
  readonly sections: readonly Section[];
};

/** A course explained, before anybody draws it. */
export type Explanation = {
  /** What the course is, part by part: its id, its protocol, how it began, its status. */
  readonly heading: readonly string[];
  readonly blocks: readonly Block[];
};

/** A course explained to a therapist: why each date, e-mail and task is there, or is not. */
export function explainCourse(input: ExplainInput): Explanation {
  const facts = explainFacts(input);
  const { plan } = facts;
  const known = new Set<string>(plan.visits.map(({ visit }) => visit));
  const others = plan.tasks.filter(({ visit }) => visit === null || !known.has(visit));
  const notices = plan.notices.map(({ en }) => plain(en));
  const blocks = [
    ofCourse({ 'As of': [asOfSentence(facts)], Course: courseSentences(facts) }),
    ...plan.visits.map((visit) => visitBlock(visit, facts)),
    ofCourse({ 'E-mails': explainStrays(facts) }),
    ofCourse({ Tasks: explainTasks(others, facts) }),
    ofCourse({ Notices: notices }),
    ofCourse({ Next: [nextSentence(facts)] }),
  ];
  return { heading: headingOf(plan), blocks: blocks.filter(({ sections }) => sections.length > 0) };
}

const ofCourse = (sections: SectionsByLabel): Block => ({
  title: null,
  status: '',
  sections: sectionsOf(sections),
});

type SectionsByLabel = Readonly<Record<string, readonly string[]>>;

const sectionsOf = (sections: SectionsByLabel): Section[] =>
  Object.entries(sections)
    .map(([label, sentences]) => ({ label, sentences }))
    .filter(({ sentences }) => sentences.length > 0);

function headingOf({ course, protocol, status }: Plan): string[] {
  const parts = [
    plain(course.courseId),
    protocolTitle(protocol?.protocol ?? null),
    protocol ? entryTitle(course.entry) : '',
    status,
  ];
  return parts.filter((part) => part !== '');
}

function asOfSentence({ asOf, log, settings }: ExplainFacts): string {
  const moment = momentInWords(asOf, settings.timeZone);
  if (!log) return `${moment}, as if nothing had been sent.`;
  const { length } = log.messages;
  return `${moment}, with the log of messages: ${length === 0 ? 'it is empty' : `it has ${length}`}.`;
}

function courseSentences({ plan, settings, log }: ExplainFacts): string[] {
  const { course, cap, end } = plan;
  const logEndsAt = log?.logEndsAt ?? null;
  const unreachable = course.enrolment && logEndsAt === null ? unreachableBecause(course) : null;
  const sentences: (string | false)[] = [
    cap !== null && capSentence(plan),
    course.enrolment !== null && sessionSentence(plan),
    course.closed !== null &&
      `Closed on ${dayInWords(course.closed.date)}: ${CLOSED_BECAUSE[course.closed.reason]}.`,
    end !== null && forgettingSentence(end, course.closed === null, logEndsAt, settings.timeZone),
    course.paused !== null && pausedSentence(plan),
    unreachable !== null && `No e-mail reaches the patient: ${UNREACHABLE[unreachable]}.`,
  ];
  return sentences.filter((sentence) => sentence !== false);
}

/** How many sessions were held; says so of none only where some are usual. */
function sessionSentence({ course, protocol }: Plan): string | false {
  const held = { sessions: countSessions(course), training: trainingOf(course, protocol) };
  const title = sessionsTitle(held);
  return title !== '' && `Sessions: ${title}.`;
}

function forgettingSentence(
  { contactsErasedAt }: EndOfCourse,
  endsByItself: boolean,
  logEndsAt: Instant | null,
  timeZone: string,
): string {
  const from = momentInWords(contactsErasedAt, timeZone);
  if (logEndsAt === null)
    return `${endsByItself ? 'If nobody closes it, contact' : 'Contact'} details are erased from ${from}.`;
  return `Contact details have been erased, as from ${from}: no e-mail can go any more. The log stays until ${momentInWords(logEndsAt, timeZone)}.`;
}

function capSentence({ cap }: Plan): string {
  if (!cap) return '';
  const provisional = cap.from === 'referral' ? '' : ' It is provisional: no referral date is known.';
  return `Follow-ups lie on or before ${dayInWords(cap.date)}, 12 months from ${cap.from} (${dayInWords(cap.countedFrom)}).${provisional}`;
}

const pausedSentence = ({ course }: Plan): string =>
  course.paused?.until
    ? `Reminders are paused until ${dayInWords(course.paused.until)}.`
    : 'Reminders are paused until someone resumes them.';

function visitBlock(visit: PlannedVisit, facts: ExplainFacts): Block {
  const { plan } = facts;
  const tasks = plan.tasks.filter((task) => task.visit === visit.visit);
  const code = visit.definition.serviceCodes[plan.course.entry];
  return {
    title: `${visitTitle(visit.visit)}${code ? ` (${code})` : ''}`,
    status: statusOf(visit, facts),
    sections: sectionsOf({
      Why: [visit.why.en],
      Window: [windowSentence(visit)],
      'E-mails': [...explainReminders(visit, facts), ...explainAbsent(visit, facts)],
      Tasks: explainTasks(tasks, facts),
    }),
  };
}

function statusOf(visit: PlannedVisit, { settings }: ExplainFacts): string {
  const starts = startsAt(visit);
  if (visit.heldOn) return `held on ${dayInWords(visit.heldOn)}`;
  return visit.status === 'booked' && starts
    ? `booked for ${momentInWords(starts, settings.timeZone)}`
    : visit.status;
}

function windowSentence({ window, timing }: PlannedVisit): string {
  if (!window) return 'None: there is no room for it before the cap.';
  const kind = timing.strict ? 'a rule of the agreement' : 'approximate';
  return `${daysInWords(window.earliest, window.latest)} (${kind}); aim for ${dayInWords(window.target)}.`;
}
