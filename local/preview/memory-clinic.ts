import type { Clinic } from '../../shared/clinic.ts';
import type { CourseEvent } from '../../shared/core/events/events.ts';
import { parseEvent } from '../../shared/core/events/parse-event.ts';
import { protocolsOf } from '../../shared/core/protocols/index.ts';
import { addDays } from '../../shared/core/time/civil-date.ts';
import {
  addMinutes,
  atLocalTime,
  type Instant,
  localDateOf,
  toInstant,
} from '../../shared/core/time/instant.ts';
import { advance } from '../../shared/course/advance.ts';
import { createDelivery } from '../../shared/course/deliver.ts';
import { planLoaded } from '../../shared/course/plan-loaded.ts';
import { letterOf } from '../../shared/course/write-letter.ts';
import { sendDigests } from '../../shared/digest/send-digests.ts';
import { trackStaff } from '../../shared/digest/track-staff.ts';
import type { Link } from '../../shared/links/link.ts';
import type { Links } from '../../shared/links/links.ts';
import type { Email, Notice } from '../../shared/mail/index.ts';
import type { StaffReport } from '../../shared/ports/digest-store.ts';
import type { Mailer } from '../../shared/ports/mailer.ts';
import { patientApp } from '../../shared/web/patient/app.ts';
import { staffApp } from '../../shared/web/staff/app.ts';
import { MemoryCourses } from './memory-courses.ts';
import { MemoryDigests } from './memory-digests.ts';

/** An event as a clinic's system sends it, and when it arrives. */
export type Arrival = { readonly event: unknown; readonly receivedAt: string };

/** An e-mail as it was handed to the provider. */
export type SentMail = {
  readonly to: string;
  readonly email: Email;
  /** Whom it was written to: `patient`, or as the log of digests names who at the clinic. */
  readonly recipient: string;
  /** What it tells a patient; empty for mails to the clinic. */
  readonly notices: readonly Notice[];
};

/**
 * A clinic without any service: the handlers' own stories, with courses and logs in memory and a clock that jumps from one
 * due thing to the next. Fast, the same each time, and quite without crashes, races and permissions: for looking at what
 * the clinic says, not at whether it works.
 */
export class MemoryClinic {
  readonly clinic: Clinic;
  readonly mails: SentMail[] = [];
  readonly #courses = new MemoryCourses();
  readonly #digests = new MemoryDigests(this.#courses);
  readonly #wakes = new Map<string, Instant>();
  #now: Instant;
  #ids = 0;

  /** @param startAt where its clock stands at first */
  constructor(clinic: Clinic, startAt: string) {
    this.clinic = clinic;
    this.#now = toInstant(startAt);
  }

