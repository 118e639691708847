import { besidesSes, billOf, MEMORY_GB, runsOf } from './bill.ts';
import type { Usage } from './meter.ts';
import { PRICES } from './prices.ts';
import { COLD_MS, millisOf, OWN_MS, PLATFORM_LOG_BYTES } from './waits.ts';

const MINUTES_A_YEAR = 365 * 24 * 60;
const GB = 1024 ** 3;

/** Ways to do the same, and what each costs besides SES, in USD for the same events and e-mails. */
export type Designs = Readonly<
  Record<
    | 'ours'
    | 'a schedule per reminder'
    | 'Step Functions wait'
    | 'durable functions'
    | 'minute cron over an index',
    number
  >
>;

/**
 * What the same events and e-mails cost in other designs. They record events, look at the facts before they send, follow
 * reports and send digests as this one does, and pay the same for it; they differ in what waits for a reminder's time. None
 * of them finds by itself what got lost.
 * @param courseYears of the usage @param coursesAClinic by which what runs every minute is shared
 */
export function designsOf(usage: Usage, courseYears: number, coursesAClinic: number): Designs {
  const bill = billOf(usage);
  const wakes = runsOf('wake-course', usage);
  const ofWakes = wakes.sqs + wakes.lambda + wakes.dynamoDb + wakes.logs;
  const woken = usage.messages['wakes'] ?? 0;
  const sent = usage.functions['wake-course']?.calls['ses.SendEmail'] ?? 0;
  /** How often an event has moved what comes next. */
  const moved = usage.functions['record-event']?.calls['scheduler.CreateSchedule'] ?? 0;
  /** All that no waiting is part of; of the wakes those that send. */
  const common =
    besidesSes(bill) - ofWakes - woken * PRICES.scheduledInvocation + ofWakes * (sent / Math.max(1, woken));
  // Where each reminder waits apart, an event that moves one takes it off and puts it in anew, and notes by which name.
  const renamed = moved * PRICES.writeUnit + seconds(moved * 2 * millisOf('CreateSchedule'));
  return {
    ours: besidesSes(bill),
    'a schedule per reminder': common + renamed + sent * PRICES.scheduledInvocation,
    // Start, wait, look, send, end; started anew for what has moved.
    'Step Functions wait': common + renamed + (sent * 5 + moved * 2) * PRICES.stateTransition,
    // Start, wait, step; loaded anew after the wait.
    'durable functions':
      common + renamed + (sent * 3 + moved * 2) * PRICES.durableOperation + seconds(sent * COLD_MS),
    'minute cron over an index': common + (courseYears / coursesAClinic) * minutely(),
  };
}

const seconds = (millis: number) => (millis / 1000) * MEMORY_GB * PRICES.gbSecond;

/** A year of a function that looks every minute, and finds nothing. */
const minutely = () =>
  MINUTES_A_YEAR *
  (PRICES.scheduledInvocation +
    PRICES.invocation +
    seconds(OWN_MS + millisOf('Query')) +
    0.5 * PRICES.readUnit +
    (PLATFORM_LOG_BYTES / GB) * PRICES.loggedGb);
