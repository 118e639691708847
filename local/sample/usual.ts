import type { VisitName } from '../../shared/core/protocols/protocol.ts';
import type { CourseLog } from './course-log.ts';
import { plusMinutes } from './local-time.ts';
import { answer, attend, book, bookAt, bookingOf, finish, type Going, hold, sendLetter } from './steps.ts';

/** What differs, visit by visit, from a course in which everything goes as it should. */
export type Differences = Partial<Record<VisitName, Going>>;

/** A low back pain course from the first consultation to the last follow-up. */
export function normalLowBackPain(log: CourseLog, differs: Differences = {}): void {
  enterLowBackPain(log, differs);
  closeAndFollowUp(log, differs);
}

/** The rest of a low back pain course, once it has begun. */
export function closeAndFollowUp(log: CourseLog, differs: Differences = {}): void {
  attend(log, 'closing', differs.closing);
  finish(log, 'closing');
  followUp(log, differs);
}

/** The same, in the hands of a therapist who closes the course only after the last follow-up. */
export function followUpInOpenCourse(log: CourseLog, differs: Differences = {}): void {
  attend(log, 'closing', differs.closing);
  sendLetter(log, 'closing');
  followUp(log, differs);
}

/** Both follow-ups. */
export function followUp(log: CourseLog, differs: Differences = {}): void {
  attend(log, 'follow-up-3-months', differs['follow-up-3-months']);
  attend(log, 'follow-up-9-months', differs['follow-up-9-months']);
}

/** The visits with which a low back pain course begins; with direct entry both on one day. */
export function enterLowBackPain(log: CourseLog, differs: Differences = {}): void {
  const supplementary = differs['supplementary-initial'];
  if (log.profile.entry === 'from-individual-course') {
    attend(log, 'supplementary-initial', supplementary);
    return;
  }
  const first = differs['first-consultation'];
  book(log, 'first-consultation', first);
  bookRightAfterFirst(log);
  answer(log, 'first-consultation', first?.answers);
  hold(log, 'first-consultation', first?.records);
  hold(log, 'supplementary-initial', supplementary?.records);
}

/** Books the second visit of a direct course for when the first one ends. */
export function bookRightAfterFirst(log: CourseLog): void {
  const { date, time, bookedOn, bookedAt } = bookingOf(log, 'first-consultation');
  bookAt(log, 'supplementary-initial', { day: date, time: plusMinutes(time, 45) }, bookedOn, bookedAt);
}

/** A stenosis course from the pre-examination to the final status. */
export function normalStenosis(log: CourseLog, differs: Differences = {}): void {
  attend(log, 'pre-examination', differs['pre-examination']);
  attend(log, 'status-4-weeks', differs['status-4-weeks']);
  finishStenosis(log, differs);
}

/** The final status and what follows it. */
export function finishStenosis(log: CourseLog, differs: Differences = {}): void {
  attend(log, 'final-status', differs['final-status']);
  finish(log, 'final-status');
}
