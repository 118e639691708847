/** What is known of a request besides its action and resource, by condition key. */
export type RequestContext = Readonly<Partial<Record<ConditionKey, string | readonly string[]>>>;

const KEYS = [
  'aws:PrincipalAccount',
  'aws:PrincipalArn',
  'aws:RequestedRegion',
  'aws:SecureTransport',
  'aws:SourceAccount',
  'aws:SourceArn',
  'events:detail-type',
  'events:source',
  'iam:PassedToService',
  'kms:CallerAccount',
  'kms:EncryptionContext:aws:events:event-bus:arn',
  'kms:ViaService',
  'ses:ApiVersion',
  'ses:FeedbackAddress',
  'ses:FromAddress',
  'ses:FromDisplayName',
  'ses:Recipients',
] as const;

/** A condition key that requests of the embedded cloud carry, where AWS's would. */
export type ConditionKey = (typeof KEYS)[number];

const BY_LOWER_CASE = new Map(KEYS.map((key) => [key.toLowerCase(), key]));

/** The key as AWS writes it; policies may use any case. */
export const conditionKey = (key: string): ConditionKey | undefined => BY_LOWER_CASE.get(key.toLowerCase());

/** The values of a key; undefined when the request does not carry it. */
export function valuesOf(context: RequestContext, key: ConditionKey): readonly string[] | undefined {
  const value = context[key];
  return typeof value === 'string' ? [value] : value;
}
