import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';

/** What Lambda's poller does with a function's queue, in the function's name. */
export const pollQueue = (queue: IQueue): PolicyStatement =>
  new PolicyStatement({
    sid: 'PollQueue',
    actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    resources: [queue.queueArn],
  });

/** What Lambda does with a function's log. */
export const writeLog = (logGroup: ILogGroup): PolicyStatement =>
  new PolicyStatement({
    sid: 'WriteLog',
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [logGroup.logGroupArn],
  });

/** What DynamoDB and SQS do with the clinic's own key, in the name of whoever calls them. */
export const useKey = (key: IKey): PolicyStatement => {
  const { region } = Stack.of(key);
  return new PolicyStatement({
    sid: 'UseClinicKey',
    actions: [
      'kms:Decrypt',
      'kms:DescribeKey',
      'kms:Encrypt',
      'kms:GenerateDataKey',
      'kms:ReEncryptFrom',
      'kms:ReEncryptTo',
    ],
    resources: [key.keyArn],
    conditions: {
      StringEquals: {
        'kms:ViaService': [`dynamodb.${region}.amazonaws.com`, `sqs.${region}.amazonaws.com`],
      },
    },
  });
};
