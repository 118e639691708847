import type { Clinic } from '../clinic.ts';
import { calendarOf } from '../core/settings/clinic-calendar.ts';
import { type DigestLog, digestKey } from '../core/tasks/digest-days.ts';
import { addDays, type CivilDate } from '../core/time/civil-date.ts';
import { addMinutes, epochSeconds, type Instant, localDateOf } from '../core/time/instant.ts';
import type { DigestEntry, DigestStore, Recipient } from '../ports/digest-store.ts';
import type { Mailer } from '../ports/mailer.ts';
import { OurError, reasonOf } from '../ports/our-error.ts';
import { type Digest, digestsOfDay } from './digests-of-day.ts';

export type DigestTools = {
  readonly store: DigestStore;
  readonly mailer: Mailer;
  readonly clinic: Clinic;
  readonly now: () => Instant;
};

/** Some digest could not be sent now, or not in full; what was sent is noted: trying again sends only the rest. */
export class DigestNotSentError extends OurError {
  override readonly name = 'DigestNotSentError';
}

/** Shorter than the queue's visibility timeout: a redelivered request finds its own claim run out. */
const LEASE_MINUTES = 5;
const MAX_ATTEMPTS = 3;
/** Recipients or courses that an error names. */
const MOST_NAMED = 20;
/** A digest older than this is as good as none. */
const MEMORY_DAYS = 120;

/**
 * Sends today's digests: to each therapist with overdue tasks and, on the first open day of the week, to the
 * manager. Does nothing on a day that is not open. Calling it again on the same day sends nothing twice.
 * @throws DigestNotSentError when some could not be sent, or a course is missing from them because it cannot be read
 */
export async function sendDigests(tools: DigestTools): Promise<{ sent: number }> {
  const { clinic, store, now } = tools;
  const today = localDateOf(now(), clinic.timeZone);
  const calendar = calendarOf(clinic);
  if (!calendar.isOpenDay(today)) return { sent: 0 };
  const { courses, unreadable } = await store.worklist(today);
  const digests = digestsOfDay(courses, today, calendar, clinic);
  let sent = 0;
  const failed: string[] = [];
  for (const digest of digests) {
    try {
      sent += (await sendDigest(tools, digest, today)) ? 1 : 0;
    } catch (error) {
      const { error: name, reason = name } = reasonOf(error);
      failed.push(`${digest.recipient} (${reason})`);
    }
  }
  const problems = [
    ...listed(failed, `${failed.length} of ${digests.length} digests were not sent`),
    ...listed(
      unreadable,
      `${unreadable.length} of ${courses.length + unreadable.length} courses could not be read`,
    ),
  ];
  if (problems.length > 0) throw new DigestNotSentError(problems.join('; '));
  return { sent };
}

function listed(names: readonly string[], title: string): string[] {
  if (names.length === 0) return [];
  const others = names.length > MOST_NAMED ? ', …' : '';
  return [`${title}: ${names.slice(0, MOST_NAMED).join(', ')}${others}`];
}

/** Claims, sends and notes one digest. @returns whether it was sent */
async function sendDigest(
  { store, mailer, clinic, now }: DigestTools,
  digest: Digest,
  today: CivilDate,
): Promise<boolean> {
  const entries = await store.entries(digest.recipient, addDays(today, -MEMORY_DAYS));
  const log = digestLog(entries);
  if (!digest.isDue(log)) return false;
  const claim = claimEntry(entries[0], digest, today, now(), clinic.retention.logDays);
  if (!claim) return false;
  if (!(await store.write(digest.recipient, claim))) throw new DigestNotSentError('another handler is at it');
  const outcome = await mailer.send(digest.to, digest.render(log), digestTags(digest.recipient, today));
  const note = (status: DigestEntry['status']) =>
    store.write(digest.recipient, { ...claim, version: claim.version + 1, status });
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

function digestLog(entries: readonly DigestEntry[]): DigestLog {
  const last = entries.find(({ status }) => status === 'sent');
  return { sentOn: last?.day ?? null, tasks: last?.tasks ?? [] };
}

/**
 * Today's entry, claimed. Null when it was refused, or after too many attempts of unknown outcome.
 * @throws DigestNotSentError while another handler may still be sending
 */
function claimEntry(
  latest: DigestEntry | undefined,
  { tasks }: Digest,
  today: CivilDate,
  now: Instant,
  keepDays: number,
): DigestEntry | null {
  const entry = latest?.day === today ? latest : null;
  if (entry?.status === 'failed') return null;
  if (entry?.status === 'claimed' && entry.leaseUntil > now)
    throw new DigestNotSentError('its outcome is still open');
  const attempt = entry?.status === 'released' ? entry.attempt : (entry?.attempt ?? 0) + 1;
  if (attempt > MAX_ATTEMPTS) return null;
  return {
    day: today,
    version: (entry?.version ?? 0) + 1,
    status: 'claimed',
    attempt,
    leaseUntil: addMinutes(now, LEASE_MINUTES),
    tasks: tasks.map(digestKey),
    expiresAt: epochSeconds(now) + keepDays * 86_400,
  };
}

/** Tell which digest an e-mail is; nothing personal. */
const digestTags = (recipient: Recipient, today: CivilDate) => ({
  digest: Buffer.from(recipient).toString('base64url'),
  day: today,
});
