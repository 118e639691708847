import {
  SESv2Client,
  SESv2ServiceException,
  SendEmailCommand,
  TooManyRequestsException,
} from '@aws-sdk/client-sesv2';
import type { Clinic } from '../clinic.ts';
import type { Mailer, SendOutcome } from '../ports/mailer.ts';
import { requestOf } from '../ports/our-error.ts';
import { encodedWords } from './encoded-words.ts';
import { lean } from './lean.ts';
import { requestLimits } from './request-limits.ts';

const REFUSED = new Set([
  'MessageRejected',
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
  lean(
    new SESv2Client({
      maxAttempts: 1,
      requestHandler: { ...requestLimits(answersWithin), httpAgent: FRESH, httpsAgent: FRESH },
    }),
  );

/** How often an e-mail is handed over again that SES has not taken because too many came at once, and after how long. */
const THROTTLED_AGAIN_MILLIS = [150, 450];

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
      return handOver(client, command);
    },
  };
}

/** A throttled e-mail is known not to have been taken: it is handed over again at once, while its function runs. */
async function handOver(
  client: SESv2Client,
  command: SendEmailCommand,
  [pause, ...pauses] = THROTTLED_AGAIN_MILLIS,
): Promise<SendOutcome> {
  try {
    const { MessageId = '' } = await client.send(command);
    return { kind: 'accepted', providerId: MessageId };
  } catch (error) {
    if (!(error instanceof TooManyRequestsException) || pause === undefined) return failure(error);
  }
  await new Promise<void>((done) => setTimeout(done, pause * (0.5 + Math.random())));
  return handOver(client, command, pauses);
}

/** A display name outside ASCII as encoded words; a plain one quoted. */
const encodedName = (name: string): string =>
  /^[\x20-\x7e]*$/.test(name) ? `"${name.replace(/["\\]/g, '')}"` : encodedWords(name);

function failure(error: unknown): SendOutcome {
  const reason = error instanceof Error ? error.name : 'unknown error';
  if (!(error instanceof SESv2ServiceException)) return { kind: 'unknown', reason };
  const about = { reason, ...requestOf(error) };
  if (REFUSED.has(error.name) && !isUnverified(error)) return { kind: 'refused', ...about };
  const status = error.$metadata.httpStatusCode ?? 500;
  return { kind: status < 500 ? 'later' : 'unknown', ...about };
}

/** A sender that SES does not know as verified, for an hour without DNS or in a new account, is a state and no verdict. */
const isUnverified = ({ name, message }: SESv2ServiceException): boolean =>
  name === 'MessageRejected' && /not verified/i.test(message);
