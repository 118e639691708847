import * as z from 'zod';
import type { AwsCall } from '../base/calls.ts';
import { CloudError } from '../base/cloud-error.ts';
import { identityIn } from '../ses/api.ts';
import { identityOf } from '../ses/identities.ts';
import type { RequestContext } from './context.ts';
import { type AccessRequest, jsonOf, onEverything, type Place } from './request.ts';

const addresses = z.array(z.string()).default([]);
const sendSchema = z.looseObject({
  FromEmailAddress: z.string(),
  FeedbackForwardingEmailAddress: z.string().optional(),
  Destination: z
    .looseObject({ ToAddresses: addresses, CcAddresses: addresses, BccAddresses: addresses })
    .prefault({}),
  Content: z.looseObject({
    Raw: z.unknown().optional(),
    Simple: z.looseObject({ Attachments: z.array(z.unknown()).default([]) }).optional(),
  }),
  ConfigurationSetName: z.string().optional(),
});

/**
 * What a call of SES needs: sending is authorized on the identity and on the configuration set.
 * @throws CloudError when it is not known what an operation needs
 */
export function sesRequests({ operation, request }: AwsCall, place: Place): AccessRequest[] {
  const arn = (resource: string) => `arn:aws:ses:${place.region}:${place.account}:${resource}`;
  const context: RequestContext = { 'ses:ApiVersion': '2' };
  switch (operation) {
    case 'SendEmail':
      return sendRequests(request.body, place, arn);
    case 'GetAccount':
    case 'ListEmailIdentities':
      return onEverything(`ses:${operation}`, context);
    case 'GetEmailIdentity':
      return [
        { action: 'ses:GetEmailIdentity', resource: arn(`identity/${identityIn(request.path)}`), context },
      ];
    default:
      throw new CloudError(`It is not known here which permissions ses:${operation} needs.`);
  }
}

function sendRequests(body: string, place: Place, arn: (resource: string) => string): AccessRequest[] {
  const parsed = sendSchema.safeParse(jsonOf(body));
  if (!parsed.success) return onEverything('ses:SendEmail');
  const { FromEmailAddress, Content, ConfigurationSetName, ...rest } = parsed.data;
  const [, name = '', inBrackets] = /^(.*)<([^<>]*)>$/.exec(FromEmailAddress.trim()) ?? [];
  const from = inBrackets ?? FromEmailAddress.trim();
  const displayName = name.trim().replace(/^"(.*)"$/, '$1');
  const { ToAddresses, CcAddresses, BccAddresses } = rest.Destination;
  const feedback = rest.FeedbackForwardingEmailAddress;
  const context: RequestContext = {
    'ses:ApiVersion': '2',
    'ses:FromAddress': from,
    'ses:Recipients': [...ToAddresses, ...CcAddresses, ...BccAddresses],
    ...(displayName && { 'ses:FromDisplayName': displayName }),
    ...(feedback !== undefined && { 'ses:FeedbackAddress': feedback }),
  };
  const identities = place.identities.map((identity) => ({ name: identity }));
  const identity = identityOf(from, identities)?.name ?? from;
  const resources = [
    `identity/${identity}`,
    ...(ConfigurationSetName === undefined ? [] : [`configuration-set/${ConfigurationSetName}`]),
  ];
  return resources.flatMap((resource) =>
    actionsFor(Content).map((action) => ({ action, resource: arn(resource), context })),
  );
}

/** SES checks the older action's name for raw content. Which one it checks for attachments it does not say: both here. */
function actionsFor({ Raw, Simple }: z.output<typeof sendSchema>['Content']): readonly string[] {
  if (Raw !== undefined) return ['ses:SendRawEmail'];
  return Simple?.Attachments.length ? ['ses:SendEmail', 'ses:SendRawEmail'] : ['ses:SendEmail'];
}
