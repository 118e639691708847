import type { Clinic } from '../../clinic.ts';

/** The clinic's settings that decide what is planned, and when. */
export type CoreSettings = Pick<
  Clinic,
  | 'timeZone'
  | 'sendTime'
  | 'quietHours'
  | 'extraHolidays'
  | 'closures'
  | 'reminders'
  | 'questionnaires'
  | 'tasks'
  | 'retention'
>;
