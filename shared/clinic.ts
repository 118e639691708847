import * as z from 'zod';
import { expected } from './core/events/expected.ts';
import { checkOverlaps, checkProtocols, checkQuietHours } from './core/settings/check-settings.ts';
import { checkOwnWords, ownTexts } from './core/settings/letter-texts.ts';
import { coreSettings, localTime } from './core/settings/settings.ts';

const email = z.email('expected an e-mail address');
const httpsUrl = z.url({ protocol: /^https$/, error: 'expected an address that starts with https://' });
/** Words that end up in the header of an e-mail. */
const plainText = z
  .string()
  .trim()
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u, 'expected text without control characters');
const account = z.string().regex(/^\d{12}$/, 'expected an AWS account id of 12 digits');

const pagesDomain = z.strictObject({
  name: z
    .string()
    .max(64)
    .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, 'expected a domain name in small letters'),
  certificateArn: z
    .string()
    .regex(/^arn:aws:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/, 'expected the ARN of a certificate'),
});

const digest = z.strictObject({
  /** A digest is repeated after this many weekdays while any task in it is still overdue. */
  repeatAfterWeekdays: z.int().min(1).max(60).default(5),
  /** The manager hears of tasks overdue by more than this many weekdays. */
  managerAfterWeekdays: z.int().min(1).max(60).default(10),
  /** Days until the manager hears once more of tasks that are all known. */
  managerRepeatDays: z.int().min(1).max(365).default(28),
});

/** The clinic's own service for signing in, which knows the board as a client without a secret. */
const signIn = z.strictObject({ issuer: httpsUrl, clientId: plainText.min(1).max(200) });

const board = z.strictObject({
  /** Whose patients a therapist sees. */
  therapistsSee: z.enum(['own', 'all']).default('own'),
  /** Where staff signs in; at a service that is deployed with the clinic when it is absent. */
  signIn: signIn.optional(),
});

type WithDomain = {
  readonly region: string;
  readonly pagesDomain?: { readonly certificateArn: string } | undefined;
};

/** AWS takes only certificates that are where the pages are. */
function checkCertificate({ value, issues }: z.core.ParsePayload<WithDomain>): void {
  const certificateArn = value.pagesDomain?.certificateArn;
  if (certificateArn === undefined || certificateArn.split(':')[3] === value.region) return;
  issues.push({
    code: 'custom',
    input: certificateArn,
    path: ['pagesDomain', 'certificateArn'],
    message: `expected a certificate in the Region of the clinic, ${value.region}`,
  });
}

type Rehearsing = { readonly delivery: 'live' | 'rehearsal'; readonly managerEmail?: string | undefined };

/** Somebody gets the letters of a rehearsal. */
function checkRehearsal({ value, issues }: z.core.ParsePayload<Rehearsing>): void {
  if (value.delivery === 'live' || value.managerEmail !== undefined) return;
  issues.push({
    code: 'custom',
    input: undefined,
    path: ['managerEmail'],
    message: 'expected the address that gets the letters while "delivery" is "rehearsal"',
  });
}

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
    senderIdentity: z.enum(['created', 'existing']).default('created'),
    mailFromSubdomain: z
      .string()
      .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'expected a label of a domain name, e.g. reminders')
      .default('reminders'),
    timeZone: coreSettings.timeZone,
    language: z.enum(['da', 'en']).default('da'),
    sender: z.strictObject({ name: plainText.min(1).max(60), address: email }),
    replyTo: email,
    managerEmail: email.optional(),
    operatorEmail: email,
    /** Alarms come without it. */
    dashboard: z.boolean().default(false),
    /** Where the pages behind the links in e-mails are; AWS names them when it is absent. */
    pagesDomain: pagesDomain.optional(),
    /** The clinic has a board only when it says so. */
    board: board.optional(),
    bookingUrl: httpsUrl,
    questionnaireUrl: httpsUrl,
    sendTime: coreSettings.sendTime,
    sendSpreadMinutes: coreSettings.sendSpreadMinutes,
    digestTime: localTime.default('07:00'),
    quietHours: coreSettings.quietHours,
    extraHolidays: coreSettings.extraHolidays,
    closures: coreSettings.closures,
    reminders: coreSettings.reminders,
    sendNothingBefore: coreSettings.sendNothingBefore,
    delivery: coreSettings.delivery,
    questionnaires: coreSettings.questionnaires,
    assessments: coreSettings.assessments,
    tasks: coreSettings.tasks,
    digest: digest.prefault({}),
    retention: coreSettings.retention,
    protocols: coreSettings.protocols,
    texts: ownTexts,
    senderAccounts: z.array(account).max(20).default([]),
    /** Open days without an event after which the operator hears that the clinic's system is silent. */
    silentOpenDays: z.int().min(1).max(60).default(5),
  })
  .check(checkOverlaps, checkQuietHours, checkCertificate, checkRehearsal, checkProtocols, checkOwnWords);

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
