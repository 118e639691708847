import {
  ConditionalCheckFailedException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';

/** Whether a transaction went through; false when a condition, or another transaction, stood in its way. */
export async function succeeds(transaction: Promise<unknown>): Promise<boolean> {
  try {
    await transaction;
    return true;
  } catch (error) {
    if (isLostRace(error)) return false;
    throw error;
  }
}

const LOST = new Set(['None', 'ConditionalCheckFailed', 'TransactionConflict']);

const isLostRace = (error: unknown): boolean =>
  error instanceof TransactionCanceledException &&
  (error.CancellationReasons ?? []).every(({ Code }) => LOST.has(Code ?? 'None'));

const UPDATE_TRIES = 5;

/**
 * Makes an update, unless its condition does not hold. A transaction that is at the same item says nothing about
 * that: the update is tried again.
 * @param otherwise what to answer when the condition does not hold
 */
export async function conditional<T, F>(
  update: () => Promise<T>,
  otherwise: (error: ConditionalCheckFailedException) => F,
): Promise<T | F> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await update();
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return otherwise(error);
      if (!(error instanceof TransactionConflictException) || tries === UPDATE_TRIES) throw error;
    }
  }
}
