import {
  contactToItem,
  entryToItem,
  readFigures,
  readLog,
  readWorklist,
} from '../../shared/aws/dynamo-digest-store.ts';
import { headToItem, PAST, WORKLIST } from '../../shared/aws/head-item.ts';
import type { CourseFigures } from '../../shared/core/quality/course-figures.ts';
import type { CivilDate } from '../../shared/core/time/civil-date.ts';
import type {
  Contact,
  DigestEntry,
  DigestStore,
  Recipient,
  RecipientLog,
  Worklist,
} from '../../shared/ports/digest-store.ts';
import type { Head } from '../../shared/ports/head.ts';
import type { Item } from './in-memory-store.ts';

/** Heads and digests in memory, by the same items as in the table. */
export class InMemoryDigests implements DigestStore {
  readonly #items = new Map<string, Item>();

  putHead(courseId: string, head: Head): void {
    this.putItem(headToItem(courseId, head));
  }

  /** Writes an item as it is, whatever was there. */
  putItem(item: Item): void {
    this.#items.set(`${item['pk']} ${item['sk']}`, item);
  }

  async worklist(): Promise<Worklist> {
    return readWorklist(this.#partition(WORKLIST));
  }

  async heads(courseIds: readonly string[]): Promise<Worklist> {
    const keys = courseIds.map((courseId) => `COURSE#${courseId} #HEAD`);
    const found = keys.map((key) => this.#items.get(key));
    return readWorklist(found.filter((item) => item !== undefined));
  }

  async forgottenFigures(): Promise<CourseFigures[]> {
    return readFigures(this.#partition(PAST));
  }

  async log(recipient: Recipient, from: CivilDate): Promise<RecipientLog> {
    const own = [...this.#items.values()].filter(
      ({ pk, sk }) => pk === recipient && String(sk) >= `DIGEST#${from}`,
    );
    return readLog(own.sort((a, b) => (String(a['sk']) > String(b['sk']) ? -1 : 1)));
  }

  write(recipient: Recipient, entry: DigestEntry): Promise<boolean> {
    return this.#write(entryToItem(recipient, entry));
  }

  writeContact(therapistId: string, contact: Contact): Promise<boolean> {
    return this.#write(contactToItem(therapistId, contact));
  }

  async #write(item: Item & { readonly version: number }): Promise<boolean> {
    const found = this.#items.get(`${item['pk']} ${item['sk']}`)?.['version'] ?? 0;
    if (found !== item.version - 1) return false;
    this.putItem(item);
    return true;
  }

  #partition(name: string): Item[] {
    const dueOn = (item: Item) => String(item['dueOn']);
    const found = [...this.#items.values()].filter((item) => item['worklist'] === name);
    return found.sort((a, b) => (dueOn(a) < dueOn(b) ? -1 : 1));
  }
}
