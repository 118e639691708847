import { createHash } from 'node:crypto';
import { epochMillis, type Instant } from '../../../shared/core/time/instant.ts';
import type { SendEmailRequest, SimpleContent } from './schema.ts';
import type { SesMail } from './state.ts';

type Content = { Data: string; Charset?: string | undefined };

/** The e-mail as the inbox shows it. */
export const mailOf = (
  request: SendEmailRequest,
  { from, simple }: { from: string; simple: SimpleContent },
  { messageId, sentAt }: { messageId: string; sentAt: Instant },
): SesMail => ({
  messageId,
  sentAt,
  from,
  to: request.Destination.ToAddresses,
  cc: request.Destination.CcAddresses,
  bcc: request.Destination.BccAddresses,
  replyTo: request.ReplyToAddresses,
  subject: textOf(simple.Subject),
  text: simple.Body.Text ? textOf(simple.Body.Text) : null,
  html: simple.Body.Html ? textOf(simple.Body.Html) : null,
  headers: Object.fromEntries(simple.Headers.map(({ Name, Value }) => [Name, Value])),
  attachments: simple.Attachments.map((attachment) => ({
    name: attachment.FileName,
    contentType: attachment.ContentType,
    content: contentOf(attachment),
  })),
  tags: Object.fromEntries(request.EmailTags.map(({ Name, Value }) => [Name, Value])),
  configurationSet: request.ConfigurationSetName ?? null,
});

/** Without a character set the service sends 7-bit ASCII. */
const textOf = ({ Data, Charset }: Content): string =>
  Charset === undefined ? Data.replaceAll(/[^\n\r\t -~]/gu, '?') : Data;

/** The service encodes what it is asked to encode; else an attachment travels as 7 bits, whatever it holds. */
function contentOf({ RawContent, ContentTransferEncoding }: SimpleContent['Attachments'][number]): string {
  const content = Buffer.from(RawContent, 'base64');
  if (ContentTransferEncoding !== 'SEVEN_BIT') return content.toString();
  return content.map((byte) => (byte > 127 ? QUESTION_MARK : byte)).toString();
}

const QUESTION_MARK = 0x3f;

/** An id in the service's form for the n-th message of an account; the same in every run. */
export function messageIdOf(account: string, n: number, sentAt: Instant): string {
  const time = epochMillis(sentAt).toString(16).padStart(12, '0');
  return `0107${time}-${uuidOf(`${account} mail ${n}`)}-000000`;
}

/** A UUID that depends on the text only. */
export function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
