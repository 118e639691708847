import { countSessions, trainingOf } from '../../../shared/core/course/sessions.ts';
import type { EndOfCourse } from '../../../shared/core/end-of-course.ts';
import type { Plan } from '../../../shared/core/plan.ts';
import { unreachableBecause } from '../../../shared/core/reminders/reachability.ts';
import type { Instant } from '../../../shared/core/time/instant.ts';
import { type PlannedVisit, startsAt } from '../../../shared/core/visits/planned-visit.ts';
import { type Look, paint } from '../../terminal/look.ts';
import { padTo, plain, wrap } from '../../terminal/text.ts';
import { dayInWords, daysInWords, momentInWords } from '../../words/dates-in-words.ts';
import { entryTitle, protocolTitle, sessionsTitle, visitTitle } from '../../words/words.ts';
import { explainAbsent } from './absent.ts';
import { type ExplainFacts, type ExplainInput, explainFacts } from './facts.ts';
import { explainStrays } from './log.ts';
import { nextSentence } from './next.ts';
import { explainReminders } from './reminder.ts';
import { explainTasks } from './task.ts';
import { CLOSED_BECAUSE, UNREACHABLE } from './words.ts';

const LABEL_WIDTH = 10;

/** A course explained to a therapist: why each date, e-mail and task is there, or is not. Ends without a line break. */
export function renderExplanation(input: ExplainInput, look: Look): string {
  const facts = explainFacts(input);
  const { plan } = facts;
  const known = new Set<string>(plan.visits.map(({ visit }) => visit));
  const others = plan.tasks.filter(({ visit }) => visit === null || !known.has(visit));
  const blocks = [
    courseBlock(facts, look),
    ...plan.visits.map((visit) => visitBlock(visit, facts, look)),
    section('E-mails', explainStrays(facts), look),
    section('Tasks', explainTasks(others, facts), look),
    section(
      'Notices',
      plan.notices.map(({ en }) => plain(en)),
      look,
    ),
    section('Next', [nextSentence(facts)], look),
  ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n');
}

/** Labelled sentences, wrapped beside the label; several get a mark each. */
function section(label: string, sentences: readonly string[], look: Look): string[] {
  const mark = sentences.length > 1 ? '- ' : '';
  const lines = sentences.flatMap((sentence) =>
    wrap(sentence, look.width - LABEL_WIDTH - 2 - mark.length).map((line, index) =>
      index === 0 ? `${mark}${line}` : `${' '.repeat(mark.length)}${line}`,
    ),
  );
  return lines.map(
    (line, index) => `  ${paint(look, 'dim', padTo(index === 0 ? label : '', LABEL_WIDTH))}${line}`,
  );
}

function courseBlock(facts: ExplainFacts, look: Look): string[] {
  const { plan } = facts;
  const title = [
    plain(plan.course.courseId),
    protocolTitle(plan.protocol?.protocol ?? null),
    plan.protocol ? entryTitle(plan.course.entry) : '',
    plan.status,
  ];
  const [first = '', ...rest] = title.filter((part) => part !== '');
  const heading = [paint(look, 'bold', first), ...rest].join(look.ascii ? ' - ' : ' · ');
  return [
    heading,
    ...section('As of', [asOfSentence(facts)], look),
    ...section('Course', courseSentences(facts), look),
  ];
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

function visitBlock(visit: PlannedVisit, facts: ExplainFacts, look: Look): string[] {
  const { plan } = facts;
  const of = <T extends { visit: string | null }>(all: readonly T[]) =>
    all.filter((each) => each.visit === visit.visit);
  const code = visit.definition.serviceCodes[plan.course.entry];
  const title = `${visitTitle(visit.visit)}${code ? ` (${code})` : ''}`;
  const emails = [...explainReminders(visit, facts), ...explainAbsent(visit, facts)];
  return [
    `${paint(look, 'bold', title)}: ${statusOf(visit, facts)}`,
    ...section('Why', [visit.why.en], look),
    ...section('Window', [windowSentence(visit)], look),
    ...section('E-mails', emails, look),
    ...section('Tasks', explainTasks(of(plan.tasks), facts), look),
  ];
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
