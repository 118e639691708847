/** What was asked is right and cannot be done now or from here: one clear sentence, exit code 3. */
export class UnableError extends Error {
  override readonly name = 'UnableError';
}
