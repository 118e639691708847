import { addMinutes, type Instant } from '../time/instant.ts';

/** How long the enrolment of a course may be on its way. */
const ENROLMENT_MINUTES = 24 * 60;

/** From when on somebody must hear of a course that has had events but no enrolment. */
export const unenrolledFrom = (firstReceivedAt: Instant): Instant =>
  addMinutes(firstReceivedAt, ENROLMENT_MINUTES);
