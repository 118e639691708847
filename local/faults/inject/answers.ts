import type { AwsCall, AwsResponse } from '../../cloud/index.ts';

export type Refusal = 'throttled' | 'broken' | 'conflict' | 'rejected';

type Service = 'dynamodb' | 'scheduler' | 'ses';
type Answer = readonly [status: number, type: string];

const ANSWERS: Record<Service, Record<Exclude<Refusal, 'conflict'>, Answer>> = {
  dynamodb: {
    throttled: [400, 'ProvisionedThroughputExceededException'],
    broken: [500, 'InternalServerError'],
    rejected: [400, 'ValidationException'],
  },
  scheduler: {
    throttled: [429, 'ThrottlingException'],
    broken: [500, 'InternalServerException'],
    rejected: [400, 'ValidationException'],
  },
  ses: {
    throttled: [429, 'TooManyRequestsException'],
    broken: [500, 'InternalServiceErrorException'],
    rejected: [400, 'MessageRejected'],
  },
};

/** The answer of a service that refuses a call. */
export function refusalOf(call: AwsCall, how: Refusal): AwsResponse {
  if (how === 'conflict') return conflictOf(call);
  const answers = isService(call.service) ? ANSWERS[call.service] : ANSWERS.dynamodb;
  return errorAnswer(...answers[how]);
}

const isService = (name: string): name is Service => Object.hasOwn(ANSWERS, name);

/** Another transaction is at the same item. No local engine says so: nothing runs side by side in one. */
function conflictOf({ operation, request }: AwsCall): AwsResponse {
  if (operation !== 'TransactWriteItems') return errorAnswer(400, 'TransactionConflictException');
  const { TransactItems } = JSON.parse(request.body) as { readonly TransactItems: readonly unknown[] };
  const CancellationReasons = TransactItems.map((_, index) =>
    index === 0
      ? { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' }
      : { Code: 'None' },
  );
  return errorAnswer(400, 'TransactionCanceledException', { CancellationReasons });
}

const errorAnswer = (status: number, type: string, more: object = {}): AwsResponse => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': type },
  body: JSON.stringify({ __type: type, message: 'injected', Message: 'injected', ...more }),
});
