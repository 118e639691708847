import type { Report, Reported } from '../core/reminders/delivery.ts';
import type { Message } from '../core/reminders/log.ts';
import type { Instant } from '../core/time/instant.ts';
import type { CaseLine } from './caseload.ts';
import type { Head } from './head.ts';
import { OurError } from './our-error.ts';
import type { StoredEvent } from './stored-event.ts';

/** Everything kept of one course. A course that was never heard of has no head. */
export type LoadedCourse = {
  readonly head: Head | null;
  readonly events: readonly StoredEvent[];
  readonly messages: readonly Message[];
  /** What lists show of it; absent when they have nothing yet, or nothing any more. */
  readonly line?: CaseLine;
};

/** One change of one course; it is written whole or not at all. */
export type Commit = {
  readonly head: Head;
  /** The version it is based on; null for a course that was never heard of. */
  readonly expectedVersion: number | null;
  readonly newEvents: readonly StoredEvent[];
  /** Messages in their new state, each with the state it replaces. */
  readonly messages: readonly { readonly message: Message; readonly replaces: Message | null }[];
  /** What lists show of it from then on, null for nothing any more; absent when that stays as it is. */
  readonly line?: CaseLine | null;
  /** What is written over events and messages that are there when the course is forgotten. */
  readonly forgets?: PseudonymousLog;
  /** Events and messages that have no last day any more: the forgotten course goes on. */
  readonly recalls?: { readonly eventIds: readonly string[]; readonly messageIds: readonly string[] };
};

/** What stays of an ended course, until `expiresAt` in epoch seconds. */
export type PseudonymousLog = {
  readonly events: readonly StoredEvent[];
  readonly messageIds: readonly string[];
  readonly expiresAt: number;
};

/** One attempt at one message. */
export type ClaimRef = { readonly messageId: string; readonly attempt: number };

/** What became of a claim. */
export type ClaimOutcome =
  | { readonly status: 'sent'; readonly sentAt: Instant }
  | { readonly status: 'released'; readonly retryAt: Instant }
  | { readonly status: 'withdrawn'; readonly settledAt: Instant; readonly attempt: number }
  | {
      readonly status: 'failed';
      readonly settledAt: Instant;
      readonly reason: string;
      readonly attempt: number;
    };

/** Where courses are kept. */
export type CourseStore = {
  /**
   * The course as of one moment, strongly consistent.
   * @throws TornReadError when it keeps changing while it is read
   */
  load(courseId: string): Promise<LoadedCourse>;
  /** The head's version, strongly consistent; null when there is none. */
  version(courseId: string): Promise<number | null>;
  /** @returns false when the course has changed since it was loaded: load it and decide anew */
  commit(courseId: string, commit: Commit): Promise<boolean>;
  /** Writes the outcome of a claim. @returns false when it was settled otherwise in the meantime */
  settle(courseId: string, claim: ClaimRef, outcome: ClaimOutcome): Promise<boolean>;
  /** Leaves reminders out of a claimed message. @returns false when it was settled in the meantime */
  narrow(courseId: string, claim: ClaimRef, dropped: readonly string[]): Promise<boolean>;
  /**
   * Notes what the provider reports of a message, if it says more than is known.
   * @returns what the log said before; null when there is no such message, or it is kept for a while only
   */
  report(courseId: string, report: Report): Promise<Reported | null>;
  /** Deletes everything but the head. */
  eraseItems(courseId: string): Promise<void>;
};

/** A course could not be read as of one moment. */
export class TornReadError extends OurError {
  override readonly name = 'TornReadError';
}