  /** Lets events arrive and everything happen that is due until an instant. @param digests whether mornings come, too */
  async play(arrivals: readonly Arrival[], until: string, digests = false): Promise<void> {
    const end = toInstant(until);
    const happenings = [
      ...arrivals.map(({ event, receivedAt }) => ({
        at: toInstant(receivedAt),
        happens: () => this.#hear(event),
      })),
      ...(digests ? this.#morningsUntil(end) : []).map((at) => ({
        at,
        happens: () => sendDigests(this.#digestTools()),
      })),
    ];
    for (const { at, happens } of happenings.sort((a, b) => (a.at < b.at ? -1 : 1))) {
      await this.#wakeUntil(at);
      await happens();
    }
    await this.#wakeUntil(end);
  }

  /** The provider reports that a mail to somebody at the clinic came back. */
  async comesBack(report: Omit<StaffReport, 'at'>): Promise<void> {
    await trackStaff(this.#digestTools(), { ...report, at: this.#now });
  }

  /** The patients' pages. Their links can be read: `/p/<courseId>`. @param fails whether nothing can be read at all */
  patientPages({ fails = false } = {}) {
    const store = fails ? { load: () => Promise.reject(new Error('nothing can be read')) } : this.#courses;
    return patientApp({
      clinic: this.clinic,
      links: this.#links,
      store,
      record: (courseId, events) => this.#record(courseId, events),
      now: () => this.#now,
      newId: () => {
        this.#ids += 1;
        return String(this.#ids).padStart(22, '0');
      },
      failed: () => undefined,
      count: () => undefined,
    });
  }

  /** The pages for staff. @returns with them, where a list or a task is */
  staffPages() {
    const app = staffApp({
      clinic: this.clinic,
      links: this.#links,
      store: this.#courses,
      worklists: this.#digests,
      record: (courseId, events) => this.#record(courseId, events),
      now: () => this.#now,
      failed: () => undefined,
      count: () => undefined,
    });
    return { app, pathOf: async (link: Link) => `/s/${await this.#links.seal(link)}` };
  }

  async #hear(json: unknown): Promise<void> {
    const { timeZone } = this.clinic;
    const context = {
      now: this.#now,
      timeZone,
      protocols: protocolsOf(this.clinic),
      from: 'system',
    } as const;
    const parsed = parseEvent(json, context);
    if (!parsed.ok) throw new TypeError(`a story tells no good event: ${JSON.stringify(parsed.issues)}`);
    await this.#record(parsed.event.courseId, [parsed.event]);
  }

  #record(courseId: string, events: readonly CourseEvent[]) {
    const { deliver: _, ...tools } = this.#tools();
    return advance(tools, courseId, { kind: 'events', events });
  }

  /** Lets time pass from wake to wake. */
  async #wakeUntil(end: Instant): Promise<void> {
    const next = () => [...this.#wakes].sort(([, a], [, b]) => (a < b ? -1 : 1))[0];
    for (let wake = next(); wake && wake[1] < end; wake = next()) {
      const [courseId, wakeAt] = wake;
      this.#wakes.delete(courseId);
      if (wakeAt > this.#now) this.#now = wakeAt;
      await advance(this.#tools(), courseId, { kind: 'wake', wakeAt, repeated: false });
    }
    this.#now = end;
  }

  #tools() {
    const common = { clinic: this.clinic, store: this.#courses, now: () => this.#now };
    return {
      ...common,
      fingerprint: 'preview',
      pause: async () => undefined,
      wakes: {
        arm: async (courseId: string, at: Instant, now: Instant) => {
          const soonest = addMinutes(now, 1);
          this.#wakes.set(courseId, at < soonest ? soonest : at);
          return true;
        },
      },
      deliver: createDelivery({ ...common, pages: this.#pages, mailer: this.#mailer }),
    };
  }

  #digestTools() {
    const { clinic } = this;
    return {
      store: this.#digests,
      mailer: this.#mailer,
      clinic,
      pages: this.#pages,
      now: () => this.#now,
    };
  }

  readonly #sealed = new Map<string, Link>();
  /** Links that can be read, and open nothing anywhere else. */
  readonly #links: Links = {
    seal: async (link) => {
      const token = tokenOf(link);
      this.#sealed.set(token, link);
      return token;
    },
    open: async (token) => {
      const link = this.#sealed.get(token) ?? this.#patientOf(token);
      return link && { ...link, goodUntil: this.#now };
    },
  };

  #patientOf(token: string): Link | null {
    return this.#courses.all.has(token) ? { purpose: 'patient', courseId: token } : null;
  }

  get #pages() {
    return { url: pagesOf(this.clinic), links: this.#links };
  }

  readonly #mailer: Mailer = {
    send: async (to, email, tags) => {
      const recipient = tags['digest'] === undefined ? 'patient' : textIn(tags['digest']);
      const notices = recipient === 'patient' ? await this.#noticesOf(tags) : [];
      this.mails.push({ to, email, recipient, notices });
      return { kind: 'accepted', providerId: `preview-${this.mails.length}` };
    },
  };

  /** What a letter says that is going out. */
  async #noticesOf(tags: Readonly<Record<string, string>>): Promise<readonly Notice[]> {
    const courseId = textIn(tags['course'] ?? '');
    const loaded = await this.#courses.load(courseId);
    const claim = loaded.messages.find(({ messageId }) => messageId === tags['message']);
    if (claim?.status !== 'claimed') return [];
    const plan = planLoaded(courseId, loaded, [], this.clinic, this.#now);
    return letterOf(plan, claim, loaded.messages, this.#now, this.clinic).notices;
  }

  #morningsUntil(end: Instant): Instant[] {
    const { digestTime, timeZone } = this.clinic;
    const mornings: Instant[] = [];
    for (let day = localDateOf(this.#now, timeZone); ; day = addDays(day, 1)) {
      const morning = atLocalTime(day, digestTime, timeZone);
      if (morning >= end) return mornings;
      if (morning > this.#now) mornings.push(morning);
    }
  }
}

/** Where the clinic's pages will be; before it is deployed nobody knows an address that is not its own. */
const pagesOf = ({ pagesDomain }: Clinic) => `https://${pagesDomain?.name ?? 'pages.example'}`;

/** What a link says, in letters that a path may hold; a patient's is the course. */
const tokenOf = (link: Link): string =>
  link.purpose === 'patient'
    ? link.courseId
    : Object.values(link)
        .filter((each) => each !== null)
        .join('.')
        .replaceAll(/[^\w.-]/g, '-');

const textIn = (base64: string) => Buffer.from(base64, 'base64url').toString();
