import { SchedulerClient } from '@aws-sdk/client-scheduler';
import {
  DeleteMessageCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { addMinutes, epochMillis, type Instant, toInstant } from '../../shared/core/time/instant.ts';
import type { ConformanceEnvironment } from './environment.ts';
import { PREFIX, removeAll } from './leftovers.ts';
import type { Delivered, SchedulerUnderTest } from './scheduler/under-test.ts';

/** Time as a run lives in it, and somebody who waits. */
export type Time = {
  readonly now: () => Instant;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly tell: (sentence: string) => void;
};

/** Time as it passes. */
const REAL_TIME: Time = {
  now: () => toInstant(Date.now()),
  sleep: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
  tell: (sentence) => process.stderr.write(`${sentence}\n`),
};

/** A group is deleted in some minutes, and so is a schedule that has fired. */
const PATIENCE = 10 * 60_000;
/** What is older belongs to no run any more. */
const LEFT_BEHIND_MINUTES = 180;
const STEP = 15_000;

/** EventBridge Scheduler itself, once what earlier runs left behind is removed. */
export async function connectToAws(
  { region, ...targets }: ConformanceEnvironment,
  { now, sleep, tell }: Time = REAL_TIME,
): Promise<SchedulerUnderTest> {
  // Groups may be created and deleted ten times a second: a refusal is waited out.
  const client = new SchedulerClient({ region, maxAttempts: 10 });
  const queues = new SQSClient({ region });
  await removeAll(client, PREFIX, addMinutes(now(), -LEFT_BEHIND_MINUTES));
  const delivered: Delivered[] = [];
  const undelivered: Delivered[] = [];
  return {
    ...targets,
    client,
    now,
    tell,
    patience: PATIENCE,
    async until(at) {
      for (let left = millisUntil(at, now()); left > 0; left = millisUntil(at, now())) {
        tell(`${now().slice(11, 19)}: waiting until ${at.slice(11, 19)} UTC.`);
        await sleep(Math.min(left, STEP));
      }
    },
    async delivered() {
      delivered.push(...(await drain(queues, targets.targetArn)));
      return delivered;
    },
    async undelivered() {
      undelivered.push(...(await drain(queues, targets.deadLetterArn)));
      return undelivered.map(({ body }) => body);
    },
    close() {
      client.destroy();
      queues.destroy();
    },
  };
}

const millisUntil = (at: Instant, now: Instant) => epochMillis(at) - epochMillis(now);

/** Takes everything out of a queue that only this suite uses. */
async function drain(queues: SQSClient, queueArn: string): Promise<Delivered[]> {
  const QueueName = queueArn.slice(queueArn.lastIndexOf(':') + 1);
  const { QueueUrl } = await queues.send(new GetQueueUrlCommand({ QueueName }));
  const found: Delivered[] = [];
  // One empty answer may mean that the next one is not.
  for (let empty = 0; empty < 2; ) {
    const { Messages = [] } = await queues.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: 5,
        MessageSystemAttributeNames: ['SentTimestamp'],
      }),
    );
    empty = Messages.length === 0 ? empty + 1 : 0;
    for (const { Body = '', ReceiptHandle, Attributes } of Messages) {
      found.push({ body: Body, sentAt: toInstant(Number(Attributes?.SentTimestamp)) });
      await queues.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  }
  return found;
}
