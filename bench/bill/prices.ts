/**
 * List prices of AWS in Europe (Ireland), eu-west-1, in USD, before taxes and without free tiers, as of 15 November 2026. Each
 * stands on the public page of its service, and in the machine-readable list behind it, as
 * `https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/<offer>/current/eu-west-1/index.json`.
 */
export const PRICES = {
  asOf: '2026-11-15',
  region: 'eu-west-1',

  // https://aws.amazon.com/ses/pricing/ (AmazonSES)
  email: 0.1 / 1000,

  // https://aws.amazon.com/eventbridge/pricing/ (AWSEvents); what AWS's own services tell the default bus is free.
  customEvent: 1 / 1e6,
  archivedGb: 0.11,
  scheduledInvocation: 1 / 1e6,

  // https://aws.amazon.com/sqs/pricing/ (AWSQueueService), standard queues
  queueRequest: 0.4 / 1e6,

  // https://aws.amazon.com/lambda/pricing/ (AWSLambda), Arm; loading the code counts as running it
  invocation: 0.2 / 1e6,
  gbSecond: 0.0000133334,
  /** Durable functions: each start, step and wait. */
  durableOperation: 8 / 1e6,

  // https://aws.amazon.com/dynamodb/pricing/on-demand/ (AmazonDynamoDB)
  writeUnit: 0.705 / 1e6,
  readUnit: 0.1415 / 1e6,

  // https://aws.amazon.com/cloudwatch/pricing/ (AmazonCloudWatch)
  loggedGb: 0.57,
  alarmMonth: 0.1,
  /** For as many hours of a month as something is put into it. */
  metricMonth: 0.3,
  dashboardMonth: 3,

  // https://aws.amazon.com/kms/pricing/ (awskms)
  keyMonth: 1,

  // https://aws.amazon.com/secrets-manager/pricing/ (AWSSecretsManager)
  secretMonth: 0.4,

  // https://aws.amazon.com/step-functions/pricing/ (AmazonStates), standard workflows
  stateTransition: 0.000025,
} as const;
