import type { Advice, Cause, Diagnosis } from './diagnose.ts';

const ADVICE: Readonly<Record<Advice, string>> = {
  redrive: 'Redrive it.',
  discard: 'Discard it.',
  keep: 'Keep it until that is mended.',
};
/** Where the advice needs more words. */
const HINTS: Readonly<Partial<Record<Cause, string>>> = {
  conflict: 'Discard it; a correction goes under a new eventId.',
  recorded: 'Redrive it: the next wake of its course is armed again.',
};

/** What to do with a dead letter, in a sentence. */
export const whatToDo = ({ cause, advice }: Diagnosis): string => HINTS[cause] ?? ADVICE[advice];
