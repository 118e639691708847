import type { FunctionUsage, Usage } from './meter.ts';
import { PRICES } from './prices.ts';
import { PLATFORM_LOG_BYTES } from './waits.ts';

/** USD, by what they are paid for. */
export type Bill = Readonly<Record<'ses' | 'eventBridge' | 'sqs' | 'lambda' | 'dynamoDb' | 'logs', number>>;

const GB = 1024 ** 3;
/** Of each run; a function has 512 MB. */
export const MEMORY_GB = 0.5;

/** What runs on its own for every clinic, however few courses it has. */
export const BY_THE_CLOCK = ['sweep'] as const;
/** What people ask for. */
const BY_PEOPLE = ['patient-pages', 'staff-pages', 'api'];

const QUEUES: Readonly<Record<string, string>> = {
  'record-event': 'events',
  'wake-course': 'wakes',
  'track-email': 'emails',
  'send-digest': 'digests',
  sweep: 'sweeps',
};

/** What courses cost: all that comes of their events. What runs by the clock, and pages, are no part of it. */
export function billOf(usage: Usage): Bill {
  const names = Object.keys(usage.functions).filter(
    (name) => ![...BY_THE_CLOCK, ...BY_PEOPLE].some((each) => each === name),
  );
  const parts = names.map((name) => runsOf(name, usage));
  const sum = (part: keyof ReturnType<typeof runsOf>) => parts.reduce((all, each) => all + each[part], 0);
  const sweeps = usage.messages['sweeps'] ?? 0;
  return {
    ses: usage.emails * PRICES.email,
    eventBridge:
      usage.events * PRICES.customEvent +
      (usage.archivedBytes / GB) * PRICES.archivedGb +
      (usage.firings - sweeps) * PRICES.scheduledInvocation,
    sqs: sum('sqs'),
    lambda: sum('lambda'),
    dynamoDb: sum('dynamoDb'),
    logs: sum('logs'),
  };
}

/** What the runs of one function cost, with the queue that brings them. */
export function runsOf(name: string, usage: Usage) {
  const runs = usage.functions[name] ?? NOTHING;
  const { invocations, millis, readUnits, writeUnits } = runs;
  const bytes = (usage.logged[name] ?? 0) + invocations * PLATFORM_LOG_BYTES;
  return {
    // Each message is sent; each batch is received and deleted.
    sqs: ((usage.messages[QUEUES[name] ?? ''] ?? 0) + 2 * invocations) * PRICES.queueRequest,
    lambda: invocations * PRICES.invocation + (millis / 1000) * MEMORY_GB * PRICES.gbSecond,
    dynamoDb: readUnits * PRICES.readUnit + writeUnits * PRICES.writeUnit,
    logs: (bytes / GB) * PRICES.loggedGb,
  };
}

const NOTHING: FunctionUsage = {
  invocations: 0,
  coldStarts: 0,
  millis: 0,
  readUnits: 0,
  writeUnits: 0,
  calls: {},
};

/** Everything but the sending itself. */
export const besidesSes = ({ ses: _, ...rest }: Bill): number =>
  Object.values(rest).reduce((sum, usd) => sum + usd, 0);
