import type { CourseNotice } from '../course/notice.ts';
import { courseNotices } from './course-notices.ts';
import type { NoticeFacts } from './notice-facts.ts';
import { sessionNotices } from './session-notices.ts';
import { visitNotices } from './visit-notices.ts';

/** What a therapist should know about a course that is neither a date nor a task. The same is said once. */
export function planNotices(facts: NoticeFacts): CourseNotice[] {
  const notices = [
    ...facts.course.notices,
    ...courseNotices(facts),
    ...facts.visits.flatMap((visit) => visitNotices(visit, facts)),
    ...sessionNotices(facts),
  ];
  return [...new Map(notices.map((notice) => [notice.en, notice])).values()];
}
