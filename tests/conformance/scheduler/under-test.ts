import { randomUUID } from 'node:crypto';
import * as sdk from '@aws-sdk/client-scheduler';
import { afterAll, beforeAll } from 'vitest';
import type { Instant } from '../../../shared/core/time/instant.ts';
import { ignoreGone, PREFIX } from '../leftovers.ts';

/** Something that reached the target queue. */
export type Delivered = { readonly body: string; readonly sentAt: Instant };

/** A scheduler to hold to the contract, what it may be pointed at, and the clock it goes by. */
export type SchedulerUnderTest = {
  readonly client: sdk.SchedulerClient;
  readonly targetArn: string;
  /** A role that the scheduler may assume, from groups named contract-* and from the default one. */
  readonly roleArn: string;
  readonly deadLetterArn: string;
  now(): Instant;
  /** Lets time pass. */
  until(at: Instant): Promise<void>;
  /** Everything that has reached the target queue. */
  delivered(): Promise<readonly Delivered[]>;
  /** The bodies of all dead letters. */
  undelivered(): Promise<readonly string[]>;
  /** For how many milliseconds it may take what is eventually consistent. */
  readonly patience: number;
  /** Tells whoever runs it what goes on. */
  tell(sentence: string): void;
  close(): void | Promise<void>;
};

/** How what this run creates is named. */
const OF_THIS_RUN = `${PREFIX}${process.env['CONFORMANCE_RUN'] ?? 'here'}-`;

const uniqueName = () => `${OF_THIS_RUN}${randomUUID()}`;

export type Fields = Partial<sdk.CreateScheduleCommandInput>;

/** A run of the contract in a group of its own. Whatever it creates is removed at the end, also when a test fails. */
export class Contract {
  readonly group = uniqueName();
  readonly #groups: string[] = [];
  readonly #inDefault: string[] = [];
  #running: SchedulerUnderTest | undefined;
  #names = 0;

  constructor(start: () => Promise<SchedulerUnderTest>) {
    beforeAll(async () => {
      this.#running = await start();
      await this.createGroup({ Name: this.group });
    });
    afterAll(async () => {
      for (const Name of this.#groups) await this.removeGroup(Name).catch(ignoreGone);
      for (const Name of this.#inDefault) await this.remove(Name, 'default').catch(ignoreGone);
      await this.#running?.close();
    });
  }

  get it(): SchedulerUnderTest {
    if (!this.#running) throw new Error('the scheduler is not running');
    return this.#running;
  }

  get client(): sdk.SchedulerClient {
    return this.it.client;
  }

  newName = (): string => `s-${this.#names++}`;

  /** The name of a group that the run will remove. */
  newGroupName = uniqueName;

  inputOf = (fields: Fields): sdk.CreateScheduleCommandInput => ({
    Name: this.newName(),
    GroupName: this.group,
    ScheduleExpression: 'at(2035-01-01T10:00:00)',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { Arn: this.it.targetArn, RoleArn: this.it.roleArn },
    ...fields,
  });
  create = (fields: Fields = {}) => this.client.send(new sdk.CreateScheduleCommand(this.inputOf(fields)));
  update = (fields: Fields) => this.client.send(new sdk.UpdateScheduleCommand(this.inputOf(fields)));
  get = (Name: string, GroupName = this.group) =>
    this.client.send(new sdk.GetScheduleCommand({ Name, GroupName }));
  remove = (Name: string, GroupName = this.group) =>
    this.client.send(new sdk.DeleteScheduleCommand({ Name, GroupName }));
  list = (fields: sdk.ListSchedulesCommandInput = {}) =>
    this.client.send(new sdk.ListSchedulesCommand({ GroupName: this.group, ...fields }));

  createInDefault = () => {
    const { GroupName: _, ...input } = this.inputOf({ Name: uniqueName() });
    this.#inDefault.push(String(input.Name));
    return this.client.send(new sdk.CreateScheduleCommand(input));
  };

  createGroup = (input: sdk.CreateScheduleGroupCommandInput) => {
    this.#groups.push(String(input.Name));
    return this.client.send(new sdk.CreateScheduleGroupCommand(input));
  };
  getGroup = (Name: string) => this.client.send(new sdk.GetScheduleGroupCommand({ Name }));
  removeGroup = (Name: string) => this.client.send(new sdk.DeleteScheduleGroupCommand({ Name }));
}

/** The title of a test of what is written nowhere: the emulator does so, and AWS may not. */
export const assumed = (title: string): string => `assumed: ${title}`;
