import type { Instant } from '../../shared/core/time/instant.ts';
import { AwsError } from './base/aws-error.ts';
import type { Interceptor } from './base/calls.ts';
import type { VirtualClock } from './base/clock.ts';
import type { StackModel, TemplateSchedule } from './base/stack-model.ts';
import { TemplateError } from './base/template-error.ts';
import type { Observer } from './cloudwatch/observer.ts';
import { Deliveries } from './deliveries.ts';
import { EventsApi } from './events/api.ts';
import { EventBuses } from './events/bus.ts';
import type { AccessControl } from './iam/iam.ts';
import { Consumer } from './lambda/consumer.ts';
import type { Lambda } from './lambda/lambda.ts';
import { SqsApi } from './queues/api.ts';
import { Queues, type QueuesDump } from './queues/queues.ts';
import { SchedulerEmulator } from './scheduler/scheduler.ts';
import { SesEmulator } from './ses/ses.ts';

export type AccountOptions = {
  readonly account: string;
  readonly region: string;
  readonly clock: VirtualClock;
  readonly stacks: readonly StackModel[];
  readonly interceptors: readonly Interceptor[];
  /** Without it everything is allowed. */
  readonly access?: AccessControl | undefined;
  /** Hears of what AWS itself counts. */
  readonly observer?: Observer | undefined;
  /** Hears of what AWS passes over in silence. */
  readonly onWarning?: ((sentence: string) => void) | undefined;
};

/** What an account holds besides its tables, as JSON. */
export type AccountDump = {
  readonly queues: QueuesDump;
  readonly events: number;
  readonly scheduler: unknown;
  readonly emails: unknown;
};

/** What one AWS account holds in one Region, wired as its stacks' templates say; it does nothing by itself. */
export class Account {
  readonly queues: Queues;
  readonly sqs: SqsApi;
  readonly buses: EventBuses;
  readonly events: EventsApi;
  readonly scheduler: SchedulerEmulator;
  readonly emails: SesEmulator;
  readonly #deliveries: Deliveries;
  readonly #options: AccountOptions;
  readonly #freshEmails: unknown;

