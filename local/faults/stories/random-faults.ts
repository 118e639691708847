import { addMinutes, epochMillis, type Instant } from '../../../shared/core/time/instant.ts';
import type { Chance } from './chance.ts';
import type { CallTrouble, Fault } from './fault.ts';

/** What there is to spoil. */
export type Room = { readonly calls: number; readonly from: Instant; readonly until: Instant };

const MOST = 4;
/** What may befall any call. */
export const ANYWHERE: readonly CallTrouble[] = [
  'crash before',
  'crash after',
  'drop before',
  'drop after',
  'broken before',
  'broken after',
  'throttled',
  'conflict',
];
const TORN: readonly CallTrouble[] = ['torn head', 'torn items', 'torn pages'];
const SENDING: readonly CallTrouble[] = [
  'crash after',
  'drop before',
  'drop after',
  'broken before',
  'broken after',
  'throttled',
  'rejected',
];

const RACING = ['Query', 'GetItem', 'TransactWriteItems', 'CreateSchedule', 'SendEmail', 'UpdateItem'];

/** Copies of a delivery, in seconds: twice, late, out of order, and both. */
const DISORDER = [[0, 0], [59], [0, 59], [7], [600], [0, 0, 400], [5400], [20_000]];
/** Schedules and reports of e-mails may also be lost. */
const LOSS: readonly (readonly number[])[] = [[], ...DISORDER];

/** A message that fails for the fifth time is a dead letter, and for people to judge. */
const MOST_FAILURES = 4;

/** A few things that go wrong in a story, none of them so often that a message is given up. */
export function randomFaults(chance: Chance, room: Room): Fault[] {
  let failures = 0;
  return Array.from({ length: chance.int(1, MOST) }, () => randomFault(chance, room)).filter((fault) => {
    failures += fault.kind === 'call' ? (fault.times ?? 1) : 0;
    return fault.kind !== 'call' || failures <= MOST_FAILURES;
  });
}

/** One thing that goes wrong, and is soon over. */
export function randomFault(chance: Chance, { calls, from, until }: Room): Fault {
  const call = chance.int(1, Math.max(1, calls));
  const minutes = (epochMillis(until) - epochMillis(from)) / 60_000;
  const at = addMinutes(from, chance.int(1, Math.max(1, Math.floor(minutes))));
  switch (chance.int(1, 14)) {
    case 1:
    case 2:
    case 3:
    case 4:
      return { kind: 'call', call, what: chance.of(ANYWHERE), times: chance.of([1, 1, 2, 3, 4]) };
    case 5:
    case 6:
      return {
        kind: 'call',
        call,
        what: chance.of(SENDING),
        of: 'SendEmail',
        times: chance.of([1, 1, 2, 3]),
      };
    case 7:
      return { kind: 'call', call, what: chance.of(TORN), times: chance.of([1, 2]) };
    case 8:
      return { kind: 'early', nth: chance.int(1, 6), seconds: chance.of([1, 7, 30, 59]) };
    case 9:
      return { kind: 'restart', at };
    case 10:
      return { kind: 'outage', at, hours: chance.of([1, 2, 7, 20, 30, 50, 110]) };
    case 11:
    case 12:
      return { kind: 'meanwhile', call, of: chance.of(RACING) };
    default:
      return randomDelivery(chance);
  }
}

function randomDelivery(chance: Chance): Fault {
  const to = chance.of(['events', 'wakes', 'wakes', 'emails', 'emails', 'digests', 'sweeps'] as const);
  const mayLose = to === 'wakes' || to === 'emails' || to === 'sweeps';
  const after = chance.of(mayLose ? LOSS : DISORDER);
  return { kind: 'delivery', to, nth: chance.int(1, 8), times: chance.of([1, 1, 2, 20]), after };
}
