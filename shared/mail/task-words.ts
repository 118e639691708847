import { findTask } from '../core/ids/task-id.ts';
import type { DigestTexts } from './texts.ts';

/**
 * A task such as `assess:closing:sit-to-stand` in words that do not tell the complaint. A task or visit that
 * is not known gives a general phrase, never its own name.
 */
export function taskWords(task: string, { tasks, visits, assessments }: DigestTexts): string {
  const name = findTask(task);
  switch (name?.kind) {
    case undefined:
      return tasks.other;
    case 'book':
    case 'hold':
    case 'answer':
    case 'call-patient':
      return tasks[name.kind](visits[name.visit]);
    case 'assess':
      return tasks.assess(assessments[name.assessment], visits[name.visit]);
    case 'discharge-letter':
    case 'review-follow-ups':
    case 'confirm-referral-date':
      return tasks[name.kind];
    default:
      return name satisfies never;
  }
}