  constructor(options: AccountOptions) {
    const { account, region, clock } = options;
    this.#options = options;
    this.queues = new Queues(clock);
    this.sqs = new SqsApi(this.queues, clock);
    const { access, interceptors, stacks } = options;
    this.#deliveries = new Deliveries({
      queues: this.queues,
      buses: stacks.flatMap(({ buses }) => buses),
      interceptors,
      access,
      onLost: (delivery) => options.observer?.lost(delivery),
    });
    this.buses = new EventBuses({
      account,
      region,
      clock,
      deliver: ({ arn: queueArn, deadLetterArn }, body, sourceArn) =>
        this.#deliveries.deliver({ from: 'rule', sourceArn, queueArn, body }, deadLetterArn),
      mayKeep: access && ((busArn) => access.mayKeepEvent(busArn)),
      lose: (busArn, body) => this.#deliveries.leaveUnkept(busArn, body),
    });
    this.events = new EventsApi(this.buses, clock, options.onWarning);
    const mayAssume = access && ((roleArn: string, groupArn: string) => access.mayAssume(roleArn, groupArn));
    this.scheduler = new SchedulerEmulator({ clock, region, account, mayAssume });
    const identities = options.stacks.flatMap((stack) => stack.identities.map((name) => ({ name })));
    this.emails = new SesEmulator({
      clock,
      region,
      account,
      configurationSets: Object.fromEntries(options.stacks.flatMap(configurationSetsOf)),
      suppressedReasons: Object.assign({}, ...options.stacks.map((stack) => stack.suppressedReasons)),
      ...(identities.length > 0 && { identities }),
    });
    this.#freshEmails = this.emails.dump();
    for (const stack of options.stacks) this.#wire(stack);
    this.deploySchedules();
  }

  #wire(stack: StackModel): void {
    for (const queue of stack.queues) this.queues.add(queue);
    for (const { name } of stack.buses) this.buses.addBus(name);
    for (const rule of stack.rules) {
      for (const { arn } of rule.targets) this.#assertQueue(arn, `rule ${rule.name}`);
      this.buses.addRule(rule);
    }
  }

  #assertQueue(arn: string, owner: string): void {
    if (!this.queues.byArn(arn))
      throw new TemplateError(`${owner}: its target ${arn} is no queue of these stacks`);
  }

  /** Brings schedules and groups to what the templates say; other schedules stay as they are. */
  deploySchedules(): void {
    for (const { scheduleGroups, schedules } of this.#options.stacks) {
      for (const { name } of scheduleGroups) this.scheduler.createGroup(name);
      for (const schedule of schedules) this.#deploySchedule(schedule);
    }
  }

  #deploySchedule(schedule: TemplateSchedule): void {
    try {
      this.scheduler.addFromTemplate(schedule);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      throw new TemplateError(`the schedule ${schedule.name} cannot be made: ${error.message}`);
    }
  }

  /** The event source mappings of all stacks. */
  consumers(lambda: Lambda): Consumer[] {
    return this.#options.stacks.flatMap(({ name, mappings, functions }) =>
      mappings.map((mapping) => {
        const queue = this.queues.byArn(mapping.queueArn);
        const target = functions.find((candidate) =>
          [candidate.name, candidate.arn].includes(mapping.function),
        );
        if (queue && target) return new Consumer(queue, target, mapping, lambda, this.#options.access);
        throw new TemplateError(
          `${name}: a mapping from ${mapping.queueArn} to ${mapping.function} has no such end`,
        );
      }),
    );
  }

  /** Hands on what schedules and SES have due at the clock's now. */
  release(): void {
    for (const { target, scheduleArn: sourceArn, ...firing } of this.scheduler.takeDue()) {
      const { arn: queueArn, roleArn, input: body, deadLetterArn } = target;
      this.#deliveries.deliver(
        { from: 'schedule', sourceArn, roleArn, queueArn, body, firing },
        deadLetterArn,
      );
    }
    for (const event of this.emails.takeEvents()) {
      this.#options.observer?.email(event);
      this.buses.route('default', event);
    }
  }

  /** Lets the queues be looked at as they are now. */
  observe(): void {
    this.#options.observer?.queues(this.queues.all());
  }

  /** When schedules or SES have something due next. */
  nextDueAt(): Instant | null {
    return earliest([this.scheduler.nextDueAt(), this.emails.nextEventAt()]);
  }

  dump(): AccountDump {
    return {
      queues: this.queues.dump(),
      events: this.buses.dump(),
      scheduler: this.scheduler.dump(),
      emails: this.emails.dump(),
    };
  }

  /** Goes on from a dump; what the templates say about schedules wins. */
  load(dump: AccountDump): void {
    this.queues.load(dump.queues);
    this.buses.load(dump.events);
    this.scheduler.load(dump.scheduler);
    this.emails.load(dump.emails);
    this.deploySchedules();
  }

  /** Forgets everything but what the templates say. */
  clear(): void {
    this.queues.clear();
    this.buses.clear();
    this.emails.load(this.#freshEmails);
    this.scheduler.load({ groups: [], schedules: [] });
    this.deploySchedules();
  }
}

/** By name, the types of events that reach an event bus; SES itself only ever reaches the default one. */
const configurationSetsOf = ({ configurationSets, eventDestinations }: StackModel) =>
  configurationSets.map((name) => {
    const destinations = eventDestinations.filter(({ configurationSet }) => configurationSet === name);
    return [name, destinations.flatMap(({ eventTypes }) => eventTypes)] as const;
  });

/** The first of some instants that may not exist. */
export const earliest = (instants: readonly (Instant | null)[]): Instant | null =>
  instants.reduce((first, at) => (at !== null && (first === null || at < first) ? at : first), null);
