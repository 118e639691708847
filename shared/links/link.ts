import type { TaskId } from '../core/ids/task-id.ts';
import { earlier } from '../core/time/civil-date.ts';
import { addMinutes, type Instant } from '../core/time/instant.ts';

/**
 * What a link in a mail opens.
 * - `patient`: the page of one course's patient; in a rehearsal only to look at
 * - `answer`: for a form provider that tells that the questionnaire of one visit was answered
 * - `booking`: for a booking system that tells whose booking it is
 * - `staff`: the list of one recipient of digests
 * - `task`: one task of a course, for who does it; `recipient` is whose list it stands on, if it was opened from one
 */
export type Link =
  | { readonly purpose: 'patient'; readonly courseId: string; readonly rehearsal?: true }
  | { readonly purpose: 'answer' | 'booking'; readonly courseId: string; readonly visitNumber: number }
  | { readonly purpose: 'staff'; readonly recipient: string }
  | {
      readonly purpose: 'task';
      readonly courseId: string;
      readonly task: TaskId;
      readonly recipient: string | null;
    };

/** A link that is good, and until when it is. */
export type OpenLink = Link & { readonly goodUntil: Instant };

export type Purpose = Link['purpose'];

const DAY_MINUTES = 24 * 60;

/** For how many days a link opens something. What belongs to a course ends with the course, if that is sooner. */
export const DAYS_GOOD: Readonly<Record<Purpose, number>> = {
  patient: 400,
  answer: 400,
  booking: 400,
  staff: 14,
  task: 14,
};

/** The longest that any link is good. */
export const LONGEST_DAYS = Math.max(...Object.values(DAYS_GOOD));

/** Until when a link made now is good. @param atMost a link on a page is good no longer than the link to that page */
export function goodUntil({ purpose }: Link, now: Instant, atMost: Instant | null): Instant {
  const until = addMinutes(now, DAYS_GOOD[purpose] * DAY_MINUTES);
  return atMost ? earlier(until, atMost) : until;
}
