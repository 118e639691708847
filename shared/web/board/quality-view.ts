import type { Clinic } from '../../clinic.ts';
import { protocolsOf } from '../../core/protocols/index.ts';
import type { CourseFigures } from '../../core/quality/course-figures.ts';
import type { QualityTrend } from '../../core/quality/measures.ts';
import { qualityTrends } from '../../core/quality/quality-of.ts';
import { type Instant, localDateOf } from '../../core/time/instant.ts';
import { isMonth, type Month, monthOf, plusMonths } from '../../core/time/month.ts';

const MONTHS_TO_CHOOSE = 24;

/** The clinic's figures of a month, and what other months there are. */
export type QualityView = {
  readonly month: Month;
  /** The latest first. */
  readonly months: readonly Month[];
  /** How many courses were counted. */
  readonly courses: number;
  readonly trends: readonly QualityTrend[];
};

/** @param asked a month that is over; else the last one is shown */
export function qualityView(
  courses: readonly CourseFigures[],
  asked: string | undefined,
  clinic: Clinic,
  now: Instant,
): QualityView {
  const { timeZone } = clinic;
  const last = plusMonths(monthOf(localDateOf(now, timeZone)), -1);
  const month = asked !== undefined && isMonth(asked) && asked <= last ? asked : last;
  const recent = Array.from({ length: MONTHS_TO_CHOOSE }, (_, index) => plusMonths(last, -index));
  return {
    month,
    months: recent.includes(month) ? recent : [...recent, month],
    courses: courses.length,
    trends: qualityTrends(courses, month, protocolsOf(clinic)),
  };
}
