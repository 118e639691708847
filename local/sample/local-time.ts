import { calendarOf } from '../../shared/core/settings/clinic-calendar.ts';
import { addDays, type CivilDate } from '../../shared/core/time/civil-date.ts';
import { atLocalTime, epochMillis, type LocalTime } from '../../shared/core/time/instant.ts';
import { sampleClinic } from '../files/clinic-file.ts';

/** The clinic that the sample data belongs to. */
export const clinic = sampleClinic();
/** Its calendar, closures included. */
export const calendar = calendarOf(clinic);

/** The first open day on or after the day that lies `days` days later. */
export function openDayAfter(day: CivilDate, days: number): CivilDate {
  const from = addDays(day, days);
  return calendar.openDayOnOrAfter(from) ?? from;
}

/** A local time of a day as a clinic's system writes it: with the offset that holds on that day. */
export function withOffset(day: CivilDate, time: LocalTime): string {
  const minutes =
    (Date.parse(`${day}T${time}:00Z`) - epochMillis(atLocalTime(day, time, clinic.timeZone))) / 60_000;
  const sign = minutes < 0 ? '-' : '+';
  return `${day}T${time}:00${sign}${clock(Math.abs(minutes))}`;
}

/** A time of day some minutes later; never past midnight. */
export function plusMinutes(time: LocalTime, minutes: number): LocalTime {
  const [hours = 0, rest = 0] = time.split(':').map(Number);
  return clock(Math.min(hours * 60 + rest + minutes, 24 * 60 - 1));
}

function clock(minutes: number): LocalTime {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
