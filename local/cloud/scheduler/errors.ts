import type * as z from 'zod';
import { epochMillis, type Instant } from '../../../shared/core/time/instant.ts';
import { AwsError, constraintText } from '../base/aws-error.ts';
import { parseExpression } from './expression.ts';
import type { ScheduleDefinition } from './schema.ts';

const START_GRACE_MILLIS = 5 * 60_000;

export const validation = (message: string): AwsError => new AwsError('ValidationException', 400, message);

export const notAssumable = (): AwsError =>
  validation('The execution role you provide must allow AWS EventBridge Scheduler to assume the role.');

export const notFound = (what: string): AwsError =>
  new AwsError('ResourceNotFoundException', 404, `${what} does not exist.`);

export const conflict = (what: string): AwsError =>
  new AwsError('ConflictException', 409, `${what} already exists.`);

/** Reads a request. @throws AwsError ValidationException in the words of the service's model */
export function readRequest<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const result = schema.safeParse(input);
  if (!result.success) throw validation(constraintText(result.error, input));
  return result.data;
}

/**
 * The rules that go beyond the form of a single member.
 * @throws AwsError ValidationException
 */
export function assertValid(definition: ScheduleDefinition, now: Instant): void {
  const expression = parseExpression(definition.ScheduleExpression);
  if (!expression) throw validation(`Invalid Schedule Expression ${definition.ScheduleExpression}.`);
  if (!isTimeZone(definition.ScheduleExpressionTimezone)) {
    throw validation(`Invalid Schedule Expression Timezone ${definition.ScheduleExpressionTimezone}.`);
  }
  assertWindow(definition.FlexibleTimeWindow);
  if (expression.kind !== 'at') assertDates(definition, now);
}

function assertWindow(window: ScheduleDefinition['FlexibleTimeWindow']): void {
  const isFlexible = window.Mode === 'FLEXIBLE';
  if (isFlexible === (window.MaximumWindowInMinutes !== undefined)) return;
  throw validation(
    isFlexible
      ? 'MaximumWindowInMinutes must be provided when the flexible time window mode is FLEXIBLE.'
      : 'MaximumWindowInMinutes must not be provided when the flexible time window mode is OFF.',
  );
}

function assertDates({ StartDate, EndDate }: ScheduleDefinition, now: Instant): void {
  if (StartDate !== undefined && StartDate * 1000 < epochMillis(now) - START_GRACE_MILLIS) {
    throw validation('The StartDate you specify cannot be earlier than 5 minutes ago.');
  }
  if (EndDate !== undefined && EndDate * 1000 <= (StartDate ?? 0) * 1000) {
    throw validation('The EndDate you specify must come after the StartDate.');
  }
}

/** Those asked for so far: to find out takes longer than all else that a schedule is checked for. */
const timeZones = new Map<string, boolean>();

function isTimeZone(name: string): boolean {
  const known = timeZones.get(name) ?? canFormat(name);
  timeZones.set(name, known);
  return known;
}

function canFormat(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}
