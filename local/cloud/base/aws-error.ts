import type * as z from 'zod';
import type { AwsResponse } from './aws-api.ts';

/** An error answer of a REST service that speaks JSON, as the SDK's exception classes know it. */
export class AwsError extends Error {
  readonly type: string;
  readonly status: number;

  constructor(type: string, status: number, message: string) {
    super(message);
    this.name = type;
    this.type = type;
    this.status = status;
  }
}

/** A successful answer. */
export const jsonResponse = (body: unknown): AwsResponse => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** Runs a call and turns an `AwsError` into the answer; `member` is what the service calls the text. */
export function answer(member: 'Message' | 'message', call: () => unknown): AwsResponse {
  try {
    return jsonResponse(call());
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return {
      status: error.status,
      headers: { 'content-type': 'application/json', 'x-amzn-errortype': error.type },
      body: JSON.stringify({ [member]: error.message }),
    };
  }
}

/** What AWS says about a request whose members break the constraints of the service's model. */
export function constraintText(error: z.ZodError, input: unknown): string {
  const texts = error.issues.map((issue) => issueText(issue, input));
  const count = texts.length === 1 ? '1 validation error' : `${texts.length} validation errors`;
  return `${count} detected: ${texts.join('; ')}`;
}

function issueText(issue: z.core.$ZodIssue, input: unknown): string {
  const found = issue.path.reduce<unknown>(memberOf, input);
  const value = typeof found === 'string' ? `'${found}'` : String(found ?? null);
  const path = issue.path.map((part) => (typeof part === 'number' ? part + 1 : lowerFirst(String(part))));
  return `Value ${value} at '${path.join('.')}' failed to satisfy constraint: ${constraintOf(issue, found)}`;
}

const memberOf = (value: unknown, part: PropertyKey): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined;

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

function constraintOf(issue: z.core.$ZodIssue, found: unknown): string {
  if (found === undefined || found === null) return 'Member must not be null';
  switch (issue.code) {
    case 'too_big':
      return `Member must have ${measureOf(issue.origin)} less than or equal to ${issue.maximum}`;
    case 'too_small':
      return `Member must have ${measureOf(issue.origin)} greater than or equal to ${issue.minimum}`;
    case 'invalid_value':
      return `Member must satisfy enum value set: [${issue.values.map(String).join(', ')}]`;
    case 'invalid_format':
      return `Member must satisfy regular expression pattern: ${patternText(issue.pattern ?? issue.format)}`;
    default:
      return issue.message;
  }
}

const measureOf = (origin: string) => (origin === 'string' || origin === 'array' ? 'length' : 'value');

const patternText = (pattern: string) => pattern.replace(/^\/\^/, '').replace(/\$\/$/, '');
