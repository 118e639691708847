import type { AwsRequest } from '../base/aws-api.ts';
import { constraintText } from '../base/aws-error.ts';
import { badRequest } from './rules.ts';
import { type SendEmailRequest, sendEmailRequest } from './schema.ts';
import { type SuppressionOperation, suppressionOperationOf } from './suppression-list.ts';

/** An operation of SES v2 that is emulated. */
export type SesOperation =
  | 'SendEmail'
  | 'GetAccount'
  | 'ListEmailIdentities'
  | 'GetEmailIdentity'
  | SuppressionOperation;

const IDENTITY = /^\/v2\/email\/identities\/([^/]+)$/;

const OPERATIONS: ReadonlyMap<string, SesOperation> = new Map([
  ['POST /v2/email/outbound-emails', 'SendEmail'],
  ['GET /v2/email/account', 'GetAccount'],
  ['GET /v2/email/identities', 'ListEmailIdentities'],
  ['POST /v2/email/list-identities', 'ListEmailIdentities'],
]);

/** The operation a request asks for. */
export function operationOf(request: AwsRequest): SesOperation | undefined {
  const { method, path } = request;
  if (method === 'GET' && IDENTITY.test(path)) return 'GetEmailIdentity';
  return OPERATIONS.get(`${method} ${path}`) ?? suppressionOperationOf(request);
}

/** The identity that a path names. */
export const identityIn = (path: string): string => decodeURIComponent(IDENTITY.exec(path)?.[1] ?? '');

/** @throws AwsError BadRequestException when the request breaks the service's model */
export function readSendEmail(body: string): SendEmailRequest {
  const input = parse(body);
  const result = sendEmailRequest.safeParse(input);
  if (!result.success) throw badRequest(constraintText(result.error, input));
  return result.data;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw badRequest('The body is not JSON.');
  }
}
