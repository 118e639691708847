import { COURSE_PREFIX, HEAD_KEY } from '../../shared/aws/items.ts';
import {
  AT_THE_START,
  type IndexEntry,
  type IndexPage,
  type IndexPlace,
  type SweepProgress,
  type SweepStore,
} from '../../shared/ports/sweep-store.ts';
import type { InMemoryStore } from './in-memory-store.ts';

const SORTED_BY = { wakes: 'nextWakeAt', plans: 'fingerprint' };

/** The sweep's indexes over courses in memory, and its progress. */
export class InMemorySweep implements SweepStore {
  readonly #store: InMemoryStore;
  #progress: SweepProgress = AT_THE_START;

  constructor(store: InMemoryStore) {
    this.#store = store;
  }

  async resume(before: string, limit: number) {
    const progress = this.#progress;
    return { progress, wakes: await this.wakes(before, progress.wakes, limit) };
  }

  async wakes(before: string, after: IndexPlace | null, limit: number) {
    const entries = this.#index('wakes').filter(({ by }) => by < before);
    return pageOf(entries, after && after.by < before ? after : null, limit);
  }

  async outdated(fingerprint: string, after: IndexPlace | null, limit: number) {
    const entries = this.#index('plans').filter(({ by }) => by !== fingerprint);
    return pageOf(entries, after, limit);
  }

  async saveProgress(progress: SweepProgress) {
    this.#progress = progress;
  }

  #index(name: keyof typeof SORTED_BY): IndexEntry[] {
    return this.#store
      .items()
      .filter((item) => item[name] !== undefined)
      .map((item) => ({
        courseId: String(item['pk']).slice(COURSE_PREFIX.length),
        sk: String(item['sk']),
        by: String(item[SORTED_BY[name]]),
        isHead: item['sk'] === HEAD_KEY,
      }))
      .sort((a, b) => (sortText(a) < sortText(b) ? -1 : 1));
  }
}

const sortText = ({ by, courseId, sk }: IndexPlace) => `${by} ${courseId} ${sk}`;

function pageOf(sorted: readonly IndexEntry[], after: IndexPlace | null, limit: number): IndexPage {
  const behind = after ? sorted.filter((each) => sortText(each) > sortText(after)) : sorted;
  return { entries: behind.slice(0, limit), isEnd: behind.length <= limit };
}
