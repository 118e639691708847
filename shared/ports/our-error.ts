/** An error of ours: its message may be logged, as it quotes nothing of what the clinic or a patient wrote. */
export class OurError extends Error {}

/** The name and message of an error of ours; of any other only the name, as its message may quote data. */
export function reasonOf(error: unknown): { readonly error: string; readonly reason?: string } {
  if (!(error instanceof Error)) return { error: 'unknown' };
  return error instanceof OurError ? { error: error.name, reason: error.message } : { error: error.name };
}
