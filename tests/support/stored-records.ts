import { parseReminderKey } from '../../shared/core/ids/reminder-key.ts';
import type { CarriedReminder, Claim, Message } from '../../shared/core/reminders/log.ts';
import { parseCivilDate } from '../../shared/core/time/civil-date.ts';
import { addMinutes, toInstant } from '../../shared/core/time/instant.ts';
import type { CourseStore } from '../../shared/ports/course-store.ts';
import type { Head, HeadTask, HeadTherapist } from '../../shared/ports/head.ts';
import { contentHashOf, type StoredEvent } from '../../shared/ports/stored-event.ts';
import { parsed, type Raw, THERAPIST } from './events.ts';

const AT = toInstant('2026-03-02T09:00:00Z');

/** A head as a commit writes it. */
export const headWith = (changes: Partial<Head> = {}): Head => ({
  version: 1,
  events: 0,
  messages: 0,
  status: 'open',
  firstReceivedAt: AT,
  lastReceivedAt: AT,
  nextWakeAt: null,
  fingerprint: 'f',
  purged: false,
  expiresAt: null,
  therapist: headTherapist(),
  patient: { patientId: 'P-17', initials: 'AMJ' },
  training: null,
  tasks: [],
  notices: [],
  figures: null,
  ...changes,
});

/** An open task of a head. */
export const headTask = (due: string, task: HeadTask['task'] = 'book:closing'): HeadTask => ({
  task,
  due: parseCivilDate(due),
  snoozedUntil: null,
  since: AT,
});

/** Who treats the patient, as a head says it. */
export const headTherapist = (changes: Partial<HeadTherapist> = {}): HeadTherapist => ({
  ...THERAPIST,
  saidAt: AT,
  since: AT,
  ...changes,
});

/** Events as they are stored. */
export const storedEvents = (raw: readonly Raw[]): StoredEvent[] =>
  parsed(raw).map((event) => ({ event, contentHash: contentHashOf(event) }));

const reminder = (key: string): CarriedReminder => ({
  key: parseReminderKey(key),
  sendAt: AT,
  expiresAt: addMinutes(AT, 60),
});

/** A message that is being sent. */
export const claimWith = (changes: Partial<Claim> = {}): Claim => ({
  messageId: '0001',
  status: 'claimed',
  reminders: [reminder('closing/questionnaires')],
  claimedAt: AT,
  leaseUntil: addMinutes(AT, 15),
  attempt: 1,
  dropped: [],
  ...changes,
});

/** Writes a course of one claimed message. */
export async function commitClaim(store: CourseStore, courseId: string, claim: Message = claimWith()) {
  const head = headWith({ messages: 1 });
  const messages = [{ message: claim, replaces: null }];
  await store.commit(courseId, { head, expectedVersion: null, newEvents: [], messages });
}
