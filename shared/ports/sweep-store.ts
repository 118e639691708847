import type { Instant } from '../core/time/instant.ts';

/** A place in an index, to go on behind. */
export type IndexPlace = {
  readonly courseId: string;
  /** Which of the course's items, as the store names it. */
  readonly sk: string;
  /** What the index sorts it by: an instant among wakes, a fingerprint among plans. */
  readonly by: string;
};

/** A head or a message in an index, and where it stands there. */
export type IndexEntry = IndexPlace & { readonly isHead: boolean };

/** Entries of an index in its order; `isEnd` when there are no more behind them. */
export type IndexPage = { readonly entries: readonly IndexEntry[]; readonly isEnd: boolean };

/** Where the sweep stopped. */
export type SweepProgress = {
  /** The last wake that it looked at; null when it came to the end. */
  readonly wakes: IndexPlace | null;
  /** The same among plans that were made with other settings than those of `fingerprint`. */
  readonly plans: IndexPlace | null;
  readonly fingerprint: string | null;
  /** When it found no plan that was made with other settings; null while there may be some. */
  readonly plansCheckedAt: Instant | null;
};

/** Where a run goes on, and what it looks at first. */
export type Resumed = { readonly progress: SweepProgress; readonly wakes: IndexPage };

/** What the sweep looks through, and where it notes how far it came. */
export type SweepStore = {
  /**
   * Where the last run stopped, {@link AT_THE_START} when nothing, or nothing readable, is noted; and the wakes behind
   * that place. What was noted a moment ago may not be seen yet.
   */
  resume(before: Instant, limit: number): Promise<Resumed>;
  /** Heads and open messages that are to be looked at before an instant, the earliest first. */
  wakes(before: Instant, after: IndexPlace | null, limit: number): Promise<IndexPage>;
  /** Heads that were planned with other settings than those of a fingerprint. */
  outdated(fingerprint: string, after: IndexPlace | null, limit: number): Promise<IndexPage>;
  saveProgress(progress: SweepProgress): Promise<void>;
};

/** Nothing has been looked at. */
export const AT_THE_START: SweepProgress = {
  wakes: null,
  plans: null,
  fingerprint: null,
  plansCheckedAt: null,
};
