import { ASSESSMENTS, type Assessment, VISIT_NAMES, type VisitName } from '../core/protocols/protocol.ts';
import type { DigestTexts } from './texts.ts';

/**
 * A task such as `assess:closing:sit-to-stand` in words that do not tell the complaint. A task or visit that
 * is not known gives a general phrase, never its own name.
 */
export function taskWords(task: string, { tasks, visits, assessments }: DigestTexts): string {
  const [kind, visitName, assessmentName] = task.split(':');
  const visit = isVisit(visitName) ? visits[visitName] : null;
  switch (kind) {
    case 'book':
    case 'hold':
    case 'answer':
    case 'call-patient':
      return visit === null ? tasks.other : tasks[kind](visit);
    case 'assess':
      return visit === null || !isAssessment(assessmentName)
        ? tasks.other
        : tasks.assess(assessments[assessmentName], visit);
    case 'discharge-letter':
    case 'review-follow-ups':
    case 'confirm-referral-date':
      return tasks[kind];
    default:
      return tasks.other;
  }
}

const isVisit = (name: string | undefined): name is VisitName => VISIT_NAMES.some((visit) => visit === name);

const isAssessment = (name: string | undefined): name is Assessment =>
  ASSESSMENTS.some((assessment) => assessment === name);
