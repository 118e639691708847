import { type CallRequest, type Course, factsOf } from './course.ts';

/**
 * What the patient asked to be called about and is not settled: the call was not made since, and of a time at which he
 * cannot come the booking is as it was.
 */
export function openCalls(course: Course): CallRequest[] {
  const said = course.tasks.get('call-back');
  const isCovered = ({ at }: CallRequest) =>
    [said?.completedAt, said?.dismissedAt].some((saidAt) => saidAt && saidAt >= at);
  const isMoved = ({ reason, visit, booking }: CallRequest) =>
    reason === 'cannot-come' &&
    visit !== null &&
    booking !== null &&
    factsOf(course, visit).booking?.startsAt !== booking.startsAt;
  return course.calls.filter((call) => !isCovered(call) && !isMoved(call));
}
