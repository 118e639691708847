import type { Tried } from './attempt.ts';
import { isClean, type Verdict } from './judge/judge.ts';

type Counted = 'seeds' | 'faults' | 'events' | 'emails' | keyof Verdict;

/** Counts over many runs. */
export class Tally {
  failures = 0;
  readonly #counts: Record<Counted, number> = {
    seeds: 0,
    faults: 0,
    events: 0,
    emails: 0,
    lost: 0,
    unexpectedDuplicates: 0,
    stuck: 0,
    unwanted: 0,
    broken: 0,
  };

  /** @param seeds how many seeds this run stands for */
  add({ story, run, verdict }: Pick<Tried, 'story' | 'run' | 'verdict'>, seeds: number): void {
    const counts = this.#counts;
    counts.seeds += seeds;
    counts.faults += run.fired.length;
    counts.events += story.events.length;
    counts.emails += run.sent.length;
    counts.lost += verdict.lost.length;
    counts.unexpectedDuplicates += verdict.unexpectedDuplicates.length;
    counts.stuck += verdict.stuck.length;
    counts.unwanted += verdict.unwanted.length;
    counts.broken += verdict.broken.length;
    if (!isClean(verdict)) this.failures += 1;
  }

  get isClean(): boolean {
    return this.failures === 0;
  }

  counts() {
    return { ...this.#counts };
  }
}
