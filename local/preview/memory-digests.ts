import type {
  Contact,
  DigestEntry,
  DigestStore,
  Recipient,
  RecipientLog,
  Worklist,
} from '../../shared/ports/digest-store.ts';
import type { MemoryCourses } from './memory-courses.ts';

/** What was mailed to the clinic, in memory, over courses in memory. */
export class MemoryDigests implements DigestStore {
  readonly #courses: MemoryCourses;
  readonly #entries = new Map<Recipient, readonly DigestEntry[]>();
  readonly #contacts = new Map<Recipient, Contact>();

  constructor(courses: MemoryCourses) {
    this.#courses = courses;
  }

  async worklist(): Promise<Worklist> {
    const courses = [...this.#courses.all].flatMap(([courseId, { head }]) =>
      head && !head.purged ? [{ courseId, head }] : [],
    );
    return { courses, unreadable: [] };
  }

  async heads(courseIds: readonly string[]): Promise<Worklist> {
    const { courses } = await this.worklist();
    return { courses: courses.filter(({ courseId }) => courseIds.includes(courseId)), unreadable: [] };
  }

  async forgottenFigures() {
    return [];
  }

  async log(recipient: Recipient): Promise<RecipientLog> {
    return {
      contact: this.#contacts.get(recipient) ?? null,
      entries: this.#entries.get(recipient) ?? [],
    };
  }

  async write(recipient: Recipient, entry: DigestEntry): Promise<boolean> {
    const others = (this.#entries.get(recipient) ?? []).filter(({ day }) => day !== entry.day);
    this.#entries.set(recipient, [entry, ...others]);
    return true;
  }

  async writeContact(therapistId: string, contact: Contact): Promise<boolean> {
    this.#contacts.set(`THERAPIST#${therapistId}`, contact);
    return true;
  }
}
