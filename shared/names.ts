/**
 * What a deployment, an operator's tools and the embedded cloud's users agree on. Names never change: armed schedules,
 * senders and people know resources by them.
 */

/** A clinic's stack; in it the table, the bus, the group of schedules; and what all other names begin with. */
export const resourceName = ({ clinicId }: { readonly clinicId: string }): string =>
  `course-reminders-${clinicId}`;

/** The `source` of every event that a clinic's system puts on the bus. */
export const EVENT_SOURCE = 'clinic.courses';

/** The queues of a clinic, one for each function, each with dead letters of its own. */
export const QUEUE_NAMES = ['events', 'wakes', 'emails', 'digests', 'sweeps'] as const;
export type QueueName = (typeof QUEUE_NAMES)[number];

/**
 * How often a message is tried, every six minutes. Nobody else brings events and reports back: they outlast two days
 * without AWS or without an operator. A digest can wait until the evening. Wakes and sweeps are few: the next sweep
 * does what they would have done.
 */
export const ATTEMPTS: Readonly<Record<QueueName, number>> = {
  events: 480,
  wakes: 5,
  emails: 480,
  digests: 100,
  sweeps: 5,
};

/** A queue as SQS knows it. @param prefix the clinic's {@link resourceName} */
export const queueName = (prefix: string, queue: QueueName): string => `${prefix}-${queue}`;

/** The queue of what could not be handled. @param queue the name or ARN of the queue it comes from */
export const deadLettersName = (queue: string): string => `${queue}-dead-letters`;

/** The queue of events that a bus could not encrypt or decrypt with its key. @param bus the bus's name */
export const busDeadLettersName = (bus: string): string => `${bus}-bus-dead-letters`;

/** Where a function's resource carries the path of its source, for what runs the template without a bundle. */
export const ENTRY_METADATA = 'course-reminders:entry';
