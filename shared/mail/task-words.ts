import { readTask, type TaskId } from '../core/ids/task-id.ts';
import type { StaffTexts } from './texts.ts';
import { visitIn } from './visit-words.ts';

/** A task such as `assess:closing:sit-to-stand` in words, naming its visit and what is to be recorded. */
export function taskWords(task: TaskId, { tasks, visits, assessments }: StaffTexts): string {
  const parts = readTask(task);
  switch (parts.kind) {
    case 'book':
    case 'hold':
    case 'answer':
    case 'record-answers':
    case 'review-booking':
    case 'review-window':
    case 'call-patient':
      return tasks[parts.kind](visitIn({ visits }, parts.visit));
    case 'assess':
      return tasks.assess(assessments[parts.assessment], visitIn({ visits }, parts.visit));
    case 'discharge-letter':
    case 'review-follow-ups':
    case 'confirm-referral-date':
    case 'call-back':
    case 'close-course':
      return tasks[parts.kind];
    default:
      return parts satisfies never;
  }
}
