import ical, { ICalCalendarMethod } from 'ical-generator';
import type { Clinic } from '../clinic.ts';
import { addMinutes, epochMillis } from '../core/time/instant.ts';
import { line } from './clean-text.ts';
import { clinicWords } from './clinic-words.ts';
import type { AppointmentNotice, Attachment } from './letter.ts';
import type { Texts } from './texts.ts';

const DEFAULT_MINUTES = 30;

/**
 * The calendar file of a booked time: 30 minutes when the duration is unknown, times in UTC. It names the
 * clinic and its address and nothing else. `position` counts the files of one e-mail from 0.
 */
export function calendarFile(
  clinic: Clinic,
  notice: AppointmentNotice,
  position: number,
  texts: Texts,
): Attachment {
  const { name, place } = clinicWords(clinic);
  const calendar = ical({
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'Clinic', product: 'Appointments', language: texts.locale.slice(0, 2).toUpperCase() },
  });
  calendar.createEvent({
    id: line(notice.uid),
    sequence: notice.sequence,
    stamp: dateOf(notice.createdAt),
    start: dateOf(notice.startsAt),
    end: dateOf(addMinutes(notice.startsAt, notice.durationMinutes ?? DEFAULT_MINUTES)),
    summary: texts.patient.event(name),
    location: place,
    organizer: { name: name.replaceAll('"', "'"), email: clinic.replyTo },
  });
  return {
    name: `${texts.patient.fileName}${position === 0 ? '' : `-${position + 1}`}.ics`,
    contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
    content: `${calendar.toString()}\r\n`,
  };
}

const dateOf = (at: AppointmentNotice['startsAt']): Date => new Date(epochMillis(at));
