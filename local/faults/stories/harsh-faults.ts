import { addMinutes, epochMillis } from '../../../shared/core/time/instant.ts';
import type { Chance } from './chance.ts';
import type { Fault } from './fault.ts';
import { ANYWHERE, type Room, randomFault } from './random-faults.ts';

const MOST = 9;
const DAY_MINUTES = 24 * 60;
/** Two that write at once do not do so for days. */
const TROUBLES = ANYWHERE.filter((trouble) => trouble !== 'conflict');
const LONG_FAILING = ['Query', 'GetItem', 'TransactWriteItems', 'UpdateItem', 'CreateSchedule'];

const DAY_LATE = 25 * 3600;
const copies = (count: number, after: number) => Array.from({ length: count }, () => after);
/** Copies of a delivery, in seconds: in heaps, a day late, and both. */
const HEAPS = [copies(20, 0), copies(40, 0), [DAY_LATE], [0, DAY_LATE], copies(20, DAY_LATE)];

/**
 * Much that goes wrong at once, and for long: calls that fail for half an hour or for days, a provider that puts off for
 * days, deliveries in heaps, outages of a week, a table that is brought back to the day before. Messages that are tried for long outlast it, and the sweep makes good
 * what wakes could not do.
 */
export function harshFaults(chance: Chance, room: Room): Fault[] {
  return Array.from({ length: chance.int(3, MOST) }, () => harshFault(chance, room));
}

function harshFault(chance: Chance, room: Room): Fault {
  const { calls, from, until } = room;
  const call = chance.int(1, Math.max(1, calls));
  const minutes = Math.floor((epochMillis(until) - epochMillis(from)) / 60_000);
  switch (chance.int(1, 9)) {
    case 1:
    case 2: {
      const times = chance.of([20, 60, 150, 300]);
      return { kind: 'call', call, what: chance.of(TROUBLES), of: chance.of(LONG_FAILING), times };
    }
    case 3:
    case 4:
      return { kind: 'call', call, what: 'throttled', of: 'SendEmail', times: chance.of([8, 40, 150, 300]) };
    case 5: {
      const to = chance.of(['events', 'wakes', 'wakes', 'emails', 'digests', 'sweeps'] as const);
      return {
        kind: 'delivery',
        to,
        nth: chance.int(1, 8),
        times: chance.of([1, 1, 3, 60]),
        after: chance.of(HEAPS),
      };
    }
    case 6: {
      const at = addMinutes(from, chance.int(1, Math.max(1, minutes)));
      return { kind: 'outage', at, hours: chance.of([50, 110, 160]) };
    }
    case 7: {
      const day = Math.min(DAY_MINUTES, minutes);
      const at = addMinutes(from, chance.int(day, Math.max(day, minutes)));
      return { kind: 'restore', at, hours: chance.of([1, 24, 24, 30]) };
    }
    default:
      return randomFault(chance, room);
  }
}
