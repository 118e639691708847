import type { Counted, QualityMeasure, Share } from '../../shared/core/quality/measures.ts';
import { visitTitle } from './words.ts';

const MEASURES: Readonly<Record<Counted | 'not-reachable-by-email', string>> = {
  'answered-before-visit': 'questionnaires answered before the visit',
  'assessments-recorded': 'tests recorded in time',
  'discharge-letters-in-time': 'discharge letters sent in time',
  'follow-ups-within-cap': 'follow-ups held within 12 months of the referral',
  'no-shows': 'no-shows',
  'not-reachable-by-email': 'patients who cannot be e-mailed',
};

/** What is counted: `no-shows`, `held inside its window: closing consultation`. */
export const measureTitle = (of: QualityMeasure): string =>
  of.measure === 'held-in-window' ? `held inside its window: ${visitTitle(of.visit)}` : MEASURES[of.measure];

/** `7 of 9`, and the same in hundredths; nothing when there was nothing to count. */
export function shareCells({ numerator, denominator }: Share): readonly [count: string, percent: string] {
  if (denominator === 0) return ['', ''];
  return [`${numerator} of ${denominator}`, `${Math.round((100 * numerator) / denominator)} %`];
}
