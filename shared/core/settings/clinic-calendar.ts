import { type Calendar, createCalendar } from '../time/calendar.ts';
import type { CoreSettings } from './settings.ts';

const calendars = new WeakMap<CoreSettings, Calendar>();

/** The calendar of a clinic, made once. */
export function calendarOf(settings: CoreSettings): Calendar {
  const calendar = calendars.get(settings) ?? createCalendar(settings.extraHolidays, settings.closures);
  calendars.set(settings, calendar);
  return calendar;
}
