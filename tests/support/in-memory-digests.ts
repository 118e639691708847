import type { DigestEntry, DigestStore, Recipient, WorklistCourse } from '../../shared/aws/digest-store.ts';
import type { CivilDate } from '../../shared/core/civil-date.ts';
import { earliestDue, type Head } from '../../shared/head.ts';

/** Heads and digests in memory. */
export class InMemoryDigests implements DigestStore {
  readonly #heads = new Map<string, Head>();
  readonly #entries = new Map<Recipient, Map<CivilDate, DigestEntry>>();

  putHead(courseId: string, head: Head): void {
    this.#heads.set(courseId, head);
  }

  async worklist(before: CivilDate): Promise<WorklistCourse[]> {
    const open = [...this.#heads].flatMap(([courseId, head]) => {
      const dueOn = earliestDue(head);
      return dueOn && dueOn < before && !head.purged ? [{ courseId, head, dueOn }] : [];
    });
    return open
      .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
      .map(({ courseId, head }) => ({ courseId, head }));
  }

  async entries(recipient: Recipient, from: CivilDate): Promise<DigestEntry[]> {
    const own = [...(this.#entries.get(recipient)?.values() ?? [])];
    return own.filter(({ day }) => day >= from).sort((a, b) => (a.day > b.day ? -1 : 1));
  }

  async write(recipient: Recipient, entry: DigestEntry): Promise<boolean> {
    const own = this.#entries.get(recipient) ?? new Map<CivilDate, DigestEntry>();
    this.#entries.set(recipient, own);
    if ((own.get(entry.day)?.version ?? 0) !== entry.version - 1) return false;
    own.set(entry.day, entry);
    return true;
  }
}
