import { ASSESSMENTS, type Assessment, VISIT_NAMES, type VisitName } from '../protocols/protocol.ts';

/** What a therapist owes, with the visit it is about: `book:closing`, `assess:closing:sit-to-stand`. */
export type TaskId =
  | `${'book' | 'hold' | 'answer' | 'call-patient'}:${VisitName}`
  | `assess:${VisitName}:${Assessment}`
  | 'discharge-letter'
  | 'review-follow-ups'
  | 'confirm-referral-date';

const visits = VISIT_NAMES.join('|');
const PATTERN = new RegExp(
  `^((book|hold|answer|call-patient):(${visits})|assess:(${visits}):(${ASSESSMENTS.join('|')})|discharge-letter|review-follow-ups|confirm-referral-date)$`,
);

/** Whether the text names a task of any protocol. */
export const isTaskId = (text: string): text is TaskId => PATTERN.test(text);

/** The visit a task is about; null for a task of the whole course. */
export function visitOfTask(task: TaskId): VisitName | null {
  const [, visit] = task.split(':');
  return (visit as VisitName | undefined) ?? null;
}
