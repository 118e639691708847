import type { VirtualClock } from '../base/clock.ts';
import { sequentialId } from '../base/ids.ts';
import type { Rule, RuleTarget } from '../base/stack-model.ts';
import { assertPattern, matchesPattern } from './event-pattern.ts';

/** An event as rules see it and targets get it. */
export type EventEnvelope = {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: unknown;
};

/** An event to be put on a bus, checked. */
export type NewEvent = {
  readonly busName: string;
  readonly source: string;
  readonly detailType: string;
  readonly detail: unknown;
  /** Of the sender, when it is another one. */
  readonly account?: string;
  readonly resources?: readonly string[];
  /** Epoch milliseconds; the clock's time when absent. */
  readonly time?: number;
};

export type BusOptions = {
  readonly account: string;
  readonly region: string;
  readonly clock: VirtualClock;
  readonly deliver: (target: RuleTarget, body: string, ruleArn: string) => void;
  /** Whether a bus can keep an event, with its key if it has one; it can without this. */
  readonly mayKeep?: ((busArn: string) => boolean) | undefined;
  /** Takes an event that its bus could not keep. */
  readonly lose?: ((busArn: string, body: string) => void) | undefined;
};

/** The event buses of an account and Region with their rules. `default` always exists. */
export class EventBuses {
  readonly #options: BusOptions;
  readonly #rules = new Map<string, Rule[]>([['default', []]]);
  #count = 0;

  constructor(options: BusOptions) {
    this.#options = options;
  }

  addBus(name: string): void {
    if (!this.#rules.has(name)) this.#rules.set(name, []);
  }

  /** @throws TypeError when the pattern or the bus is not known */
  addRule(rule: Rule): void {
    assertPattern(rule.pattern);
    const rules = this.#rules.get(rule.busName);
    if (!rules) throw new TypeError(`rule ${rule.name}: there is no event bus ${rule.busName}`);
    rules.push(rule);
  }

  names(): string[] {
    return [...this.#rules.keys()];
  }

  has(name: string): boolean {
    return this.#rules.has(name);
  }

  arnOf(name: string): string {
    return `arn:aws:events:${this.#options.region}:${this.#options.account}:event-bus/${name}`;
  }

  /**
   * Puts an event on its bus and hands it to the targets of every rule that matches. Returns its id, which says
   * nothing of what becomes of it.
   */
  put(event: NewEvent): string {
    this.#count += 1;
    const { account, region, clock } = this.#options;
    const envelope: EventEnvelope = {
      version: '0',
      id: sequentialId('0e0', this.#count),
      'detail-type': event.detailType,
      source: event.source,
      account: event.account ?? account,
      time: new Date(event.time ?? clock.millis()).toISOString().replace(/\.\d+Z$/, 'Z'),
      region,
      resources: event.resources ?? [],
      detail: event.detail,
    };
    const arn = this.arnOf(event.busName);
    if (this.#options.mayKeep?.(arn) ?? true) this.route(event.busName, envelope);
    else this.#options.lose?.(arn, JSON.stringify(envelope));
    return envelope.id;
  }

  /** Hands a complete event to the targets of every rule of a bus that matches. */
  route(busName: string, envelope: EventEnvelope): void {
    for (const rule of this.#rules.get(busName) ?? []) {
      if (!rule.enabled || !matchesPattern(rule.pattern, envelope)) continue;
      for (const target of rule.targets) {
        this.#options.deliver(target, bodyFor(target, envelope), rule.arn);
      }
    }
  }

  /** Starts the numbering of events anew. */
  clear(): void {
    this.#count = 0;
  }

  dump(): number {
    return this.#count;
  }

  load(count: number): void {
    this.#count = count;
  }
}

function bodyFor({ input, inputPath }: RuleTarget, envelope: EventEnvelope): string {
  if (input !== undefined) return input;
  if (inputPath === undefined || inputPath === '$') return JSON.stringify(envelope);
  return JSON.stringify(atPath(envelope, inputPath)) ?? '{}';
}

/** The simple JSON paths of targets: `$.detail.order`. */
function atPath(value: unknown, path: string): unknown {
  let found = value;
  for (const field of path.split('.').slice(1)) {
    const isObject = typeof found === 'object' && found !== null;
    found = isObject ? (found as Record<string, unknown>)[field] : undefined;
  }
  return found;
}
