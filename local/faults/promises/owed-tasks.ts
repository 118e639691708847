import { CourseFacts } from './facts.ts';
import type { Seen } from './seen.ts';

/** What the facts plainly ask of a therapist stands in the worklist in the end, unless he has said something of it. */
export function tasksAreOpen({ told, worklists, house, endedAt }: Seen): string[] {
  return [...Map.groupBy(told, ({ courseId }) => courseId)].flatMap(([courseId, own]) => {
    const facts = new CourseFacts(own, house.timeZone);
    const last = worklists.findLast((worklist) => worklist.courseId === courseId);
    if (!facts.enrolment || facts.isErased || facts.closed?.reason === 'deceased') return [];
    return owedBy(facts, endedAt)
      .filter((task) => !facts.tasks.has(task) && !last?.tasks.some((open) => open.task === task))
      .map((task) => `${courseId} ${task} is not in the worklist`);
  });
}

function owedBy(facts: CourseFacts, endedAt: string): string[] {
  const ofVisits = facts.guided.flatMap(({ visit, anchor, questionnaires, assessments, facts: each }) => {
    const { booking, heldOn, answered, recorded } = each;
    const isUnanswered = questionnaires.some((name) => !answered.has(name));
    const missing = assessments.filter((name) => !recorded.has(name));
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
