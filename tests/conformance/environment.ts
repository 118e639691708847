import * as z from 'zod';

const arn = (service: string, what: string) =>
  z.string(`the ARN of ${what}`).regex(new RegExp(`^arn:aws[a-z-]*:${service}:`), `the ARN of ${what}`);

const environment = z
  .object({
    CONFORMANCE_TARGET_ARN: arn('sqs', 'a queue that schedules are pointed at'),
    CONFORMANCE_DEAD_LETTER_ARN: arn('sqs', 'a queue for dead letters'),
    CONFORMANCE_ROLE_ARN: arn('iam', 'a role that EventBridge Scheduler may assume'),
  })
  .transform((found) => ({
    targetArn: found.CONFORMANCE_TARGET_ARN,
    deadLetterArn: found.CONFORMANCE_DEAD_LETTER_ARN,
    roleArn: found.CONFORMANCE_ROLE_ARN,
    region: String(found.CONFORMANCE_TARGET_ARN.split(':')[3]),
  }));

/** What a run against AWS is pointed at. */
export type ConformanceEnvironment = z.output<typeof environment>;

/** The suite cannot start. */
export class ConformanceSetupError extends Error {
  override readonly name = 'ConformanceSetupError';
}

/** @throws ConformanceSetupError that names every variable that is missing, or is not what it should be */
export function readEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
): ConformanceEnvironment {
  const read = environment.safeParse(variables);
  if (read.success) return read.data;
  const missing = read.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  throw new ConformanceSetupError(
    `The conformance suite needs in its environment\n${missing.join('\n')}\ndocs/conformance.md tells how to make them.`,
  );
}
