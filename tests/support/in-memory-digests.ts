import { readEntry, readWorklist } from '../../shared/aws/dynamo-digest-store.ts';
import { headToItem } from '../../shared/aws/items.ts';
import type { CivilDate } from '../../shared/core/time/civil-date.ts';
import type { DigestEntry, DigestStore, Recipient, Worklist } from '../../shared/ports/digest-store.ts';
import type { Head } from '../../shared/ports/head.ts';
import type { Item } from './in-memory-store.ts';

/** Heads and digests in memory, by the same items as in the table. */
export class InMemoryDigests implements DigestStore {
  readonly #heads = new Map<string, Item>();
  readonly #entries = new Map<Recipient, Map<string, Item>>();

  putHead(courseId: string, head: Head): void {
    this.putItem(headToItem(courseId, head));
  }

  /** Writes a head or an entry as it is, whatever was there. */
  putItem(item: Item): void {
    const { pk, sk, day } = item;
    if (sk === '#HEAD') this.#heads.set(String(pk), item);
    else this.#own(pk as Recipient).set(String(day), item);
  }

  async worklist(before: CivilDate): Promise<Worklist> {
    const dueOn = (item: Item) => String(item['dueOn']);
    const open = [...this.#heads.values()].filter((item) => item['worklist'] && dueOn(item) < before);
    return readWorklist(open.sort((a, b) => (dueOn(a) < dueOn(b) ? -1 : 1)));
  }

  async entries(recipient: Recipient, from: CivilDate): Promise<DigestEntry[]> {
    const own = [...this.#own(recipient)].filter(([day]) => day >= from);
    return own.sort(([a], [b]) => (a > b ? -1 : 1)).map(([, item]) => readEntry(item));
  }

  async write(recipient: Recipient, entry: DigestEntry): Promise<boolean> {
    const own = this.#own(recipient);
    if ((own.get(entry.day)?.['version'] ?? 0) !== entry.version - 1) return false;
    own.set(entry.day, entry);
    return true;
  }

  #own(recipient: Recipient): Map<string, Item> {
    const own = this.#entries.get(recipient) ?? new Map<string, Item>();
    this.#entries.set(recipient, own);
    return own;
  }
}
