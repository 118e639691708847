import { type Plan, sendableKeys } from '../core/plan.ts';
import { callMailSettledAt } from '../core/reminders/call-mails.ts';
import { changesPlan } from '../core/reminders/delivery.ts';
import type { Claim, Message } from '../core/reminders/log.ts';
import { firstTriedAt, hasTriedLong } from '../core/reminders/put-off.ts';
import { settleAt } from '../core/reminders/settle.ts';
import { patientPage } from '../links/pages.ts';
import { renderPatientEmail } from '../mail/index.ts';
import type { ClaimOutcome } from '../ports/course-store.ts';
import type { SendOutcome } from '../ports/mailer.ts';
import type { Advanced, AdvanceTools } from './advance.ts';
import { tokensFor } from './letter-links.ts';
import { type DeliveryTools, owns, tagsOf, withdraw } from './own-claim.ts';
import { planLoaded } from './plan-loaded.ts';
import { rehearsalTags } from './rehearsal.ts';
import { tellOfCall } from './tell-of-call.ts';
import { letterOf } from './write-letter.ts';

/** A claim as it may go out now, with the plan that it is written from. */
type Sendable = { readonly claim: Claim; readonly plan: Plan; readonly messages: readonly Message[] };

/** Sends the messages that an advance has claimed, each only if it is still wanted at this very moment. */
export function createDelivery(tools: DeliveryTools): NonNullable<AdvanceTools['deliver']> {
  return async (courseId, advanced) => {
    let isOpen = false;
    for (const claim of advanced.claims) {
      const isCall = claim.call !== undefined;
      const outcome = isCall
        ? await tellOfCall(tools, courseId, claim, advanced)
        : await tellPatient(tools, courseId, claim, advanced);
      if (outcome && (await note(tools, courseId, claim, outcome))) isOpen = true;
    }
    return isOpen;
  };
}

/** @returns null when it is not to go any more */
async function tellPatient(tools: DeliveryTools, courseId: string, claim: Claim, advanced: Advanced) {
  // Made first: nothing is waited for between the last look and the sending.
  const page = await patientPage(tools.pages, courseId, tools.clinic.delivery);
  const sendable = await recheck(tools, courseId, claim, advanced);
  return sendable && (await send(tools, courseId, sendable, page));
}

/**
 * The last look before sending: if the course has changed since the claim was committed, it is planned anew and
 * only what is still wanted goes.
 */
async function recheck(
  tools: DeliveryTools,
  courseId: string,
  claim: Claim,
  { plan, messages, version }: Advanced,
): Promise<Sendable | null> {
  const { store, clinic, now } = tools;
  if ((await store.version(courseId)) === version) return { claim, plan, messages };
  const loaded = await store.load(courseId);
  if (!owns(loaded.messages, claim)) return null;
  const replanned = planLoaded(courseId, loaded, [], clinic, now());
  const wanted = sendableKeys({
    course: replanned.course,
    settings: clinic,
    messages: loaded.messages,
    now: now(),
    lastReceivedAt: loaded.head?.lastReceivedAt ?? now(),
  });
  const dropped = claim.reminders.filter(({ key }) => !wanted.has(key)).map(({ key }) => key);
  const narrowed = { ...claim, dropped: [...new Set([...claim.dropped, ...dropped])] };
  if (narrowed.dropped.length === claim.reminders.length) {
    await withdraw(tools, courseId, claim);
    return null;
  }
  // Noted ahead: whatever becomes of it, the log says what it carried.
  const isSame = narrowed.dropped.length === claim.dropped.length;
  if (!isSame && !(await store.narrow(courseId, claim, narrowed.dropped))) return null;
  return { claim: narrowed, plan: replanned, messages: loaded.messages };
}

async function send(
  { mailer, clinic, now, pages }: DeliveryTools,
  courseId: string,
  { claim, plan, messages }: Sendable,
  page: string,
) {
  const unlinked = letterOf(plan, claim, messages, now(), clinic);
  const tokens = await tokensFor(pages, clinic, courseId, unlinked.notices);
  const letter = { ...unlinked, links: { page, tokens } };
  const email = renderPatientEmail(clinic, letter);
  const tags = { ...tagsOf(courseId, claim), ...rehearsalTags(clinic) };
  return mailer.send(letter.address, email, tags, firstTriedAt(claim));
}

/** Notes what the provider answered. @returns whether the course must be looked at again */
async function note(
  tools: DeliveryTools,
  courseId: string,
  claim: Claim,
  outcome: SendOutcome,
): Promise<boolean> {
  const settled = claimOutcome(outcome, claim, tools);
  const isNoted = settled !== null && (await tools.store.settle(courseId, claim, settled));
  if (outcome.kind !== 'accepted') return true;
  // Who was to call instead needs to no more.
  if (isNoted) return hasTriedLong(claim, tools.now());
  // It was settled otherwise in the meantime; what the provider took was sent all the same.
  const report = { messageId: claim.messageId, attempt: claim.attempt, sentAt: tools.now(), delivery: null };
  const reported = await tools.store.report(courseId, report);
  return reported !== null && changesPlan(reported, report);
}

/** What to note of a claim; nothing while the outcome is unknown: its lease runs out and it is settled then. */
function claimOutcome(
  outcome: SendOutcome,
  { attempt, call }: Claim,
  { now, clinic }: DeliveryTools,
): ClaimOutcome | null {
  switch (outcome.kind) {
    case 'accepted':
      return { status: 'sent', sentAt: now() };
    case 'refused':
      // A refusal is an answer: this attempt was not sent.
      return { status: 'failed', settledAt: now(), reason: outcome.reason, attempt: attempt - 1 };
    case 'later':
      return {
        status: 'released',
        retryAt: call === undefined ? settleAt(now(), clinic) : callMailSettledAt(now()),
      };
    case 'unknown':
      return null;
    default:
      return outcome satisfies never;
  }
}
