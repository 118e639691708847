/**
 * How long functions run in AWS cannot be measured here. It is assumed, the same for every design: what a call takes within a
 * Region, what a function of this size computes besides, and what loading its code takes.
 */
const CALLS: Readonly<Record<string, number>> = {
  Query: 6,
  GetItem: 5,
  BatchGetItem: 10,
  PutItem: 8,
  UpdateItem: 8,
  DeleteItem: 8,
  TransactWriteItems: 18,
  CreateSchedule: 25,
  SendEmail: 90,
  SendMessage: 10,
};

/** Milliseconds of a call. @throws RangeError when nobody has told */
export function millisOf(operation: string): number {
  const millis = CALLS[operation];
  if (millis === undefined) throw new RangeError(`nobody has told how long ${operation} takes`);
  return millis;
}

/** What a function computes itself. */
export const OWN_MS = 15;
/** What it takes to load it, when it has not run for a while. */
export const COLD_MS = 400;
/** AWS does not say for how long a function that rests is kept; minutes, as is heard. */
export const coldAfter = 10 * 60_000;
/** Lambda's own lines of a run, start and report, as JSON. */
export const PLATFORM_LOG_BYTES = 700;
