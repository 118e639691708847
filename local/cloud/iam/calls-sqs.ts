import * as z from 'zod';
import type { AwsCall } from '../base/calls.ts';
import { type AccessRequest, jsonOf, onEverything, type Place } from './request.ts';

const bodySchema = z.looseObject({ QueueUrl: z.string().optional(), QueueName: z.string().optional() });

/** What a call of SQS needs; calls for several messages at once need what each of them does. */
export function sqsRequests({ operation, request }: AwsCall, { account, region }: Place): AccessRequest[] {
  const { QueueUrl, QueueName } = bodySchema.safeParse(jsonOf(request.body)).data ?? {};
  const action = `sqs:${operation.replace(/Batch$/, '')}`;
  const name = QueueUrl?.slice(QueueUrl.lastIndexOf('/') + 1) ?? QueueName;
  if (name === undefined) return onEverything(action);
  return [{ action, resource: `arn:aws:sqs:${region}:${account}:${name}`, context: {} }];
}
