import type { CivilDate } from '../../../shared/core/time/civil-date.ts';
import type { Instant } from '../../../shared/core/time/instant.ts';
import type { Recipient } from '../../../shared/ports/digest-store.ts';
import type { ClinicCloud } from '../../clinic/clinic-cloud.ts';
import {
  type AwsCall,
  type AwsResponse,
  type Behaviour,
  behaviourOf,
  type Interceptor,
} from '../../cloud/index.ts';
import { ownCalls } from '../inject/own-calls.ts';
import type { CallFault } from '../stories/fault.ts';

/** One e-mail that the provider took. */
export type SentEmail = {
  /** The course, or nothing for a digest. */
  readonly courseId: string;
  /** Which message it is: `C-1 0001`, or `THERAPIST#T-1 2026-03-09` for a digest. */
  readonly message: string;
  readonly attempt: number;
  readonly at: Instant;
  readonly to: string;
  /** Whether it tells the clinic of a request for a call. */
  readonly isCallMail: boolean;
  /** What becomes of it at the address. */
  readonly behaviour: Behaviour;
  /** The calendar files that it brings. */
  readonly calendarFiles: readonly string[];
  /** The reminders in it, with the course; a digest is one by itself. */
  readonly keys: readonly string[];
  /** What it says in plain text, but for the chance of its links. */
  readonly text: string;
  /** Which call of the run it was. */
  readonly call: number;
  /** Whether the table was brought back to before it: the house does not know of it any more. */
  readonly isForgotten: boolean;
};

/** A mail to somebody at the clinic, with the tasks that it lists: `C-1/book:closing`. */
export type StaffMail = { readonly at: Instant; readonly tasks: readonly string[] };

type Trying = Omit<SentEmail, 'at' | 'isForgotten'> & {
  readonly tasks: readonly string[];
  /** The keys of the item that is to say that it went. */
  readonly item: readonly [pk: string, sk: string];
};
type SendEmailBody = {
  readonly EmailTags?: readonly { readonly Name: string; readonly Value: string }[];
  readonly Destination: { readonly ToAddresses: readonly string[] };
  readonly Content: {
    readonly Simple?: {
      readonly Body?: { readonly Text?: { readonly Data: string } };
      readonly Attachments?: readonly { readonly RawContent: string }[];
    };
  };
};

/** Looks on what is sent, and knows of what the sender cannot be sure. It is to see calls before faults do. */
export class SentLog implements Interceptor {
  readonly sent: SentEmail[] = [];
  readonly staffMails: StaffMail[] = [];
  /** The reminders that were handed over, taken or not. */
  readonly tried = new Set<string>();
  readonly #clinicCloud: ClinicCloud;
  readonly #isOwn: (call: AwsCall) => boolean;
  readonly #calls: () => number;
  readonly #trying = new WeakMap<AwsCall, Trying>();
  /** By invocation, what it has handed over and not noted yet. */
  readonly #open = new Map<string, Trying>();
  readonly #ambiguous = new Set<string>();
  readonly #digestTries = new Map<string, number>();

  /** @param calls how many calls the functions have made before this one */
  constructor(clinicCloud: ClinicCloud, calls: () => number) {
    this.#clinicCloud = clinicCloud;
    this.#isOwn = ownCalls(clinicCloud);
    this.#calls = calls;
  }

  /** Whether a fault has left somebody unsure of whether this attempt was taken. */
  readonly isAmbiguous = (email: Pick<SentEmail, 'message' | 'attempt'>): boolean =>
    this.#ambiguous.has(nameOf(email));

  /** The table was brought back: what went after that moment has left no trace, and its ids are given out again. */
  forget(after: Instant): void {
    const ambiguous = new Set(this.sent.filter(this.isAmbiguous));
    const known = this.sent.splice(0);
    for (const email of known) {
      const isForgotten = email.at > after && !email.isForgotten;
      const message = isForgotten ? `${email.message} before the table was brought back` : email.message;
      this.sent.push({ ...email, message, isForgotten: email.isForgotten || isForgotten });
      if (isForgotten && ambiguous.has(email)) this.#ambiguous.add(nameOf({ ...email, message }));
    }
    for (const email of known.filter(({ at }) => at > after)) this.#ambiguous.delete(nameOf(email));
    this.#digestTries.clear();
  }

