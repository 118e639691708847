import type { Language } from '../../clinic.ts';

/** What the page *Quality* says besides the figures, which say the same as in the manager's mail. */
export type QualityTexts = {
  readonly intro: (month: string, courses: number) => string;
  readonly month: string;
  readonly show: string;
  readonly summary: string;
  readonly byMonth: string;
  readonly trend: string;
  readonly none: string;
  readonly download: string;
  readonly csv: {
    readonly file: string;
    readonly measure: string;
    readonly month: string;
    readonly numerator: string;
    readonly denominator: string;
    readonly percent: string;
    readonly twelveMonths: string;
  };
};

const da: QualityTexts = {
  intro: (month, courses) =>
    `Klinikkens tal for ${month} og for de 12 måneder til og med ${month}, talt af ${courses} forløb. Her er ingen navne.`,
  month: 'Måned',
  show: 'Vis',
  summary: 'Tal for måneden og året',
  byMonth: 'Måned for måned',
  trend: 'Udvikling over året',
  none: 'Der er ikke noget at tælle endnu.',
  download: 'Hent som CSV',
  csv: {
    file: 'kvalitet',
    measure: 'Mål',
    month: 'Måned',
    numerator: 'Antal',
    denominator: 'Af',
    percent: 'Procent',
    twelveMonths: '12 måneder',
  },
};

const en: QualityTexts = {
  intro: (month, courses) =>
    `The clinic’s figures for ${month} and for the 12 months up to ${month}, counted from ${courses} courses. There are no names.`,
  month: 'Month',
  show: 'Show',
  summary: 'Figures of the month and the year',
  byMonth: 'Month by month',
  trend: 'Over the year',
  none: 'There is nothing to count yet.',
  download: 'Download as CSV',
  csv: {
    file: 'quality',
    measure: 'Measure',
    month: 'Month',
    numerator: 'Count',
    denominator: 'Of',
    percent: 'Percent',
    twelveMonths: '12 months',
  },
};

/** The phrases of the page *Quality*, by language. */
export const QUALITY_TEXTS: Readonly<Record<Language, QualityTexts>> = { da, en };
