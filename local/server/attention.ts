import { SQSClient } from '@aws-sdk/client-sqs';
import type { Instant } from '../../shared/core/time/instant.ts';
import { QUEUE_NAMES } from '../../shared/names.ts';
import type { ClinicCloud } from '../clinic/clinic-cloud.ts';
import type { ShownError } from '../page/attention-page.ts';
import { openQueues } from '../redrive/open-queues.ts';
import { openOperatorLog } from '../redrive/operator-log.ts';
import { type Order, redriveClinic, type Work } from '../redrive/redrive-clinic.ts';
import { functionErrors } from './function-errors.ts';

/** An alarm that sounds, and what its description says to do. */
export type SoundingAlarm = { readonly name: string; readonly description: string; readonly since: Instant };

const NOTHING: Work = { letters: [], unknown: [], unseen: 0 };

/** What somebody has to look after in a clinic on the embedded cloud. */
export class Attention {
  readonly #clinicCloud: ClinicCloud;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(clinicCloud: ClinicCloud) {
    this.#clinicCloud = clinicCloud;
  }

  /** How many things there are: dead letters, and alarms that sound. */
  count(): number {
    return this.#clinicCloud.cloud.deadLetters().length + this.alarms().length;
  }

  /** The alarms that sound now. */
  alarms(): SoundingAlarm[] {
    const { cloud } = this.#clinicCloud;
    const latest = new Map(cloud.alarms().map((change) => [change.alarm, change]));
    return cloud.stacks
      .flatMap(({ alarms }) => alarms)
      .flatMap(({ name, description }) => {
        const change = latest.get(name);
        return change?.state === 'ALARM' ? [{ name, description, since: change.at }] : [];
      });
  }

  /** What the functions said last of what went wrong, since this program was started; the latest first. */
  errors(): ShownError[] {
    return functionErrors(this.#clinicCloud.cloud.logs());
  }

  /** Diagnoses the dead letters, and does with them what is ordered, by the operator's own means; one order at a time. */
  work(order: Order): Promise<Work> {
    const work = this.#turn.then(() => this.#work(order));
    this.#turn = work.catch(() => undefined);
    return work;
  }

  async #work(order: Order): Promise<Work> {
    const { clinic, cloud, documents, digests, stackName, table } = this.#clinicCloud;
    if (cloud.deadLetters().length === 0) return NOTHING;
    const client = new SQSClient({
      endpoint: cloud.endpoint,
      region: clinic.region,
      credentials: { accessKeyId: 'operator', secretAccessKey: 'operator' },
    });
    try {
      const queues = await openQueues(client, QUEUE_NAMES, clinic);
      const log = openOperatorLog(documents, cloud.tableName(stackName));
      const { worklist } = digests;
      return await redriveClinic({ queues, table, worklist, log, clinic, now: cloud.clock.now() }, order);
    } finally {
      client.destroy();
    }
  }
}
