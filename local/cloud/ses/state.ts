import * as z from 'zod';
import { toInstant } from '../../../shared/core/time/instant.ts';

const instant = z.iso.datetime().transform(toInstant);
const texts = z.array(z.string());

const mail = z.object({
  messageId: z.string(),
  sentAt: instant,
  /** As given, with the sender's name. */
  from: z.string(),
  to: texts,
  cc: texts,
  bcc: texts,
  replyTo: texts,
  subject: z.string(),
  text: z.string().nullable(),
  html: z.string().nullable(),
  headers: z.record(z.string(), z.string()),
  attachments: z.array(z.object({ name: z.string(), contentType: z.string(), content: z.string() })),
  tags: z.record(z.string(), z.string()),
  configurationSet: z.string().nullable(),
});

const event = z.object({
  version: z.literal('0'),
  id: z.string(),
  'detail-type': z.string(),
  source: z.literal('aws.ses'),
  account: z.string(),
  time: z.string(),
  region: z.string(),
  resources: texts,
  detail: z.looseObject({
    eventType: z.string(),
    mail: z.looseObject({ messageId: z.string(), tags: z.record(z.string(), texts) }),
  }),
});

const behaviour = z.enum([
  'deliver',
  'bounce',
  'soft-bounce',
  'complaint',
  'reject',
  'delay',
  'auto-reply',
  'suppressed',
  'listed',
]);
export const BEHAVIOURS = behaviour.options;

/** Why an address is on the account's suppression list, and since when. */
export const SUPPRESSION_REASONS = ['BOUNCE', 'COMPLAINT'] as const;
const suppressed = z.object({ reason: z.enum(SUPPRESSION_REASONS), since: instant });
export type Suppressed = Readonly<z.output<typeof suppressed>>;

/** Everything the mail service remembers, as JSON. */
export const sesState = z.object({
  mails: z.array(mail),
  mailCount: z.int(),
  eventCount: z.int(),
  pending: z.array(z.object({ at: instant, order: z.int(), event })),
  behaviours: z.record(z.string(), behaviour),
  /** By address; absent when there is none. */
  suppressed: z.record(z.string(), suppressed).optional(),
});

/** See {@link sesState}. */
export type SesState = z.output<typeof sesState>;

/** An e-mail that was accepted. */
export type SesMail = Readonly<z.output<typeof mail>>;

/** An event as it reaches the default bus. */
export type SesEvent = Readonly<z.output<typeof event>>;

/** An event that is still to come. */
export type PendingEvent = SesState['pending'][number];

/**
 * What becomes of an e-mail to an address: `bounce` is permanent, `soft-bounce` transient; `delay` is delivered
 * late; `complaint`, `auto-reply` follow a delivery; `reject` never leaves; `suppressed` is on the
 * suppression list of SES itself; `listed` on the account's.
 */
export type Behaviour = z.output<typeof behaviour>;
