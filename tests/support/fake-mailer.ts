import type { Email } from '../../shared/mail/index.ts';
import type { Mailer, SendOutcome } from '../../shared/ports/mailer.ts';

type Tags = Readonly<Record<string, string>>;
export type SentEmail = { readonly to: string; readonly email: Email; readonly tags: Tags };

/** A provider that answers as told, and takes everything otherwise. */
export class FakeMailer implements Mailer {
  /** The answers to the next e-mails. */
  readonly answers: SendOutcome[] = [];
  /** Everything that was handed over, whatever the answer. */
  readonly sent: SentEmail[] = [];

  async send(to: string, email: Email, tags: Tags): Promise<SendOutcome> {
    this.sent.push({ to, email, tags });
    return this.answers.shift() ?? { kind: 'accepted', providerId: `ses-${this.sent.length}` };
  }
}
