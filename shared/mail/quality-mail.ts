import type { Clinic } from '../clinic.ts';
import type { QualityMeasure, Share } from '../core/quality/measures.ts';
import { parseCivilDate } from '../core/time/civil-date.ts';
import { clinicWords } from './clinic-words.ts';
import { dayWords } from './dates.ts';
import { paragraph } from './html-page.ts';
import type { Email } from './letter.ts';
import { clinicTexts } from './phrasebook.ts';
import type { QualityReport } from './staff-mail.ts';
import { staffEmail } from './staff-page.ts';
import type { StaffTexts } from './texts.ts';
import { visitIn } from './visit-words.ts';

/** The clinic's quality figures of a month and of the twelve months that end with it, without names. */
export function renderQualityMail(clinic: Clinic, { month, figures }: QualityReport): Email {
  const { staff, dates, locale, greeting } = clinicTexts(clinic);
  const monthWords = dates.month(dayWords(parseCivilDate(`${month}-01`), locale));
  const columns = staff.quality.columns(monthWords);
  return staffEmail(clinic, {
    subject: staff.quality.subject(monthWords, clinicWords(clinic).name),
    sections: [
      [greeting(null), staff.quality.intro(monthWords)].map(paragraph),
      [
        {
          kind: 'table',
          columns: [columns.measure, columns.month, columns.twelveMonths],
          rows: figures.map((figure) => ({
            head: { mark: null, text: measureWords(figure, staff) },
            cells: [shareWords(figure.month, staff), shareWords(figure.twelveMonths, staff)],
          })),
        },
      ],
    ],
  });
}

/** `7 af 9 (78 %)` */
export function shareWords({ numerator, denominator }: Share, { quality }: StaffTexts): string {
  const percent = denominator === 0 ? null : Math.round((100 * numerator) / denominator);
  return quality.share(numerator, denominator, percent);
}

/** What is counted, in words. */
export const measureWords = (of: QualityMeasure, { quality, visits }: StaffTexts): string =>
  of.measure === 'held-in-window'
    ? quality.heldInWindow(visitIn({ visits }, of.visit))
    : quality.measures[of.measure];
