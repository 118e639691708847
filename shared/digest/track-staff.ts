import { localDateOf } from '../core/time/instant.ts';
import { renderDeadAddress } from '../mail/index.ts';
import type { Contact, Recipient, RecipientLog, StaffReport } from '../ports/digest-store.ts';
import { isSameAddress, standIn } from './contacts.ts';
import { DigestNotSentError, memoryOf, type SendingTools, sendOnce } from './send-once.ts';

const THERAPIST = 'THERAPIST#';

/**
 * Notes that no mail gets through to an address of the clinic's. Of a therapist's the manager is told at once, and gets
 * the digests until another address is said. Told again, it changes nothing and mails nobody twice.
 * @returns whether only the operator can do something: it is the address of whoever hears of all others
 * @throws DigestNotSentError when it is to be tried again
 */
export async function trackStaff(tools: SendingTools, report: StaffReport): Promise<boolean> {
  const { clinic, store } = tools;
  if (report.recipient.startsWith(THERAPIST)) {
    const therapistId = report.recipient.slice(THERAPIST.length);
    const day = localDateOf(report.at, clinic.timeZone);
    const { contact } = await store.log(`${THERAPIST}${therapistId}`, memoryOf(day));
    if (contact && isSameAddress(contact.email, report.address))
      await tellManager(tools, therapistId, await noted(tools, therapistId, contact, report));
  }
  return [clinic.managerEmail, clinic.replyTo].some((address) => isSameAddress(address, report.address));
}

async function noted(
  { store }: SendingTools,
  therapistId: string,
  contact: Contact,
  { because, at }: StaffReport,
): Promise<Contact> {
  if (contact.dead) return contact;
  const dead = { ...contact, version: contact.version + 1, dead: { because, at } };
  if (!(await store.writeContact(therapistId, dead)))
    throw new DigestNotSentError('another handler is at it');
  return dead;
}

async function tellManager(tools: SendingTools, therapistId: string, { name, email, dead }: Contact) {
  const { clinic, store } = tools;
  const to = standIn(clinic, email);
  if (!dead || isSameAddress(to, email)) return;
  const recipient: Recipient = `MANAGER#ADDRESS#${therapistId}`;
  const day = localDateOf(dead.at, clinic.timeZone);
  const { entries }: RecipientLog = await store.log(recipient, day);
  const today = entries.filter((entry) => entry.day === day);
  const render = () => renderDeadAddress(clinic, { therapistName: name, because: dead.because });
  await sendOnce(tools, { recipient, to, day, readAt: dead.at, tasks: [], render }, today);
}