  async before(call: AwsCall): Promise<undefined> {
    if (call.operation !== 'SendEmail' || !call.invocation || !this.#isOwn(call)) return;
    const trying = await this.#read(call);
    this.#trying.set(call, trying);
    for (const key of trying.keys) this.tried.add(key);
    this.#open.set(call.invocation, trying);
  }

  after(call: AwsCall, response: AwsResponse): AwsResponse {
    const trying = this.#trying.get(call);
    if (response.status !== 200) return response;
    if (trying) this.#note(trying);
    else this.#noted(call);
    return response;
  }

  /** The table says that it went: whatever befell the tries before, nobody is unsure of it. */
  #noted(call: AwsCall): void {
    const open = this.#openFor(call);
    if (!open || !call.invocation) return;
    this.#open.delete(call.invocation);
    this.#ambiguous.delete(nameOf(open));
  }

  /** What a call is to note. */
  #openFor({ invocation, operation, request }: AwsCall): Trying | undefined {
    const open = invocation === undefined ? undefined : this.#open.get(invocation);
    const isNote = NOTES.includes(operation) && open?.item.every((key) => request.body.includes(`"${key}"`));
    return isNote ? open : undefined;
  }

  #note({ tasks, item: _, ...email }: Trying): void {
    const at = this.#clinicCloud.cloud.clock.now();
    this.sent.push({ ...email, at, isForgotten: false });
    if (email.courseId === '') this.staffMails.push({ at, tasks });
  }

  /**
   * Hears of a fault that befalls a call. How often the caller tries to note what went is its own affair: a client that has
   * met much trouble tries once only.
   */
  spoiled({ what }: CallFault, call: AwsCall): void {
    if (call.operation !== 'SendEmail') {
      const open = this.#openFor(call);
      if (open) this.#ambiguous.add(nameOf(open));
      return;
    }
    const open = call.invocation && this.#open.get(call.invocation);
    if (!open || ['throttled', 'rejected', 'conflict'].includes(what)) return;
    this.#ambiguous.add(nameOf(open));
    // Nobody can note what nobody knows.
    this.#open.delete(call.invocation);
  }

  async #read({ request }: AwsCall): Promise<Trying> {
    const { EmailTags = [], Destination, Content } = JSON.parse(request.body) as SendEmailBody;
    const [to = ''] = Destination.ToAddresses;
    const attached = Content.Simple?.Attachments ?? [];
    const calendarFiles = attached.map(({ RawContent }) => Buffer.from(RawContent, 'base64').toString());
    const text = (Content.Simple?.Body?.Text?.Data ?? '').replace(LINK_TOKEN, '/$1/…');
    const call = this.#calls() + 1;
    const letter = { to, behaviour: behaviourOf(to, new Map()), calendarFiles, text, call };
    const tags = new Map(EmailTags.map(({ Name, Value }) => [Name, Value]));
    const digest = tags.get('digest');
    const isCallMail = digest !== undefined && tags.has('course');
    if (digest !== undefined && !isCallMail) {
      const message = `${decoded(digest)} ${tags.get('day')}`;
      const attempt = (this.#digestTries.get(message) ?? 0) + 1;
      this.#digestTries.set(message, attempt);
      return {
        courseId: '',
        message,
        attempt,
        isCallMail,
        ...letter,
        keys: [`digest ${message}`],
        tasks: await this.#tasks(decoded(digest) as Recipient, tags.get('day') as CivilDate),
        item: [decoded(digest), `DIGEST#${tags.get('day')}`],
      };
    }
    const courseId = decoded(tags.get('course') ?? '');
    const messageId = tags.get('message') ?? '';
    const attempt = Number(tags.get('attempt'));
    return {
      courseId,
      message: `${courseId} ${messageId}`,
      attempt,
      isCallMail,
      ...letter,
      keys: await this.#keys(courseId, messageId),
      tasks: [],
      item: [`COURSE#${courseId}`, `MESSAGE#${messageId}`],
    };
  }

  async #tasks(recipient: Recipient, day: CivilDate): Promise<readonly string[]> {
    const { entries } = await this.#clinicCloud.digests.log(recipient, day);
    return entries.find((entry) => entry.day === day)?.tasks ?? [];
  }

  async #keys(courseId: string, messageId: string): Promise<readonly string[]> {
    const { messages } = await this.#clinicCloud.courses.load(courseId);
    const message = messages.find((each) => each.messageId === messageId);
    const dropped = message && 'dropped' in message ? message.dropped : [];
    const keys = (message?.reminders ?? []).map(({ key }) => key).filter((key) => !dropped.includes(key));
    return keys.map((key) => `${courseId} ${key}`);
  }
}

const NOTES = ['UpdateItem', 'PutItem'];
const nameOf = ({ message, attempt }: Pick<SentEmail, 'message' | 'attempt'>) => `${message} ${attempt}`;
const LINK_TOKEN = /\/([ps])\/[\w.-]+/g;
const decoded = (text: string) => Buffer.from(text, 'base64url').toString();
