import { isVisitName, type VisitName } from '../protocols/protocol.ts';
import type { Month } from '../time/month.ts';

/** What is counted of single visits, tasks and bookings, each in the month in which it was decided. */
export const COUNTED = [
  'answered-before-visit',
  'assessments-recorded',
  'discharge-letters-in-time',
  'follow-ups-within-cap',
  'no-shows',
] as const;
export type Counted = (typeof COUNTED)[number];

/** What is counted for a clinic's quality. Whether visits are held inside their window is counted visit by visit. */
export type QualityMeasure =
  | { readonly measure: 'held-in-window'; readonly visit: VisitName }
  | { readonly measure: Counted | 'not-reachable-by-email' };

/** Of how many something was so. */
export type Share = { readonly numerator: number; readonly denominator: number };

/** One measure for a month and for the twelve months that end with it. */
export type QualityFigure = QualityMeasure & { readonly month: Share; readonly twelveMonths: Share };

/** A figure with what it was in each of those months, the earliest first. */
export type QualityTrend = QualityFigure & {
  readonly months: readonly { readonly month: Month; readonly share: Share }[];
};

/** Names one of the measures that are counted by month. */
export type FigureName = Counted | ReturnType<typeof heldInWindow>;
export const heldInWindow = <V extends VisitName>(visit: V) => `held-in-window/${visit}` as const;

/** Whether a text names a measure. What a visit that nobody knows any more was counted by is kept. */
export function isFigureName(text: string): text is FigureName {
  if (COUNTED.some((name) => name === text)) return true;
  const [measure, visit = '', ...rest] = text.split('/');
  return measure === 'held-in-window' && rest.length === 0 && isVisitName(visit);
}
