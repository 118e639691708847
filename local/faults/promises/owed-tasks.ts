import { CourseFacts } from './facts.ts';
import { plusMinutes } from './local-time.ts';
import type { House, Seen } from './seen.ts';

/** So many days after a course was closed nobody knows whose it was. */
const KEPT_DAYS = 90;

/**
 * What the facts plainly ask of a therapist stands in the worklist in the end, unless he has said something of it, or the
 * patient is forgotten.
 */
export function tasksAreOpen({ told, worklists, house, endedAt }: Seen): string[] {
  return [...Map.groupBy(told, ({ courseId }) => courseId)].flatMap(([courseId, own]) => {
    const facts = new CourseFacts(own, house.timeZone);
    const last = worklists.findLast((worklist) => worklist.courseId === courseId);
    if (!facts.enrolment || facts.isErased || facts.closed?.reason === 'deceased') return [];
    if (facts.closed && plusMinutes(facts.closed.at, KEPT_DAYS * 24 * 60) <= endedAt) return [];
    return owedBy(facts, endedAt, house)
      .filter((task) => !facts.tasks.has(task) && !last?.tasks.some((open) => open.task === task))
      .map((task) => `${courseId} ${task} is not in the worklist`);
  });
}

function owedBy(facts: CourseFacts, endedAt: string, house: House): string[] {
  const ofVisits = facts.guided.flatMap(({ visit, anchor, questionnaires, assessments, facts: each }) => {
    const { booking, heldOn, answered, recorded } = each;
    const isUnanswered = questionnaires.some((name) => !answered.has(name));
    const taken = assessments.filter((name) => house.assessments[visit]?.[name] !== false);
    const missing = taken.filter((name) => !recorded.has(name));
    const isReached = anchor === null || facts.visitFacts(anchor).heldOn !== null;
    return [
      ...(booking && isReached && facts.isAhead(visit) ? [`hold:${visit}`] : []),
      ...(booking && facts.isAhead(visit) && isUnanswered ? [`answer:${visit}`] : []),
      ...(heldOn && isUnanswered && !facts.closed ? [`record-answers:${visit}`] : []),
      ...(heldOn ? missing.map((name) => `assess:${visit}:${name}`) : []),
    ];
  });
  const isAsked = facts.calls.some(({ at, reason }) => reason === 'question' && at <= endedAt);
  return [...ofVisits, ...(isAsked ? ['call-back'] : [])];
}
