import * as z from 'zod';
import { isId } from '../../shared/core/events/events.ts';
import type { Instant } from '../../shared/core/time/instant.ts';
import type { ShownError } from '../page/attention-page.ts';

/** A line of the log, with the ARN of its function. */
type Line = { readonly at: Instant; readonly function: string; readonly json: unknown };

const SHOWN = 20;

/** What a line may say of an error; the last shape is Lambda's own, of a run that ended with one. */
const errorLine = z.object({
  level: z.enum(['ERROR', 'CRITICAL']),
  message: z.union([z.string(), z.object({ errorType: z.string(), errorMessage: z.string() })]),
  courseId: z.string().refine(isId).nullish().catch(null),
  error: z.string().nullish().catch(null),
  reason: z.string().nullish().catch(null),
});

/** What the lines tell of errors, each kind once with how often, the last one first. */
export function functionErrors(lines: readonly Line[]): ShownError[] {
  const kinds = Map.groupBy(lines.flatMap(errorIn), (error) =>
    JSON.stringify([error.function, error.message, error.why, error.courseId]),
  );
  return [...kinds.values()]
    .flatMap((same) => {
      const last = same.at(-1);
      return last ? [{ ...last, times: same.length }] : [];
    })
    .sort((a, b) => (a.at > b.at ? -1 : a.at < b.at ? 1 : 0))
    .slice(0, SHOWN);
}

function errorIn({ at, function: arn, json }: Line): Omit<ShownError, 'times'>[] {
  const line = errorLine.safeParse(json);
  if (!line.success) return [];
  const { message, courseId, error, reason } = line.data;
  const told =
    typeof message === 'string'
      ? { message, why: [error, reason].filter(Boolean).join(': ') }
      : { message: 'the run ended with an error', why: `${message.errorType}: ${message.errorMessage}` };
  return [{ at, function: arn.slice(arn.lastIndexOf(':') + 1), ...told, courseId: courseId ?? null }];
}
