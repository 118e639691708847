/** The header by which a worker marks the calls of one invocation. */
export const INVOCATION_HEADER = 'x-local-invocation';
