/** An error of ours: its message may be logged, as it quotes nothing of what the clinic or a patient wrote. */
export class OurError extends Error {}

/** Why something failed, for a log. */
export type Reason = {
  readonly error: string;
  readonly reason?: string;
  /** By which AWS knows the call that failed. */
  readonly providerRequestId?: string;
};

/** The name and message of an error of ours; of any other only the name, as its message may quote data. */
export function reasonOf(error: unknown): Reason {
  if (!(error instanceof Error)) return { error: 'unknown' };
  if (error instanceof OurError) return { error: error.name, reason: error.message };
  return { error: error.name, ...requestOf(error) };
}

/** The request id that an answer of AWS carries. */
export function requestOf(error: object): Pick<Reason, 'providerRequestId'> {
  const metadata: unknown = '$metadata' in error ? error.$metadata : null;
  const isNamed = typeof metadata === 'object' && metadata !== null && 'requestId' in metadata;
  return isNamed && typeof metadata.requestId === 'string' ? { providerRequestId: metadata.requestId } : {};
}
