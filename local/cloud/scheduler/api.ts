import type { AwsRequest } from '../base/aws-api.ts';
import { AwsError } from '../base/aws-error.ts';
import { validation } from './errors.ts';

const OPERATIONS = {
  'POST /schedules/{}': 'CreateSchedule',
  'GET /schedules/{}': 'GetSchedule',
  'PUT /schedules/{}': 'UpdateSchedule',
  'DELETE /schedules/{}': 'DeleteSchedule',
  'GET /schedules': 'ListSchedules',
  'POST /schedule-groups/{}': 'CreateScheduleGroup',
  'GET /schedule-groups/{}': 'GetScheduleGroup',
  'DELETE /schedule-groups/{}': 'DeleteScheduleGroup',
  'GET /schedule-groups': 'ListScheduleGroups',
  'POST /tags/{}': 'TagResource',
  'DELETE /tags/{}': 'UntagResource',
  'GET /tags/{}': 'ListTagsForResource',
} as const;

/** An operation of EventBridge Scheduler. */
export type SchedulerOperation = (typeof OPERATIONS)[keyof typeof OPERATIONS];

/** A request, taken apart. */
export type SchedulerCall = {
  readonly operation: SchedulerOperation;
  /** What the path names: a schedule, a group or an ARN. */
  readonly label: string;
  readonly query: URLSearchParams;
  readonly body: object;
};

/** The operation a request asks for. */
export function operationOf({ method, path }: AwsRequest): SchedulerOperation | undefined {
  const [, collection, ...label] = path.split('/');
  const pattern = `${method} /${collection}${label.some(Boolean) ? '/{}' : ''}`;
  return isPattern(pattern) ? OPERATIONS[pattern] : undefined;
}

const isPattern = (text: string): text is keyof typeof OPERATIONS => Object.hasOwn(OPERATIONS, text);

/** @throws AwsError when it is no operation, or the body or the path is malformed */
export function readCall(request: AwsRequest): SchedulerCall {
  const operation = operationOf(request);
  if (!operation) throw new AwsError('UnknownOperationException', 404, 'Unknown operation.');
  return { operation, label: labelOf(request.path), query: request.query, body: bodyOf(request.body) };
}

function labelOf(path: string): string {
  try {
    return decodeURIComponent(path.split('/').slice(2).join('/'));
  } catch {
    throw validation('The path is not percent-encoded correctly.');
  }
}

function bodyOf(text: string): object {
  try {
    const body: unknown = text === '' ? {} : JSON.parse(text);
    if (typeof body === 'object' && body !== null) return body;
  } catch {
    // Answered below, like a body that is no object.
  }
  throw new AwsError('SerializationException', 400, 'The body is not a JSON object.');
}
