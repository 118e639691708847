import { readDigestKey } from '../../shared/core/digest/digest-key.ts';
import type { CivilDate } from '../../shared/core/time/civil-date.ts';
import type { Recipient } from '../../shared/ports/digest-store.ts';
import type { EmailJson } from '../words/email-json.ts';
import type { ClinicCloud } from './clinic-cloud.ts';

/** An e-mail as the provider took it. */
export type SentEmail = ReturnType<ClinicCloud['cloud']['inbox']>[number];

/** Describes e-mails in their published shape, each once, as soon as it was sent. */
export class EmailLog {
  readonly #clinicCloud: ClinicCloud;
  readonly #emails: EmailJson[] = [];

  constructor(clinicCloud: ClinicCloud) {
    this.#clinicCloud = clinicCloud;
  }

  /** Every e-mail described so far, in order. */
  get emails(): readonly EmailJson[] {
    return this.#emails;
  }

  /** Describes those that were sent since the last call. */
  async catchUp(): Promise<readonly EmailJson[]> {
    const inbox = this.#clinicCloud.cloud.inbox();
    if (inbox.length === this.#emails.length) return this.#emails;
    const load = onceEach((courseId) => this.#clinicCloud.courses.load(courseId));
    for (const email of inbox.slice(this.#emails.length)) {
      this.#emails.push({ ...envelopeOf(email), ...(await this.#purpose(email, load)) });
    }
    return this.#emails;
  }

  #purpose({ tags }: SentEmail, load: Load): Promise<Purpose> {
    const digest = tags['digest'];
    return digest && !tags['course']
      ? this.#digestPurpose(fromBase64(digest), tags['day'] ?? '')
      : this.#coursePurpose(tags, load);
  }

  async #coursePurpose(tags: SentEmail['tags'], load: Load): Promise<Purpose> {
    const courseId = fromBase64(tags['course'] ?? '');
    const { messages, events } = await load(courseId);
    const message = messages.find(({ messageId }) => messageId === tags['message']);
    if (message?.call !== undefined) return this.#callPurpose(courseId);
    const dropped = message && 'dropped' in message ? message.dropped : [];
    const reminders = (message?.reminders ?? [])
      .map(({ key }) => key)
      .filter((key) => !dropped.includes(key));
    const languages = events.flatMap(({ event }) =>
      event.type === 'course.enrolled'
        ? [event.data.patient.language]
        : event.type === 'patient.updated'
          ? (event.data.language ?? [])
          : [],
    );
    const language = languages.at(-1) ?? this.#clinicCloud.clinic.language;
    return { audience: 'patient', courseIds: [courseId], reminders, tasks: [], language };
  }

  #callPurpose(courseId: string): Purpose {
    const { language } = this.#clinicCloud.clinic;
    return { audience: 'clinic', courseIds: [courseId], reminders: [], tasks: [], language };
  }

  async #digestPurpose(recipient: string, day: string): Promise<Purpose> {
    const { entries } = await this.#clinicCloud.digests.log(recipient as Recipient, day as CivilDate);
    const tasks = (entries.find((entry) => entry.day === day)?.tasks ?? []).map(readDigestKey);
    return {
      audience: recipient.startsWith('THERAPIST#') ? 'therapist' : 'manager',
      courseIds: tasks.map(({ courseId }) => courseId),
      reminders: [],
      tasks: tasks.map(({ task }) => task),
      language: this.#clinicCloud.clinic.language,
    };
  }
}

type Load = ClinicCloud['courses']['load'];

/** Loads each course once. */
function onceEach(load: Load): Load {
  const loaded = new Map<string, ReturnType<Load>>();
  return (courseId) => {
    const course = loaded.get(courseId) ?? load(courseId);
    loaded.set(courseId, course);
    return course;
  };
}

type Purpose = Pick<EmailJson, 'audience' | 'courseIds' | 'reminders' | 'tasks' | 'language'>;

const fromBase64 = (text: string) => Buffer.from(text, 'base64url').toString();

function envelopeOf({ messageId, sentAt, to, subject, text, html, headers, attachments }: SentEmail) {
  const names = attachments.map(({ name }) => name);
  return {
    messageId,
    sentAt,
    to: to.join(', '),
    subject,
    text: text ?? '',
    html: html ?? '',
    headers,
    attachments: names,
  };
}
