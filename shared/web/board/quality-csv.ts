import type { Share } from '../../core/quality/measures.ts';
import { csvText } from '../../csv-text.ts';
import { measureWords } from '../../mail/quality-mail.ts';
import type { BoardDrawing } from './frame.ts';
import { QUALITY_TEXTS } from './quality-texts.ts';
import type { QualityView } from './quality-view.ts';

/** The figures as a list: a line for each measure and month, and one for the twelve months together. */
export function qualityCsv(draw: BoardDrawing, { trends }: QualityView): string {
  const { csv } = QUALITY_TEXTS[draw.clinic.language];
  return csvText([
    [csv.measure, csv.month, csv.numerator, csv.denominator, csv.percent],
    ...trends.flatMap((trend) => {
      const measure = measureWords(trend, draw.words.staff);
      return [
        ...trend.months.map(({ month, share }) => [measure, month, ...cellsOf(share)]),
        [measure, csv.twelveMonths, ...cellsOf(trend.twelveMonths)],
      ];
    }),
  ]);
}

/** Count, of how many, and whole per cent; of nothing there are none. */
const cellsOf = ({ numerator, denominator }: Share): string[] => [
  String(numerator),
  String(denominator),
  denominator === 0 ? '' : String(Math.round((100 * numerator) / denominator)),
];
