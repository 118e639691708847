import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '../../../shared/core/time/instant.ts';
import type { AwsRequest, AwsResponse, AwsService } from '../base/aws-api.ts';
import { answer } from '../base/aws-error.ts';
import type { VirtualClock } from '../base/clock.ts';
import type { TemplateSchedule } from '../base/stack-model.ts';
import { operationOf, readCall } from './api.ts';
import type { SchedulerContext } from './call.ts';
import type { ScheduledDelivery } from './delivery.ts';
import { assertValid, notAssumable, readRequest } from './errors.ts';
import { ScheduleGroups } from './groups.ts';
import { SCHEDULER_OPERATIONS } from './operations.ts';
import { putScheduleRequest } from './schema.ts';
import { type ScheduleRecord, type SchedulerState, schedulerState } from './state.ts';
import { ScheduleStore } from './store.ts';
import { templateRequest } from './template.ts';

export type { ScheduledDelivery, ScheduleRecord, SchedulerState };

export type SchedulerOptions = {
  readonly clock: VirtualClock;
  readonly region: string;
  readonly account: string;
  /** Whether the service may take a role for the schedules of a group; it may take any without this. */
  readonly mayAssume?: ((roleArn: string, groupArn: string) => boolean) | undefined;
};

/**
 * EventBridge Scheduler's REST API on a virtual clock. Schedules fire at :00 of their minute, at the start of
 * a flexible window, and never in the minute in which they were made.
 */
export class SchedulerEmulator implements AwsService {
  readonly #context: SchedulerContext;

  constructor({ clock, region, account, mayAssume }: SchedulerOptions) {
    const arn = (resource: string) => `arn:aws:scheduler:${region}:${account}:${resource}`;
    this.#context = {
      store: new ScheduleStore(),
      groups: new ScheduleGroups(),
      now: () => clock.now(),
      arn,
      assertAssumable: (roleArn, group) => {
        if (mayAssume && !mayAssume(roleArn, arn(`schedule-group/${group}`))) throw notAssumable();
      },
    };
    this.createGroup('default');
  }

  operationOf(request: AwsRequest): string | undefined {
    return operationOf(request);
  }

  handle(request: AwsRequest): AwsResponse {
    return answer('Message', () => {
      const call = readCall(request);
      return SCHEDULER_OPERATIONS[call.operation](this.#context, call);
    });
  }

  /** Makes sure that a group exists. */
  createGroup(name: string): void {
    const { groups, arn, now } = this.#context;
    if (groups.find(name)) return;
    const times = { createdAt: now(), modifiedAt: now() };
    groups.put({ name, arn: arn(`schedule-group/${name}`), ...times, tags: [], createdBy: null });
  }

  /**
   * Deploys a schedule of a CloudFormation template: adds it, or replaces the one of this name when it differs.
   * @throws AwsError when the service would refuse it
   */
  addFromTemplate(schedule: TemplateSchedule): void {
    const { store, groups, arn, now } = this.#context;
    const request = readRequest(putScheduleRequest, templateRequest(schedule));
    const { Name: name, GroupName: group, ClientToken: _, ...definition } = request;
    const existing = store.get(groups.get(group).name, name);
    this.#context.assertAssumable(definition.Target.RoleArn, group);
    if (existing && isDeepStrictEqual(existing.definition, definition)) return;
    const at = now();
    assertValid(definition, at);
    const origin = { arn: arn(`schedule/${group}/${name}`), createdAt: existing?.createdAt ?? at };
    store.put({ group, name, definition, ...origin, modifiedAt: at, createdBy: null }, at);
  }

  /** The next instant at which some enabled schedule fires. */
  nextDueAt(): Instant | null {
    return this.#context.store.nextDueAt();
  }

  /** Everything due at or before the clock's now, in order of time, then name; one-time schedules complete. */
  takeDue(): ScheduledDelivery[] {
    return this.#context.store.takeDue(this.#context.now());
  }

  /** All schedules, by group and name. */
  list(): readonly ScheduleRecord[] {
    return this.#context.store.list();
  }

  /** All it remembers, as JSON. */
  dump(): SchedulerState {
    return { groups: this.#context.groups.list(), schedules: this.#context.store.list() };
  }

  /** Goes on from a dump. @throws ZodError when it is none */
  load(state: unknown): void {
    const { groups, schedules } = schedulerState.parse(state);
    this.#context.groups.clear();
    this.#context.store.clear();
    for (const group of groups) this.#context.groups.put(group);
    for (const schedule of schedules) this.#context.store.restore(schedule);
    this.createGroup('default');
  }
}
