import type { AwsResponse } from '../base/aws-api.ts';

/** An error answer of SQS, by the name it has in the service's model and the one that older clients know. */
export class SqsError extends Error {
  override readonly name = 'SqsError';
  readonly type: string;
  readonly code: string;

  constructor(type: string, message: string, code = type) {
    super(message);
    this.type = type;
    this.code = code;
  }
}

export const noSuchQueue = () =>
  new SqsError(
    'QueueDoesNotExist',
    'The specified queue does not exist.',
    'AWS.SimpleQueueService.NonExistentQueue',
  );
export const badReceipt = () =>
  new SqsError('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.');
export const notInFlight = () =>
  new SqsError(
    'MessageNotInflight',
    'The message is not in flight.',
    'AWS.SimpleQueueService.MessageNotInflight',
  );
export const invalidValue = (message: string) =>
  new SqsError('InvalidParameterValueException', message, 'InvalidParameterValue');

/** The answer of a call: what it returns, or the error as SQS's JSON protocol has it. */
export function answerOf(call: () => unknown): AwsResponse {
  try {
    return json(200, call());
  } catch (error) {
    if (!(error instanceof SqsError)) throw error;
    const { type, code, message } = error;
    const refusal = json(400, { __type: `com.amazonaws.sqs#${type}`, message });
    return { ...refusal, headers: { ...refusal.headers, 'x-amzn-query-error': `${code};Sender` } };
  }
}

const json = (status: number, body: unknown): AwsResponse => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify(body ?? {}),
});
