import type { ClinicCloud } from '../../local/clinic/clinic-cloud.ts';
import type { AwsResponse, Interceptor } from '../../local/cloud/index.ts';
import { epochMillis, type Instant, toInstant } from '../../shared/core/time/instant.ts';

type Period = readonly [from: string, to: string];

const isWithin = (now: Instant, [from, to]: Period) => now >= toInstant(from) && now < toInstant(to);

/** Queues are out of order: what is delivered in the meantime arrives at the end, in its order. */
export const outage = ({ cloud }: ClinicCloud, period: Period): Interceptor => ({
  deliver() {
    const now = cloud.clock.now();
    return isWithin(now, period) ? [(epochMillis(toInstant(period[1])) - epochMillis(now)) / 1000] : [0];
  },
});

/** Whatever is delivered in the meantime never arrives. */
export const lostDeliveries = ({ cloud }: ClinicCloud, period: Period): Interceptor => ({
  deliver: () => (isWithin(cloud.clock.now(), period) ? [] : [0]),
});

/** The first so many wakes never arrive. */
export function lostWakes(count: number): Interceptor {
  let lost = 0;
  return {
    deliver({ queueArn }) {
      if (!queueArn.endsWith('-wakes') || lost >= count) return [0];
      lost += 1;
      return [];
    },
  };
}

/** The e-mail provider answers with an error, or not at all. */
export const deafProvider = (
  { cloud }: ClinicCloud,
  period: Period,
  answer: AwsResponse | 'drop',
): Interceptor => ({
  before: ({ operation }) =>
    operation === 'SendEmail' && isWithin(cloud.clock.now(), period) ? answer : undefined,
});

/** The e-mail provider sends, but its answer gets lost. */
export const mumblingProvider = (): Interceptor => ({
  after: ({ operation }, response) => (operation === 'SendEmail' ? 'drop' : response),
});

/** An answer of a service that says no. */
export const refusal = (status: number, type: string, message = 'no'): AwsResponse => ({
  status,
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': type },
  body: JSON.stringify({ __type: type, message }),
});
