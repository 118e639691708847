import * as z from 'zod';

const content = z.object({ Data: z.string(), Charset: z.string().optional() });

const header = z.object({
  Name: z
    .string()
    .min(1)
    .max(126)
    .regex(/^[!-9;-~]+$/),
  Value: z
    .string()
    .min(1)
    .max(995)
    .regex(/^[ -~]+$/),
});

const attachment = z.object({
  RawContent: z.base64(),
  FileName: z.string().min(1).max(255),
  ContentType: z.string().min(1).max(78).default('application/octet-stream'),
  ContentDisposition: z.enum(['ATTACHMENT', 'INLINE']).optional(),
  ContentDescription: z.string().optional(),
  ContentId: z.string().optional(),
  ContentTransferEncoding: z.enum(['BASE64', 'QUOTED_PRINTABLE', 'SEVEN_BIT']).default('SEVEN_BIT'),
});

const tagText = z
  .string()
  .min(1)
  .max(256)
  .regex(/^[A-Za-z0-9_-]+$/);

const addresses = z.array(z.string()).default([]);

/** What SendEmail takes; only simple content is emulated. */
export const sendEmailRequest = z.object({
  FromEmailAddress: z.string().optional(),
  Destination: z
    .object({ ToAddresses: addresses, CcAddresses: addresses, BccAddresses: addresses })
    .prefault({}),
  ReplyToAddresses: addresses,
  Content: z.object({
    Simple: z
      .object({
        Subject: content,
        Body: z.object({ Text: content.optional(), Html: content.optional() }),
        Headers: z.array(header).max(15).default([]),
        Attachments: z.array(attachment).default([]),
      })
      .optional(),
  }),
  EmailTags: z
    .array(z.object({ Name: tagText, Value: tagText }))
    .max(50)
    .default([]),
  ConfigurationSetName: z.string().min(1).optional(),
});

/** See {@link sendEmailRequest}. */
export type SendEmailRequest = z.output<typeof sendEmailRequest>;

/** The content of a simple message. */
export type SimpleContent = NonNullable<SendEmailRequest['Content']['Simple']>;
