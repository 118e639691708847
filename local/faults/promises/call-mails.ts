import { CourseFacts } from './facts.ts';
import { plusMinutes } from './local-time.ts';
import { type CallMail, isBarred, type Seen, type Told } from './seen.ts';

/** A request is mailed within so many minutes, by night as well. */
const AT_ONCE = 1;
/** Of what is told longer after it was asked everybody has read in the digest. */
const DAYS = 7;
const MOST_ATTEMPTS = 3;

/** What else is said of a course may settle a request before anybody has mailed it. */
const MAY_SETTLE = ['task.', 'course.', 'event.', 'visit.'];

/** A request for a call is mailed at once to where the clinic is answered: one mail for each, and each mail once. */
export function callsAreMailed(seen: Seen): string[] {
  const { callMails, house } = seen;
  const strangers = callMails.filter(({ to }) => to !== house.replyTo);
  const courses = [...Map.groupBy(seen.told, ({ courseId }) => courseId)];
  return [
    ...strangers.map(({ courseId, to }) => `a request of ${courseId} went to ${to}`),
    ...courses.flatMap(([courseId, told]) => {
      const mails = callMails.filter((mail) => mail.courseId === courseId);
      return [...unmailed(courseId, told, mails, seen), ...tooOften(courseId, told, mails)];
    }),
  ];
}

function unmailed(courseId: string, told: readonly Told[], mails: readonly CallMail[], seen: Seen): string[] {
  const first = new Map<string, string>();
  for (const { messageId, at } of mails) if (!first.has(messageId)) first.set(messageId, at);
  const left = [...first.values()].sort();
  const requests = told
    .filter(({ type }) => type === 'call.requested')
    .sort((a, b) => (a.takenAt < b.takenAt ? -1 : 1));
  return requests.flatMap((request) => {
    const until = plusMinutes(request.takenAt, AT_ONCE + seen.delay);
    const index = left.findIndex((at) => request.takenAt <= at && at <= until);
    if (index >= 0) left.splice(index, 1);
    const isOwed =
      index < 0 &&
      until < seen.endedAt &&
      !isBarred(request.takenAt, seen) &&
      mustBeMailed(request, until, told, seen);
    return isOwed
      ? [`${courseId} asked for a call at ${request.takenAt}, and no mail told it by ${until}`]
      : [];
  });
}

/** Whether it is asked of somebody who is enrolled and alive, not long ago, and nothing has been said since. */
function mustBeMailed(request: Told, until: string, told: readonly Told[], { house }: Seen): boolean {
  const { takenAt, occurredAt } = request;
  const facts = new CourseFacts(
    told.filter((each) => each.takenAt <= takenAt),
    house.timeZone,
  );
  const isOld = Date.parse(occurredAt) < Date.parse(plusMinutes(until, -DAYS * 24 * 60));
  const isTakenBack = told.some(
    ({ type, data, takenAt: at }) =>
      type === 'event.retracted' && data['eventId'] === request.eventId && at <= until,
  );
  const isDisturbed = told.some(
    ({ type, takenAt: at, occurredAt: since }) =>
      MAY_SETTLE.some((start) => type.startsWith(start)) &&
      at <= until &&
      (at > takenAt || (type !== 'course.enrolled' && Date.parse(since) >= Date.parse(occurredAt))),
  );
  return (
    Boolean(facts.enrolment) &&
    !facts.isErased &&
    facts.closed?.reason !== 'deceased' &&
    !isOld &&
    !isTakenBack &&
    !isDisturbed
  );
}

function tooOften(courseId: string, told: readonly Told[], mails: readonly CallMail[]): string[] {
  const byMail = [...Map.groupBy(mails, ({ messageId }) => messageId)];
  const asked = told.filter(({ type }) => type === 'call.requested').length;
  return [
    ...(byMail.length > asked
      ? [`${courseId} asked ${asked} times for a call, and ${byMail.length} mails told it`]
      : []),
    ...byMail.flatMap(([messageId, all]) => {
      const isExplained = all.slice(0, -1).every(({ isAmbiguous, arrives }) => isAmbiguous || !arrives);
      return isExplained && all.length <= MOST_ATTEMPTS
        ? []
        : [`${messageId} was mailed ${all.map(({ at }) => `at ${at}`).join(', ')}`];
    }),
  ];
}
