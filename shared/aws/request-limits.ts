const CONNECTS_WITHIN = 2_000;
const ANSWERS_WITHIN = 3_000;

/**
 * How long a function waits for AWS: one call that is never answered must not cost the whole batch its time.
 * @param answersWithin milliseconds from the request to the whole answer, for each attempt
 */
export const requestLimits = (answersWithin = ANSWERS_WITHIN) => ({
  connectionTimeout: Math.min(CONNECTS_WITHIN, answersWithin),
  requestTimeout: answersWithin,
  throwOnRequestTimeout: true,
});
