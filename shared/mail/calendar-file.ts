import { createHash } from 'node:crypto';
import ical, { ICalAttendeeRole, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Clinic } from '../clinic.ts';
import { addMinutes, epochMillis, type Instant } from '../core/time/instant.ts';
import { line } from './clean-text.ts';
import type { AppointmentNotice, Attachment, CancelledNotice, Notice } from './letter.ts';
import type { LetterWords } from './letter-words.ts';
import { filled } from './placeholders.ts';

const DEFAULT_MINUTES = 30;

type Time = AppointmentNotice | CancelledNotice;

/**
 * What names a visit's time in calendars: the same for every time of one visit, another in every other course and
 * clinic, and nothing can be read from it. `visitNumber` counts from 1.
 */
export function calendarUid(clinicId: string, courseId: string, visitNumber: number): string {
  const content = JSON.stringify([clinicId, courseId, visitNumber]);
  return `${createHash('sha256').update(content).digest('hex').slice(0, 32)}@course-reminders`;
}

/**
 * A calendar file for each time that an e-mail tells: a request to enter it or, when it is off, to remove it (RFC
 * 5546). Only those does a calendar keep as one entry, to be moved and removed. They name the clinic, its address
 * and the patient's own, and nothing else. Times are in UTC, 30 minutes long when the duration is unknown.
 */
export function calendarFiles(
  clinic: Clinic,
  patientEmail: string,
  notices: readonly Notice[],
  words: LetterWords,
): readonly Attachment[] {
  const times = notices.filter(({ kind }) => kind === 'appointment' || kind === 'cancelled') as Time[];
  return times.map((time, position) => {
    const method = time.kind === 'cancelled' ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST;
    return {
      name: `${words.texts.fixed.fileName}${position === 0 ? '' : `-${position + 1}`}.ics`,
      contentType: `text/calendar; charset=utf-8; method=${method}`,
      content: contentOf(clinic, patientEmail, time, method, words),
    };
  });
}

function contentOf(
  clinic: Clinic,
  patientEmail: string,
  time: Time,
  method: ICalCalendarMethod,
  { texts, values, clinic: { name, place } }: LetterWords,
): string {
  const calendar = ical({
    method,
    prodId: { company: 'Clinic', product: 'Appointments', language: texts.locale.slice(0, 2).toUpperCase() },
  });
  const event = calendar.createEvent({
    id: line(time.uid),
    sequence: time.sequence,
    stamp: dateOf(time.createdAt),
    start: dateOf(time.startsAt),
    end: dateOf(addMinutes(time.startsAt, time.durationMinutes ?? DEFAULT_MINUTES)),
    status: method === ICalCalendarMethod.CANCEL ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    summary: filled(texts.fixed.event, values),
    location: place,
    organizer: { name: name.replaceAll('"', "'"), email: clinic.replyTo },
  });
  event.createAttendee({
    email: line(patientEmail),
    role: ICalAttendeeRole.REQ,
    rsvp: false,
  });
  return `${calendar.toString()}\r\n`;
}

const dateOf = (at: Instant): Date => new Date(epochMillis(at));
