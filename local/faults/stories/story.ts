import type { EventType } from '../../../shared/core/events/events.ts';
import type { Instant } from '../../../shared/core/time/instant.ts';
import type { Fault } from './fault.ts';
import type { PressedChange, StoryPress } from './press.ts';

/** An event as a clinic's system sends it; it reaches the bus when it occurred, or when received. */
export type StoryEvent = {
  readonly eventId: string;
  readonly type: EventType;
  readonly courseId: string;
  readonly occurredAt: string;
  readonly data: object;
  readonly receivedAt?: string;
};

/** The clinic's file is changed and deployed. */
export type Deployment = {
  readonly at: Instant;
  /** Members of the clinic's file, each whole. */
  readonly changes: Readonly<Record<string, unknown>>;
};

/** What happens at a clinic, and until when it is watched. */
export type FaultStory = {
  readonly name: string;
  readonly events: readonly StoryEvent[];
  /** Who presses on the clinic's pages; at one moment all see the same before the first one presses. */
  readonly presses?: readonly StoryPress[];
  /** What all presses together change, each once. */
  readonly changes?: readonly PressedChange[];
  /** What the clinic's functions are told anew meanwhile, in order of time. */
  readonly deployments?: readonly Deployment[];
  /** What is told to another clinic in the same account, perhaps of courses with the same ids. */
  readonly neighbour?: readonly StoryEvent[];
  /** In day hours, so that what is late can still go. */
  readonly until: Instant;
  /** What goes wrong in the undisturbed run, too. */
  readonly faults?: readonly Fault[];
};

/** When an event reaches the bus. */
export const arrivalOf = ({ receivedAt, occurredAt }: StoryEvent): string => receivedAt ?? occurredAt;

/** Writes the events of one course, with rising ids. */
export function courseTeller(courseId: string) {
  let count = 0;
  return (type: EventType, occurredAt: string, data: object = {}): StoryEvent => {
    count += 1;
    return { eventId: `e${String(count).padStart(3, '0')}`, type, courseId, occurredAt, data };
  };
}

/** Events that reach the bus together, long after they occurred. */
export const received = (receivedAt: string, events: readonly StoryEvent[]): StoryEvent[] =>
  events.map((event) => ({ ...event, receivedAt }));
