import type { CourseJson } from '../../shared/core/course-json.ts';
import type { ReminderKey } from '../../shared/core/ids/reminder-key.ts';
import { findTask } from '../../shared/core/ids/task-id.ts';
import type { Assessment } from '../../shared/core/protocols/protocol.ts';
import { reminderTitle as titleOfReminder } from '../../shared/web/course/course-words.ts';
import { COURSE_WORDS } from '../../shared/web/course/words.ts';
import { knownTitle, knownVisit } from './known-visits.ts';

/** `closing` as `closing consultation`. */
export const visitTitle = (visit: string): string => knownVisit(visit)?.title.en ?? visit;

/** `low-back-pain` as `low back pain`; empty while it is not known. */
export const protocolTitle = (protocol: string | null): string =>
  protocol === null ? '' : knownTitle(protocol);

/** The way into a course, for a heading. */
export const entryTitle = (entry: CourseJson['entry']): string =>
  entry === 'from-individual-course' ? 'from an individual course' : '';

/** What a reminder says, with its number in a series: `invitation to book 2`. */
export const reminderTitle = ({ key }: { readonly key: ReminderKey }): string =>
  titleOfReminder(key, COURSE_WORDS.en);

/** What is known of a reminder besides, `no-consent` as `no consent`; empty when nothing is. */
export const noteOf = ({ note }: Pick<CourseJson['reminders'][number], 'note'>): string =>
  note?.replaceAll('-', ' ') ?? '';

const ASSESSMENTS: Readonly<Record<Assessment, string>> = {
  PSFS: 'PSFS',
  'sit-to-stand': 'the sit-to-stand test',
  neurological: 'the neurological examination',
  'pain-and-function': 'pain and function',
};

/** A task as the therapist would say it: `book the closing consultation`. */
export function taskTitle(task: string): string {
  const name = findTask(task);
  switch (name?.kind) {
    case undefined:
      return task;
    case 'book':
      return `book the ${visitTitle(name.visit)}`;
    case 'hold':
      return `hold the ${visitTitle(name.visit)}`;
    case 'answer':
      return `questionnaires of the ${visitTitle(name.visit)} unanswered`;
    case 'assess':
      return `record ${ASSESSMENTS[name.assessment]} of the ${visitTitle(name.visit)}`;
    case 'call-patient':
      return `call the patient about the ${visitTitle(name.visit)}`;
    case 'record-answers':
      return `record the answers that the patient gave at the ${visitTitle(name.visit)}`;
    case 'review-booking':
      return `decide about the time booked for the ${visitTitle(name.visit)}`;
    case 'review-window':
      return `find a day for the ${visitTitle(name.visit)}`;
    case 'discharge-letter':
      return 'send the discharge letter';
    case 'review-follow-ups':
      return 'review the follow-ups that no longer fit';
    case 'confirm-referral-date':
      return 'confirm the referral date';
    case 'call-back':
      return 'call the patient back';
    case 'close-course':
      return 'close the course';
    default:
      return name satisfies never;
  }
}

/** `1 course`, `2 courses`. */
export const amount = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;

type Sessions = Pick<CourseJson, 'sessions' | 'training'>;

/** `7 training sessions (12 to 16 are usual)`; empty when the protocol names no usual number. */
export const trainingTitle = ({ training }: Sessions): string =>
  training
    ? `${amount(training.count, 'training session')} (${training.usual.from} to ${training.usual.to} are usual)`
    : '';

/** Every session: `5 training sessions (12 to 16 are usual); held: group training 5, manual treatment 1`. */
export function sessionsTitle(course: Sessions): string {
  const kinds = course.sessions.map(({ kind, count }) => `${kind.replaceAll('-', ' ')} ${count}`).join(', ');
  return [trainingTitle(course), kinds && `held: ${kinds}`].filter((part) => part !== '').join('; ');
}
