import { AwsError } from '../base/aws-error.ts';
import { bareAddress } from './address.ts';
import type { SendEmailRequest, SimpleContent } from './schema.ts';

/** Headers that the service writes itself. */
const RESERVED = new Set(
  'bcc cc content-disposition content-type date from message-id mime-version reply-to return-path subject to'.split(
    ' ',
  ),
);

const MAX_RECIPIENTS = 50;
const MAX_HEADER_LENGTH = 996;

export const badRequest = (message: string): AwsError => new AwsError('BadRequestException', 400, message);

/** Everyone an e-mail goes to. */
export const recipientsOf = ({ Destination }: SendEmailRequest): string[] => [
  ...Destination.ToAddresses,
  ...Destination.CcAddresses,
  ...Destination.BccAddresses,
];

/**
 * The rules for an e-mail that go beyond the form of a single member.
 * @throws AwsError BadRequestException
 */
export function assertSendable(request: SendEmailRequest): { from: string; simple: SimpleContent } {
  const { FromEmailAddress: from, Content, ReplyToAddresses } = request;
  if (from === undefined) throw badRequest('FromEmailAddress is required.');
  const simple = Content.Simple;
  if (!simple) throw badRequest('Only Content.Simple is emulated.');
  const recipients = recipientsOf(request);
  if (recipients.length === 0) throw badRequest('Destination has no recipients.');
  if (recipients.length > MAX_RECIPIENTS) throw badRequest('Recipient count exceeds 50.');
  for (const address of [from, ...recipients, ...ReplyToAddresses]) bareAddress(address);
  if (!(simple.Body.Text ?? simple.Body.Html)) throw badRequest('Body has neither Text nor Html.');
  assertHeaders(simple.Headers);
  return { from, simple };
}

function assertHeaders(headers: SimpleContent['Headers']): void {
  const seen = new Set<string>();
  for (const { Name, Value } of headers) {
    const name = Name.toLowerCase();
    if (RESERVED.has(name)) throw badRequest(`Header '${Name}' is not allowed as a custom header.`);
    if (Name.length + Value.length > MAX_HEADER_LENGTH) throw badRequest(`Header '${Name}' is too long.`);
    if (seen.has(name) && !name.startsWith('x-')) throw badRequest(`Duplicate header '${Name}'.`);
    seen.add(name);
  }
}
