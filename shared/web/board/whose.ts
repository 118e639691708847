import { seesAll, type TherapistsSee } from './rights.ts';
import type { Viewer } from './viewer.ts';

/** Whose patients a list is about: those of one who looks at it, or all of the clinic. */
export type Whose = 'own' | 'all';

/** What one can choose between; whoever has no patients, or may see no others, has no choice. */
export function choicesOf(viewer: Viewer, therapistsSee: TherapistsSee): readonly Whose[] {
  return [
    ...(viewer.therapistId === null ? [] : (['own'] as const)),
    ...(seesAll(viewer, therapistsSee) ? (['all'] as const) : []),
  ];
}

/**
 * Whose patients are shown: what was asked for, if that may be seen; else the first choice. A manager who also treats
 * begins with the whole clinic.
 */
export function whoseIn(
  asked: string | undefined,
  viewer: Viewer,
  therapistsSee: TherapistsSee,
): Whose | null {
  const choices = choicesOf(viewer, therapistsSee);
  const usual = viewer.role === 'therapist' ? choices[0] : choices.at(-1);
  return choices.find((each) => each === asked) ?? usual ?? null;
}

/** Whether a course is among those that are shown. */
export const isShown = (whose: Whose | null, { therapistId }: Viewer, owner: string | null): boolean =>
  whose === 'all' || (whose === 'own' && therapistId !== null && owner === therapistId);
