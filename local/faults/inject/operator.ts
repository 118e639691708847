import {
  GetScheduleCommand,
  SchedulerClient,
  UpdateScheduleCommand,
  type UpdateScheduleCommandInput,
} from '@aws-sdk/client-scheduler';
import type { ClinicCloud } from '../../clinic/clinic-cloud.ts';

type Definition = Pick<
  UpdateScheduleCommandInput,
  'ScheduleExpression' | 'ScheduleExpressionTimezone' | 'FlexibleTimeWindow' | 'Target'
>;

/** Changes schedules from outside, as somebody at the console would. */
export class Operator {
  readonly #client: SchedulerClient;
  /** Of the clinic's schedules. */
  readonly group: string;
  readonly #definitions = new Map<string, Definition>();

  constructor({ cloud, clinic, stackName }: ClinicCloud) {
    this.group = stackName;
    this.#client = new SchedulerClient({
      endpoint: cloud.endpoint,
      region: clinic.region,
      credentials: { accessKeyId: 'operator', secretAccessKey: 'operator' },
    });
  }

  /** Lets the hourly sweep or the morning digest run or rest, until the next reset. */
  async switch(name: 'sweep' | 'digest', State: 'ENABLED' | 'DISABLED'): Promise<void> {
    const definition = this.#definitions.get(name) ?? (await this.#definitionOf(name));
    this.#definitions.set(name, definition);
    await this.#update(name, definition, State);
  }

  /** Gives a schedule another time. */
  async reschedule(name: string, ScheduleExpression: string): Promise<void> {
    const definition = await this.#definitionOf(name);
    await this.#update(name, { ...definition, ScheduleExpression }, 'ENABLED', 'DELETE');
  }

  async #definitionOf(Name: string): Promise<Definition> {
    const { ScheduleExpression, ScheduleExpressionTimezone, FlexibleTimeWindow, Target } =
      await this.#client.send(new GetScheduleCommand({ GroupName: this.group, Name }));
    return { ScheduleExpression, ScheduleExpressionTimezone, FlexibleTimeWindow, Target };
  }

  async #update(
    Name: string,
    definition: Definition,
    State: 'ENABLED' | 'DISABLED',
    ActionAfterCompletion: 'DELETE' | 'NONE' = 'NONE',
  ): Promise<void> {
    const schedule = { GroupName: this.group, Name, State, ActionAfterCompletion };
    await this.#client.send(new UpdateScheduleCommand({ ...definition, ...schedule }));
  }

  stop(): void {
    this.#client.destroy();
  }
}
