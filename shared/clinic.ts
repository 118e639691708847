import * as z from 'zod';
import { expected } from './core/events/expected.ts';
import { QUESTIONNAIRES, VISIT_NAMES } from './core/protocols/protocol.ts';
import { type CivilDate, isCivilDate } from './core/time/civil-date.ts';

const localTime = z
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
const email = z.email('expected an e-mail address');
const httpsUrl = z.url({ protocol: /^https$/, error: 'expected an address that starts with https://' });
/** Words that end up in the header of an e-mail. */
const plainText = z
  .string()
  .trim()
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u, 'expected text without control characters');
const days = z.int().min(0).max(365);
const account = z.string().regex(/^\d{12}$/, 'expected an AWS account id of 12 digits');

const onOff = { enabled: z.boolean().default(true) };
const reminderKinds = {
  questionnaires: z.strictObject({ ...onOff, daysBefore: days.default(7) }),
  nudge: z.strictObject({ ...onOff, weekdaysBefore: days.default(2) }),
  booking: z.strictObject({
    ...onOff,
    daysBeforeEarliest: z.array(days).min(1).max(5).default([7, 0]),
    daysAfterAnchor: z.array(days).min(1).max(5).default([3, 10]),
  }),
  rebooking: z.strictObject(onOff),
  appointment: z.strictObject({ ...onOff, weekdaysBefore: days.default(2) }),
};
const visitReminders = z.strictObject({
  questionnaires: z.strictObject({ enabled: z.boolean() }).optional(),
  nudge: z.strictObject({ enabled: z.boolean() }).optional(),
  booking: z.strictObject({ enabled: z.boolean() }).optional(),
  rebooking: z.strictObject({ enabled: z.boolean() }).optional(),
  appointment: z.strictObject({ enabled: z.boolean() }).optional(),
});

const reminders = z.strictObject({
  questionnaires: reminderKinds.questionnaires.prefault({}),
  nudge: reminderKinds.nudge.prefault({}),
  booking: reminderKinds.booking.prefault({}),
  rebooking: reminderKinds.rebooking.prefault({}),
  appointment: reminderKinds.appointment.prefault({}),
  /** Minutes of quiet after the last event before a late reminder goes out. */
  settleMinutes: z.int().min(1).max(240).default(15),
  /** Kinds switched on or off for single visits. */
  visits: z.partialRecord(z.enum(VISIT_NAMES), visitReminders).default({}),
});

const tasks = z.strictObject({
  bookEntryVisitDays: days.default(14),
  bookSameDayVisitWeekdays: days.default(5),
  assessWeekdays: days.default(1),
  dischargeLetterWeekdays: days.default(5),
  callPatientWeekdays: days.default(1),
  reviewFollowUpsWeekdays: days.default(5),
  confirmReferralWeekdays: days.default(5),
});

const digest = z.strictObject({
  /** A digest is repeated after this many weekdays while any task in it is still overdue. */
  repeatAfterWeekdays: z.int().min(1).max(60).default(5),
  /** The manager hears of tasks overdue by more than this many weekdays. */
  managerAfterWeekdays: z.int().min(1).max(60).default(10),
});

const retention = z.strictObject({
  /** Days after the end of a course until contact details are erased. */
  contactDays: z.int().min(1).max(3650).default(90),
  /** Days after the end of a course until its pseudonymous log is erased. */
  logDays: z.int().min(1).max(3650).default(365),
});

const closure = z
  .strictObject({ from: civilDate, to: civilDate })
  .refine(({ from, to }) => from <= to, { message: 'expected a day on or after "from"', path: ['to'] });

/** What a clinic may say in its own words: greeting and closing lines of its e-mails, by language. */
const texts = z.partialRecord(
  z.enum(['da', 'en']),
  z.strictObject({
    signature: z.string().max(300).optional(),
    intro: z.string().max(300).optional(),
  }),
);

/** One clinic's file, `clinics/<clinicId>.json`. Everything but the identity has a default. */
export const clinicSchema = z
  .strictObject({
    $schema: z.string().optional(),
    clinicId: z
      .string()
      .regex(/^[a-z][a-z0-9-]{1,30}$/, 'expected 2 to 31 of a-z, 0-9 and -, starting with a letter'),
    name: plainText.min(1).max(80),
    phone: plainText.min(3).max(30),
    address: plainText.min(1).max(160),
    account,
    region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'expected an AWS Region, e.g. eu-north-1'),
    stage: z.enum(['production', 'test']).default('production'),
    encryptionKey: z.enum(['aws-owned', 'customer-managed']).default('aws-owned'),
    timeZone: timeZone.default('Europe/Copenhagen'),
    language: z.enum(['da', 'en']).default('da'),
    sender: z.strictObject({ name: plainText.min(1).max(60), address: email }),
    replyTo: email,
    managerEmail: email.optional(),
    operatorEmail: email,
    bookingUrl: httpsUrl,
    questionnaireUrl: httpsUrl,
    sendTime: localTime.default('09:00'),
    digestTime: localTime.default('07:00'),
    quietHours: z.strictObject({ from: localTime, to: localTime }).default({ from: '20:00', to: '08:00' }),
    extraHolidays: z.array(monthDay).max(20).default(['06-05', '12-24', '12-31']),
    closures: z.array(closure).max(60).default([]),
    reminders: reminders.prefault({}),
    questionnaires: z.partialRecord(z.enum(VISIT_NAMES), z.array(z.enum(QUESTIONNAIRES))).default({}),
    tasks: tasks.prefault({}),
    digest: digest.prefault({}),
    retention: retention.prefault({}),
    texts: texts.default({}),
    senderAccounts: z.array(account).max(20).default([]),
  })
  .check(checkOverlaps, checkQuietHours);

/** A clinic's settings with every default filled in. */
export type Clinic = z.output<typeof clinicSchema>;
export type Language = Clinic['language'];

/** A clinic's settings from parsed JSON, or each wrong field with what was expected. */
export const checkSettings = (json: unknown) => clinicSchema.safeParse(json, { error: expected });

/**
 * Reads a clinic's settings from parsed JSON.
 * @throws z.ZodError naming each wrong field and what was expected
 */
export const parseClinic = (json: unknown): Clinic => clinicSchema.parse(json);

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone.includes('/') || zone === 'UTC';
  } catch {
    return false;
  }
}

type Checked = Pick<z.output<typeof clinicSchema>, 'closures' | 'quietHours' | 'sendTime'>;

function checkOverlaps({ value, issues }: z.core.ParsePayload<Checked>): void {
  const sorted = value.closures
    .map((range, index) => ({ ...range, index }))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  for (const [position, range] of sorted.entries()) {
    const previous = sorted[position - 1];
    if (previous && range.from <= previous.to) {
      issues.push({
        code: 'custom',
        input: range.from,
        path: ['closures', range.index, 'from'],
        message: `expected a day after ${previous.to}: this closure overlaps closures.${previous.index}`,
      });
    }
  }
}

function checkQuietHours({ value, issues }: z.core.ParsePayload<Checked>): void {
  const { from, to } = value.quietHours;
  if (to >= from) {
    issues.push({
      code: 'custom',
      input: to,
      path: ['quietHours', 'to'],
      message: `expected a time before ${from}: quiet hours last over midnight`,
    });
  } else if (value.sendTime < to || value.sendTime >= from) {
    issues.push({
      code: 'custom',
      input: value.sendTime,
      path: ['sendTime'],
      message: `expected a time outside the quiet hours, from ${to} to before ${from}`,
    });
  }
}
