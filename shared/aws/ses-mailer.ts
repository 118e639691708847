import { SESv2Client, SESv2ServiceException, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { Clinic } from '../clinic.ts';
import type { Mailer, SendOutcome } from '../ports/mailer.ts';
import { requestLimits } from './request-limits.ts';

const REFUSED = new Set([
  'MessageRejected',
  'MailFromDomainNotVerifiedException',
  'BadRequestException',
  'NotFoundException',
  'AccountSuspendedException',
]);

/** A provider that is slow for a whole batch of wakes still leaves the function time to note it. */
const ANSWERS_WITHIN = 5_000;

/** A connection that was kept while the function slept is closed by now: it breaks as if the e-mail had gone. */
const FRESH = { keepAlive: false };

/**
 * One attempt only, through a connection of its own: a second one after an unknown outcome is the planner's decision,
 * not the client's.
 * @param answersWithin milliseconds after which the outcome counts as unknown
 */
export const createSesClient = (answersWithin = ANSWERS_WITHIN): SESv2Client =>
  new SESv2Client({
    maxAttempts: 1,
    requestHandler: { ...requestLimits(answersWithin), httpAgent: FRESH, httpsAgent: FRESH },
  });

/** E-mails through SES, with the clinic as sender. */
export function createMailer(client: SESv2Client, clinic: Clinic, configurationSet: string): Mailer {
  const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });
  return {
    async send(to, email, tags) {
      const command = new SendEmailCommand({
        FromEmailAddress: `${encodedName(clinic.sender.name)} <${clinic.sender.address}>`,
        ReplyToAddresses: [clinic.replyTo],
        Destination: { ToAddresses: [to] },
        ConfigurationSetName: configurationSet,
        EmailTags: Object.entries(tags).map(([Name, Value]) => ({ Name, Value })),
        Content: {
          Simple: {
            Subject: utf8(email.subject),
            Body: { Text: utf8(email.text), Html: utf8(email.html) },
            Headers: Object.entries(email.headers).map(([Name, Value]) => ({ Name, Value })),
            ...(email.attachments.length > 0 && {
              Attachments: email.attachments.map(({ name, contentType, content }) => ({
                FileName: name,
                ContentType: contentType,
                RawContent: new TextEncoder().encode(content),
                // Told nothing, SES sends it as 7 bits, and æ, ø and å arrive broken.
                ContentTransferEncoding: 'BASE64',
              })),
            }),
          },
        },
      });
      try {
        const { MessageId = '' } = await client.send(command);
        return { kind: 'accepted', providerId: MessageId };
      } catch (error) {
        return failure(error);
      }
    },
  };
}

/** An encoded word has at most 75 characters (RFC 2047): 12 of frame and 60 of base64. */
const BYTES_IN_WORD = 45;

/** A display name outside ASCII as encoded words, cut between letters; a plain one quoted. */
function encodedName(name: string): string {
  if (/^[\x20-\x7e]*$/.test(name)) return `"${name.replace(/["\\]/g, '')}"`;
  const words: string[] = [];
  for (const letter of name) {
    const longer = (words.at(-1) ?? '') + letter;
    if (words.length > 0 && Buffer.byteLength(longer) <= BYTES_IN_WORD) words.splice(-1, 1, longer);
    else words.push(letter);
  }
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join(' ');
}

function failure(error: unknown): SendOutcome {
  const reason = error instanceof Error ? error.name : 'unknown error';
  if (!(error instanceof SESv2ServiceException)) return { kind: 'unknown', reason };
  if (REFUSED.has(error.name)) return { kind: 'refused', reason };
  const status = error.$metadata.httpStatusCode ?? 500;
  return { kind: status < 500 ? 'later' : 'unknown', reason };
}
