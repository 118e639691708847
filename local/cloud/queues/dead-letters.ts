import { type Instant, toInstant } from '../../../shared/core/time/instant.ts';
import type { Queue } from './queue.ts';

/** A message that no function could handle, or that could not be delivered. */
export type DeadLetter = {
  readonly queue: string;
  readonly messageId: string;
  readonly body: string;
  readonly receiveCount: number;
  readonly sentAt: Instant;
  readonly reason?: string;
};

/** The messages of dead-letter queues, queue by queue. */
export const deadLettersIn = (queues: readonly Queue[]): DeadLetter[] =>
  queues.flatMap((queue) =>
    queue.messages().map(({ messageId, body, receiveCount, sentAt, reason }) => ({
      queue: queue.settings.name,
      messageId,
      body,
      receiveCount,
      sentAt: toInstant(sentAt),
      ...(reason !== undefined && { reason }),
    })),
  );
