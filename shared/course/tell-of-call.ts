import type { Course } from '../core/course/course.ts';
import { callsToTell } from '../core/reminders/call-mails.ts';
import type { Claim } from '../core/reminders/log.ts';
import { firstTriedAt } from '../core/reminders/put-off.ts';
import { taskPage } from '../links/pages.ts';
import { type CallRequest, renderCallRequest } from '../mail/index.ts';
import { CALLS } from '../ports/digest-store.ts';
import type { SendOutcome } from '../ports/mailer.ts';
import type { Advanced } from './advance.ts';
import { initialsOf } from './initials.ts';
import { type DeliveryTools, owns, tagsOf, withdraw } from './own-claim.ts';
import { planLoaded } from './plan-loaded.ts';

/**
 * Tells the clinic that the patient asks for a call, if nothing that happened since the claim settles it.
 * @returns null when it is not to go any more
 */
export async function tellOfCall(
  tools: DeliveryTools,
  courseId: string,
  claim: Claim,
  { plan, version }: Advanced,
): Promise<SendOutcome | null> {
  const { store, mailer, clinic, pages, now } = tools;
  // Made first: nothing is waited for between the last look and the sending.
  const link = await taskPage(pages, courseId, 'call-back');
  const isSame = (await store.version(courseId)) === version;
  const course = isSame ? plan.course : await courseOf(tools, courseId, claim);
  if (!course) return null;
  const isWanted = callsToTell({ course, settings: clinic, now: now() }).some(
    ({ eventId }) => eventId === claim.call,
  );
  const request = isWanted ? callIn(course, claim, link) : null;
  if (!request) {
    await withdraw(tools, courseId, claim);
    return null;
  }
  const tags = { ...tagsOf(courseId, claim), digest: Buffer.from(CALLS).toString('base64url') };
  return mailer.send(clinic.replyTo, renderCallRequest(clinic, request), tags, firstTriedAt(claim));
}

/** The course as it is now; null when the claim is another's. */
async function courseOf({ store, clinic, now }: DeliveryTools, courseId: string, claim: Claim) {
  const loaded = await store.load(courseId);
  return owns(loaded.messages, claim) ? planLoaded(courseId, loaded, [], clinic, now()).course : null;
}

/** What the clinic is told of a request for a call; null when the course knows none of that id any more. */
function callIn({ calls, patient }: Course, { call: eventId }: Claim, link: string): CallRequest | null {
  const call = calls.find((each) => each.eventId === eventId);
  if (!call || !patient) return null;
  const { reason, visit, booking } = call;
  return {
    patient: { patientId: patient.patientId, initials: initialsOf(patient.name) },
    reason,
    visit,
    startsAt: booking?.startsAt ?? null,
    link,
  };
}
