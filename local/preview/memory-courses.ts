import type { Message } from '../../shared/core/reminders/log.ts';
import type {
  ClaimOutcome,
  ClaimRef,
  Commit,
  CourseStore,
  LoadedCourse,
} from '../../shared/ports/course-store.ts';

const NOTHING: LoadedCourse = { head: null, events: [], messages: [] };

/** Courses in memory, for one handler that does one thing at a time: nobody comes between a load and a commit. */
export class MemoryCourses implements CourseStore {
  readonly #courses = new Map<string, LoadedCourse>();

  /** Every course with its head. */
  get all(): ReadonlyMap<string, LoadedCourse> {
    return this.#courses;
  }

  async load(courseId: string): Promise<LoadedCourse> {
    return this.#courses.get(courseId) ?? NOTHING;
  }

  async version(courseId: string): Promise<number | null> {
    return (await this.load(courseId)).head?.version ?? null;
  }

  async commit(courseId: string, { head, newEvents, messages, forgets, line }: Commit): Promise<true> {
    const course = await this.load(courseId);
    const changed = new Map(messages.map(({ message }) => [message.messageId, message]));
    const left = new Map(forgets?.events.map((stored) => [stored.event.eventId, stored]));
    const events = [...course.events, ...newEvents].map((each) => left.get(each.event.eventId) ?? each);
    const known = new Map(course.messages.map((message) => [message.messageId, message]));
    const shown = line === undefined ? course.line : line;
    this.#courses.set(courseId, {
      head,
      events,
      messages: [...new Map([...known, ...changed]).values()],
      ...(shown && { line: shown }),
    });
    return true;
  }

  settle(courseId: string, claim: ClaimRef, outcome: ClaimOutcome): Promise<boolean> {
    return this.#change(courseId, claim, outcome);
  }

  narrow(courseId: string, claim: ClaimRef, dropped: readonly string[]): Promise<boolean> {
    return this.#change(courseId, claim, { dropped });
  }

  /** Nobody reports. */
  async report(): Promise<null> {
    return null;
  }

  async eraseItems(courseId: string): Promise<void> {
    const { head } = await this.load(courseId);
    this.#courses.set(courseId, { ...NOTHING, head });
  }

  async #change(courseId: string, { messageId }: ClaimRef, change: object): Promise<boolean> {
    const course = await this.load(courseId);
    const messages = course.messages.map((message) =>
      message.messageId === messageId ? ({ ...message, ...change } as Message) : message,
    );
    this.#courses.set(courseId, { ...course, messages });
    return true;
  }
}
