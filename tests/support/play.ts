import type { Clinic } from '../../shared/clinic.ts';
import { foldCourse } from '../../shared/core/course/fold-course.ts';
import { type Plan, planCourse } from '../../shared/core/plan.ts';
import { protocolsOf } from '../../shared/core/protocols/index.ts';
import { type Claim, type Message, merge } from '../../shared/core/reminders/log.ts';
import {
  epochMillis,
  type Instant,
  localDateOf,
  localTimeOf,
  toInstant,
} from '../../shared/core/time/instant.ts';
import { parsed, type Raw } from './events.ts';
import { clinicWith } from './plan.ts';

/** An event as a sender sends it; it reaches the clinic's bus when it occurred, or later. */
export type Arriving = Raw & { readonly receivedAt?: string };

/** How the provider answers a message: `unknown` is no answer at all, `later` a polite refusal. */
export type Answer = 'accepted' | 'unknown' | 'later' | 'refused';

type Options = {
  readonly until: string;
  readonly clinic?: Clinic;
  readonly answer?: (claim: Claim, now: Instant) => Answer;
  /** An outage: nothing runs between these instants; events that arrive wait as well. */
  readonly outage?: readonly [from: string, to: string];
};

export type Played = {
  /** Each e-mail that was handed over: `2026-03-19 09:00 status-4-weeks/booking/2026-03-05/1`. */
  readonly emails: readonly string[];
  readonly messages: readonly Message[];
  /** The plan at the end, all decisions carried out. */
  readonly plan: Plan;
  readonly wakes: readonly Instant[];
  /** Every plan on the way, each before its decisions were carried out. */
  readonly plans: readonly Plan[];
  /** The log after each of them. */
  readonly logs: readonly (readonly Message[])[];
};

const MOST_WAKES = 1000;
const plainClinic = clinicWith();

/**
 * Plays one course as the shell would: events arrive, the plan is asked at every wake it named itself, and what it
 * decides is carried out at once.
 */
export function play(raw: readonly Arriving[], options: Options): Played {
  const { clinic = plainClinic, answer = () => 'accepted', outage } = options;
  const until = toInstant(options.until);
  const running = (at: Instant) =>
    outage && at >= toInstant(outage[0]) && at < toInstant(outage[1]) ? toInstant(outage[1]) : at;
  const arrivals = raw
    .map(({ receivedAt, ...event }) => ({
      event: parsed([event], undefined, protocolsOf(clinic))[0],
      at: running(toInstant(receivedAt ?? event.occurredAt)),
    }))
    .sort((a, b) => epochMillis(a.at) - epochMillis(b.at));
  let messages: readonly Message[] = [];
  const emails: string[] = [];
  const wakes: Instant[] = [];
  const plans: Plan[] = [];
  const logs: (readonly Message[])[] = [];

  const planAt = (now: Instant): Plan => {
    const received = arrivals.filter(({ at }) => at <= now);
    return planCourse({
      course: foldCourse(
        raw[0]?.courseId ?? 'C-1',
        received.flatMap(({ event }) => event ?? []),
        clinic.timeZone,
        protocolsOf(clinic),
      ),
      settings: clinic,
      messages,
      now,
      lastReceivedAt: received.at(-1)?.at ?? now,
      purged: false,
    });
  };
  const carryOut = (plan: Plan, now: Instant) => {
    const answers = plan.decisions.claims.map((claim) => answered(claim, answer(claim, now), now));
    messages = merge(messages, [...plan.decisions.messages, ...answers]);
    const day = `${localDateOf(now, clinic.timeZone)} ${localTimeOf(now, clinic.timeZone)}`;
    emails.push(...plan.decisions.claims.map((claim) => `${day} ${keysOf(claim)}`));
  };

  let now: Instant | null = arrivals[0]?.at ?? until;
  while (now !== null && now <= until) {
    if (wakes.push(now) > MOST_WAKES) throw new Error(`the plan wakes without end, last at ${now}`);
    const plan = planAt(now);
    plans.push(plan);
    carryOut(plan, now);
    logs.push(messages);
    now = earliestOf([nextArrival(arrivals, now), planAt(now).nextWakeAt].flatMap((at) => at ?? []));
    now = now && running(now);
  }
  return { emails, messages, plan: planAt(until), wakes, plans, logs };
}

const keysOf = ({ reminders, dropped }: Claim) =>
  reminders
    .map(({ key }) => key)
    .filter((key) => !dropped.includes(key))
    .sort()
    .join(' + ');

const nextArrival = (arrivals: readonly { at: Instant }[], now: Instant) =>
  arrivals.find(({ at }) => at > now)?.at;

const earliestOf = (instants: readonly Instant[]): Instant | null =>
  instants.reduce<Instant | null>((first, at) => (first !== null && first < at ? first : at), null);

function answered(claim: Claim, answer: Answer, now: Instant): Message {
  const { leaseUntil, ...sending } = claim;
  switch (answer) {
    case 'accepted':
      return { ...sending, status: 'sent', sentAt: now };
    case 'refused':
      return { ...sending, status: 'failed', settledAt: now, reason: 'refused', attempt: claim.attempt - 1 };
    case 'later':
      return { ...sending, status: 'released', retryAt: leaseUntil };
    case 'unknown':
      return claim;
    default:
      return answer satisfies never;
  }
}
