import type { AwsResponse } from '../base/aws-api.ts';
import type { AwsCall } from '../base/calls.ts';
import { CloudError } from '../base/cloud-error.ts';
import { dynamodbRequests } from './calls-dynamodb.ts';
import { eventsRequests } from './calls-events.ts';
import { schedulerRequests } from './calls-scheduler.ts';
import { sesRequests } from './calls-ses.ts';
import { sqsRequests } from './calls-sqs.ts';
import type { AccessRequest, Place } from './request.ts';

/**
 * Everything that a call needs permission for.
 * @throws CloudError when that is not known
 */
export function requestsOf(call: AwsCall, place: Place): AccessRequest[] {
  switch (call.service) {
    case 'dynamodb':
      return dynamodbRequests(call, place);
    case 'scheduler':
      return schedulerRequests(call, place);
    case 'ses':
      return sesRequests(call, place);
    case 'events':
      return eventsRequests(call, place);
    case 'sqs':
      return sqsRequests(call, place);
    default:
      throw new CloudError(`It is not known here which permissions ${call.service} needs.`);
  }
}

/** What a denied caller is told. */
export type Refusal = {
  readonly user: string;
  readonly request: AccessRequest;
  /** How the message ends: `because no identity-based policy allows the … action`. */
  readonly because: string;
};

/** The answer of a service to a call that is not allowed, as its SDK client takes it. */
export function refusalOf(service: string, refusal: Refusal): AwsResponse {
  const { action, resource } = refusal.request;
  switch (service) {
    case 'dynamodb':
      return jsonRpc('1.0', 'com.amazon.coral.service#AccessDeniedException', messageOf(refusal));
    case 'sqs':
      return jsonRpc('1.0', 'com.amazon.coral.service#AccessDeniedException', messageOf(refusal));
    case 'events':
      return jsonRpc('1.1', 'AccessDeniedException', messageOf(refusal));
    case 'ses': {
      const message = `User \`${refusal.user}' is not authorized to perform \`${action}' on resource \`${resource}'`;
      return rest({ message });
    }
    default:
      return rest({ Message: messageOf(refusal) });
  }
}

/** The message of most services. */
export const messageOf = ({ user, request, because }: Refusal): string =>
  `User: ${user} is not authorized to perform: ${request.action} on resource: ${request.resource} ${because}`;

const jsonRpc = (version: string, type: string, message: string): AwsResponse => ({
  status: 400,
  headers: { 'content-type': `application/x-amz-json-${version}` },
  body: JSON.stringify({ __type: type, Message: message }),
});

const rest = (body: Readonly<Record<string, string>>): AwsResponse => ({
  status: 403,
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': 'AccessDeniedException' },
  body: JSON.stringify(body),
});
