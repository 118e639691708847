import type { Protocol, SessionKind } from '../protocols/protocol.ts';
import type { Course } from './course.ts';

/** How often each kind of session was held, in the order in which they first were. */
export function countSessions({
  sessions,
}: Course): { readonly kind: SessionKind; readonly count: number }[] {
  const byKind = Map.groupBy(sessions, ({ kind }) => kind);
  return [...byKind].map(([kind, held]) => ({ kind, count: held.length }));
}

/** Training sessions held so far, and how many are usual in a whole course. */
export type TrainingCount = {
  readonly count: number;
  readonly usual: { readonly from: number; readonly to: number };
};

/** The training sessions of a course; null when its protocol names no usual number. */
export function trainingOf({ sessions }: Course, protocol: Protocol | null): TrainingCount | null {
  if (!protocol?.training) return null;
  const { kinds, usual } = protocol.training;
  return { count: sessions.filter(({ kind }) => kinds.includes(kind)).length, usual };
}
