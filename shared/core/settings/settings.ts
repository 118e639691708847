import * as z from 'zod';
import { ASSESSMENTS, QUESTIONNAIRES } from '../protocols/protocol.ts';
import { protocolSchema, visitName } from '../protocols/protocol-schema.ts';
import { type CivilDate, isCivilDate } from '../time/civil-date.ts';
import { type Instant, isInstantText, toInstant } from '../time/instant.ts';

/** A local time of day as a setting. */
export const localTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a local time from 00:00 to 23:59 as HH:mm');
const civilDate = z.custom<CivilDate>(
  (value) => typeof value === 'string' && isCivilDate(value),
  'expected an existing date as YYYY-MM-DD',
);
const monthDay = z.custom<string>(
  (value) => typeof value === 'string' && isCivilDate(`2024-${value}`),
  'expected an existing day of the year as MM-DD',
);
const timeZone = z.string().refine(isTimeZone, 'expected an IANA time zone, e.g. Europe/Copenhagen');
const days = z.int().min(0).max(365);
const instant = z
  .string()
  .refine(isInstantText, 'expected an ISO 8601 date-time with an offset, e.g. 2026-03-05T09:00:00+01:00')
  .transform((text): Instant => toInstant(text));

const onOff = { enabled: z.boolean().default(true) };
const reminderKinds = {
  questionnaires: z.strictObject({
    ...onOff,
    daysBefore: days.default(7),
    /** Answers given more than this many days before the booked day do not count for it. */
    answersLastDays: days.default(21),
  }),
  nudge: z.strictObject({ ...onOff, weekdaysBefore: days.default(2) }),
  booking: z.strictObject({
    ...onOff,
    daysBeforeEarliest: z.array(days).min(1).max(5).default([7, 0]),
    daysAfterAnchor: z.array(days).min(1).max(5).default([3, 10]),
    /** An invitation goes so many open days after the one before it, at the earliest. */
    openDaysApart: z.int().min(0).max(30).default(3),
  }),
  rebooking: z.strictObject(onOff),
  confirmation: z.strictObject({
    enabled: z.boolean().default(false),
    /** A time that begins within so many hours is not confirmed any more. */
    hoursAhead: z.int().min(0).max(72).default(2),
  }),
  appointment: z.strictObject({ ...onOff, weekdaysBefore: days.default(2) }),
  changed: z.strictObject(onOff),
  cancelled: z.strictObject({
    ...onOff,
    /** Until when it may still go on the evening before a visit in the morning, local time. */
    eveningUntil: localTime.default('21:00'),
  }),
};
const switched = z.strictObject({ enabled: z.boolean() }).optional();
const visitReminders = z.strictObject(
  Object.fromEntries(Object.keys(reminderKinds).map((kind) => [kind, switched])) as Record<
    keyof typeof reminderKinds,
    typeof switched
  >,
);

const reminders = z.strictObject({
  questionnaires: reminderKinds.questionnaires.prefault({}),
  nudge: reminderKinds.nudge.prefault({}),
  booking: reminderKinds.booking.prefault({}),
  rebooking: reminderKinds.rebooking.prefault({}),
  confirmation: reminderKinds.confirmation.prefault({}),
  appointment: reminderKinds.appointment.prefault({}),
  changed: reminderKinds.changed.prefault({}),
  cancelled: reminderKinds.cancelled.prefault({}),
  /** Minutes of quiet after the last event before a late reminder goes out. */
  settleMinutes: z.int().min(1).max(240).default(15),
  /** Kinds switched on or off for single visits. */
  visits: z.partialRecord(visitName, visitReminders).default({}),
});

const months = z.int().min(1).max(60);

const tasks = z.strictObject({
  bookEntryVisitDays: days.default(14),
  bookStrictVisitWeekdays: days.default(5),
  bookSameDayVisitWeekdays: days.default(5),
  reviewBookingWeekdays: days.default(2),
  reviewWindowWeekdays: days.default(5),
  recordAnswersWeekdays: days.default(1),
  assessWeekdays: days.default(1),
  dischargeLetterWeekdays: days.default(5),
  referredOnLetterWeekdays: days.default(1),
  callPatientWeekdays: days.default(1),
  /** A patient who asks before this local time is called on the same day. */
  callBackBefore: localTime.default('15:00'),
  /** A request for a call is mailed to the clinic only as long as it is no older than this. */
  callMailWithinDays: days.default(7),
  closeCourseWeekdays: days.default(5),
  /** Months of silence after the last window until the therapist is asked to close the course. */
  closeCourseSilentMonths: months.default(6),
  reviewFollowUpsWeekdays: days.default(5),
  confirmReferralWeekdays: days.default(5),
});

const retention = z.strictObject({
  /** Days after the end of a course until contact details are erased. */
  contactDays: z.int().min(1).max(3650).default(90),
  /** Days after the end of a course until its pseudonymous log is erased. */
  logDays: z.int().min(1).max(3650).default(365),
  /** Days after every visit is settled until a course that nobody closes ends by itself. */
  settledDays: z.int().min(1).max(3650).default(28),
  /** Months after the last window until a course of which nothing more is heard ends by itself. */
  silentMonths: months.default(12),
});

const closure = z
  .strictObject({ from: civilDate, to: civilDate })
  .refine(({ from, to }) => from <= to, { message: 'expected a day on or after "from"', path: ['to'] });

/**
 * The clinic's settings that decide what is planned, and when. Whenever one of them changes, running courses are planned
 * anew; in another order they would be, too.
 */
export const coreSettings = {
  timeZone: timeZone.default('Europe/Copenhagen'),
  sendTime: localTime.default('09:00'),
  /** Over so many minutes from `sendTime` on the courses' mails are spread; 0: all go at once. */
  sendSpreadMinutes: z.int().min(0).max(180).default(0),
  quietHours: z.strictObject({ from: localTime, to: localTime }).default({ from: '20:00', to: '08:00' }),
  extraHolidays: z.array(monthDay).max(20).default(['06-05', '12-24', '12-31']),
  closures: z.array(closure).max(60).default([]),
  reminders: reminders.prefault({}),
  sendNothingBefore: instant.optional(),
  /** Whether letters go to the patients, or all of them to the manager. */
  delivery: z.enum(['live', 'rehearsal']).default('live'),
  questionnaires: z.partialRecord(visitName, z.array(z.enum(QUESTIONNAIRES))).default({}),
  assessments: z.partialRecord(visitName, z.partialRecord(z.enum(ASSESSMENTS), z.boolean())).default({}),
  tasks: tasks.prefault({}),
  retention: retention.prefault({}),
  /** The protocols that the clinic adds to those of the guides. Its file names them; each has a file of its own. */
  protocols: z.array(protocolSchema).max(20).default([]),
};
const schema = z.object(coreSettings);

/** The settings of the core with every default filled in. */
export type CoreSettings = z.output<typeof schema>;

/** Every setting of the core, in a fixed order. */
export const CORE_SETTING_NAMES = z.keyof(schema).options;

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone.includes('/') || zone === 'UTC';
  } catch {
    return false;
  }
}
