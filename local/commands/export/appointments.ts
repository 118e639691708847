import { createHash } from 'node:crypto';
import ical, { ICalEventStatus } from 'ical-generator';
import type { Clinic } from '../../../shared/clinic.ts';
import type { Booking, Course } from '../../../shared/core/course/course.ts';
import { addMinutes, epochMillis, type Instant } from '../../../shared/core/time/instant.ts';

/** A time of a course, without what it is for. */
export type AppointmentTime = {
  readonly courseId: string;
  readonly startsAt: Instant;
  readonly minutes: number | null;
  readonly status: 'booked' | 'cancelled' | 'missed' | 'moved' | 'retracted';
};

/** Every time that was ever booked in a course, the earliest first. */
export function appointmentsOf({ courseId, visits }: Course): AppointmentTime[] {
  const time = ({ startsAt, durationMinutes }: Booking, status: AppointmentTime['status']) => ({
    courseId,
    startsAt,
    minutes: durationMinutes,
    status,
  });
  return [...visits.values()]
    .flatMap(({ booking, former }) => [
      ...former.map((each) => time(each.booking, each.because)),
      ...(booking ? [time(booking, 'booked')] : []),
    ])
    .sort((a, b) => epochMillis(a.startsAt) - epochMillis(b.startsAt));
}

const USUAL_MINUTES = 30;

/** The times that are booked, as a calendar that names the clinic and nothing else. */
export function calendarOf(clinic: Clinic, appointments: readonly AppointmentTime[], stamp: Instant): string {
  const calendar = ical({ prodId: { company: 'Clinic', product: 'Appointments' } });
  for (const { courseId, startsAt, minutes, status } of appointments) {
    if (status !== 'booked') continue;
    const content = JSON.stringify([clinic.clinicId, courseId, startsAt]);
    calendar.createEvent({
      id: `${createHash('sha256').update(content).digest('hex').slice(0, 32)}@course-reminders`,
      stamp: new Date(epochMillis(stamp)),
      start: new Date(epochMillis(startsAt)),
      end: new Date(epochMillis(addMinutes(startsAt, minutes ?? USUAL_MINUTES))),
      status: ICalEventStatus.CONFIRMED,
      summary: clinic.name,
      location: clinic.address,
    });
  }
  return `${calendar.toString()}\r\n`;
}
