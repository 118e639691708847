import { createHash } from 'node:crypto';
import type { FunctionModel } from '../base/stack-model.ts';

/** The access key id of a function: tells the endpoint who is calling. */
export const accessKeyIdOf = (functionArn: string): string =>
  `AKIA${createHash('sha256').update(functionArn).digest('hex').slice(0, 16).toUpperCase()}`;

/** A function's environment: what its template gives it, and what Lambda does. @param endpoint where it finds AWS */
export const environmentOf = (
  { arn, name, environment, memoryMegabytes }: FunctionModel,
  region: string,
  endpoint: string,
): Record<string, string> => ({
  ...environment,
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: accessKeyIdOf(arn),
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_ENDPOINT_URL: endpoint,
  // The developer's own AWS settings must not reach the function.
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_FUNCTION_NAME: name,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: `${memoryMegabytes}`,
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
  AWS_LAMBDA_LOG_STREAM_NAME: 'local',
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  LAMBDA_TASK_ROOT: '/var/task',
  TZ: 'UTC',
});
