import type { Clinic } from '../clinic.ts';
import { addDays, type CivilDate } from '../core/time/civil-date.ts';
import { addMinutes, epochSeconds, type Instant } from '../core/time/instant.ts';
import type { Pages } from '../links/pages.ts';
import type { Email } from '../mail/index.ts';
import type { DigestEntry, DigestStore, Recipient } from '../ports/digest-store.ts';
import type { Mailer } from '../ports/mailer.ts';
import { OurError } from '../ports/our-error.ts';

/** What a mail to the clinic is sent with. */
export type SendingTools = {
  readonly store: DigestStore;
  readonly mailer: Mailer;
  readonly clinic: Clinic;
  readonly now: () => Instant;
};

/** … and what those of a day are written with. */
export type DigestTools = SendingTools & {
  /** Where whoever reads a mail does what it lists. */
  readonly pages: Pages;
};

/** A mail to somebody at the clinic, that day's only one to its recipient. */
export type ClinicMail = {
  readonly recipient: Recipient;
  readonly to: string;
  readonly day: CivilDate;
  /** When that which it says was read. */
  readonly readAt: Instant;
  /** What it lists, as `digestKey` names it. */
  readonly tasks: readonly string[];
  readonly render: () => Email | Promise<Email>;
};

/** Some mail could not be sent now, or not in full; what was sent is noted: trying again sends only the rest. */
export class DigestNotSentError extends OurError {
  override readonly name = 'DigestNotSentError';
}

/** Shorter than the queue's visibility timeout: a redelivered request finds its own claim run out. */
const LEASE_MINUTES = 5;
const MAX_ATTEMPTS = 3;
/** A mail older than this is as good as none; entries are kept so long at least, whatever the clinic keeps of courses. */
const MEMORY_DAYS = 120;

/** The first day whose mails still count. */
export const memoryOf = (today: CivilDate): CivilDate => addDays(today, -MEMORY_DAYS);

/**
 * Claims, sends and notes a mail. Calling it again sends nothing twice, but for outcomes that stayed unknown: then three
 * times at most.
 * @param entries the recipient's log, the latest first
 * @returns whether it was sent
 * @throws DigestNotSentError when it is to be tried again
 */
export async function sendOnce(
  { store, mailer, clinic, now }: SendingTools,
  mail: ClinicMail,
  entries: readonly DigestEntry[],
): Promise<boolean> {
  const { recipient, to, day } = mail;
  const claim = claimFor(mail, entries[0], now(), clinic);
  if (!claim) return false;
  const email = await mail.render();
  if (!(await store.write(recipient, claim))) throw new DigestNotSentError('another handler is at it');
  const outcome = await mailer.send(to, email, tagsOf(recipient, day));
  const note = (status: DigestEntry['status']) =>
    store.write(recipient, { ...claim, version: claim.version + 1, status });
  switch (outcome.kind) {
    case 'accepted':
      await note('sent');
      return true;
    case 'refused':
      await note('failed');
      return false;
    case 'later':
      await note('released');
      throw new DigestNotSentError(`the provider asks to try later: ${outcome.reason}`);
    case 'unknown':
      throw new DigestNotSentError(`the provider did not answer: ${outcome.reason}`);
    default:
      return outcome satisfies never;
  }
}

/**
 * The day's entry, claimed. Null when it was sent or refused, or after too many attempts of unknown outcome.
 * @throws DigestNotSentError while another handler may still be sending
 */
function claimFor(
  { day, readAt, tasks }: ClinicMail,
  latest: DigestEntry | undefined,
  now: Instant,
  { retention }: Clinic,
): DigestEntry | null {
  const entry = latest?.day === day ? latest : null;
  if (entry?.status === 'sent' || entry?.status === 'failed') return null;
  if (entry?.status === 'claimed' && entry.leaseUntil > now)
    throw new DigestNotSentError('its outcome is still open');
  const attempt = entry?.status === 'released' ? entry.attempt : (entry?.attempt ?? 0) + 1;
  if (attempt > MAX_ATTEMPTS) return null;
  return {
    day,
    version: (entry?.version ?? 0) + 1,
    status: 'claimed',
    attempt,
    leaseUntil: addMinutes(now, LEASE_MINUTES),
    readAt,
    tasks,
    expiresAt: epochSeconds(now) + Math.max(retention.logDays, MEMORY_DAYS) * 86_400,
  };
}

/** Tell which mail it is when the provider reports of it; nothing personal. */
const tagsOf = (recipient: Recipient, day: CivilDate) => ({
  digest: Buffer.from(recipient).toString('base64url'),
  day,
});
