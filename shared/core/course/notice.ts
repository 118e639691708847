import type { TaskKind } from '../ids/task-id.ts';
import type { VisitName } from '../protocols/protocol.ts';
import type { Words } from '../words/words.ts';

/**
 * What becomes of a notice. Whatever somebody must act on is a task: any of `tasks` carries it, from when it is said.
 * What merely `informs` says why nobody is left waiting when nobody acts on it.
 */
type Carrier = { readonly tasks: readonly TaskKind[] } | { readonly informs: string };

/** Every kind of notice. A new one does not compile before it is decided what becomes of it. */
export const NOTICES = {
  'referral-doubted': { tasks: ['confirm-referral-date'] },
  'no-open-day': { tasks: ['review-window'] },
  'booked-outside-strict-window': { tasks: ['review-booking'] },
  'booked-after-cap': { tasks: ['review-booking'] },
  'counted-from-waived': { tasks: ['book', 'hold'] },
  'referral-doubted-in-vain': { informs: 'nothing is counted from it, or the course is closed' },
  'no-open-day-ahead': {
    informs: 'it is a task once there is a day to count from, as long as a day can be agreed',
  },
  'booked-outside-soft-window': {
    informs: 'a soft window is a rule of thumb, and the therapist made the booking',
  },
  'waived-and-held': { informs: 'held counts' },
  'waived-and-booked': { informs: 'a patient who was told the time is called' },
  'held-under-other-code': { informs: 'held counts, whatever it is billed as' },
  'visit-of-another-course': { informs: 'the visit that was meant stays open, with its tasks' },
  'fits-no-visit': { informs: 'the visit that was meant stays open, with its tasks' },
  'cancelled-nothing': { informs: 'the booking stands, and who does not come to it is a visit to be held' },
  'missed-nothing': { informs: 'the booking stands, with its tasks' },
  'unknown-session-code': { informs: 'sessions are counted, never reminded' },
  'sessions-at-limit': { informs: 'sessions are counted, never reminded' },
  'sessions-over-limit': { informs: 'sessions are counted, never reminded' },
  'education-late': { informs: 'sessions are counted, never reminded' },
  'patient-address-malformed': { informs: 'what cannot be e-mailed is a call to the patient when it is due' },
  'therapist-address-malformed': { informs: 'the digest goes to the manager, who sees to the address' },
  'closed-without-measures': { informs: 'the course is over: what was measured before it counts' },
  'closed-ahead': { informs: 'the day on which it was told counts' },
  'closed-after-death': { informs: 'the death counts' },
  'enrolled-twice': { informs: 'the last one counts' },
  'retraction-retracted': { informs: 'what was retracted can be told anew' },
  'not-enrolled': { informs: 'the manager is told of such a course' },
  erased: { informs: 'nothing is kept' },
} as const satisfies Readonly<Record<string, Carrier>>;

export type NoticeKind = keyof typeof NOTICES;

/** What a therapist should know of a course; the English text tells one from another. */
export type CourseNotice = Words & {
  readonly kind: NoticeKind;
  /** The visit that it is about; none: the course as a whole. */
  readonly visit?: VisitName;
};
