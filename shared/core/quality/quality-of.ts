import type { Protocol } from '../protocols/protocol.ts';
import { addDays } from '../time/civil-date.ts';
import { firstDayOf, type Month, plusMonths } from '../time/month.ts';
import type { CourseFigures } from './course-figures.ts';
import {
  COUNTED,
  type FigureName,
  heldInWindow,
  type QualityFigure,
  type QualityMeasure,
  type QualityTrend,
  type Share,
} from './measures.ts';

const MONTHS = 12;

/**
 * A clinic's quality figures of a month: every measure, but of the visits only those that fell into the twelve months.
 * @param courses what every course of the clinic adds
 * @param protocols those of the clinic
 */
export function qualityOf(
  courses: readonly CourseFigures[],
  month: Month,
  protocols: readonly Protocol[],
): QualityFigure[] {
  const twelve = twelveMonthsTo(month);
  const sums = (name: FigureName) => ({
    month: sumOf(courses, [month], name),
    twelveMonths: sumOf(courses, twelve, name),
  });
  const visits = protocols
    .flatMap((protocol) => protocol.visits)
    .map(({ visit }): QualityFigure => ({ measure: 'held-in-window', visit, ...sums(heldInWindow(visit)) }))
    .filter(({ twelveMonths }) => twelveMonths.denominator > 0);
  return [
    ...visits,
    ...COUNTED.map((measure): QualityFigure => ({ measure, ...sums(measure) })),
    {
      measure: 'not-reachable-by-email',
      month: unreachable(courses, month, month),
      twelveMonths: unreachable(courses, plusMonths(month, 1 - MONTHS), month),
    },
  ];
}

/** The twelve months that end with one, the earliest first. */
export const twelveMonthsTo = (month: Month): Month[] =>
  Array.from({ length: MONTHS }, (_, index) => plusMonths(month, index + 1 - MONTHS));

/** The same figures, each with what it was in every one of the twelve months. */
export const qualityTrends = (
  courses: readonly CourseFigures[],
  month: Month,
  protocols: readonly Protocol[],
): QualityTrend[] =>
  qualityOf(courses, month, protocols).map((figure) => ({
    ...figure,
    months: twelveMonthsTo(month).map((each) => ({ month: each, share: shareIn(courses, figure, each) })),
  }));

function shareIn(courses: readonly CourseFigures[], of: QualityMeasure, month: Month): Share {
  switch (of.measure) {
    case 'held-in-window':
      return sumOf(courses, [month], heldInWindow(of.visit));
    case 'not-reachable-by-email':
      return unreachable(courses, month, month);
    default:
      return sumOf(courses, [month], of.measure);
  }
}

function sumOf(courses: readonly CourseFigures[], months: readonly Month[], name: FigureName): Share {
  const shares = courses.flatMap((course) => months.flatMap((month) => course.months[month]?.[name] ?? []));
  return {
    numerator: shares.reduce((sum, { numerator }) => sum + numerator, 0),
    denominator: shares.reduce((sum, { denominator }) => sum + denominator, 0),
  };
}

/** Of the courses that went on at some time in these months, those whose patient cannot be e-mailed. */
function unreachable(courses: readonly CourseFigures[], first: Month, last: Month): Share {
  const [start, end] = [firstDayOf(first), addDays(firstDayOf(plusMonths(last, 1)), -1)];
  const under = courses.filter(({ from, until }) => from <= end && (until === null || until >= start));
  return {
    numerator: under.filter(({ isReachable }) => !isReachable).length,
    denominator: under.length,
  };
}
