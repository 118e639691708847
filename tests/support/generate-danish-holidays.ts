import { writeFileSync } from 'node:fs';
import Holidays from 'date-holidays';

export const FIRST_YEAR = 2015;
export const LAST_YEAR = 2060;

/** The Danish public holidays of a year as `YYYY-MM-DD`, from the date-holidays data. */
export function publicHolidaysOf(year: number): string[] {
  const days = new Holidays('DK').getHolidays(year).filter(({ type }) => type === 'public');
  return [...new Set(days.map(({ date }) => date.slice(0, 10)))].sort();
}

/** The text of shared/core/danish-holidays.ts. */
export function holidaysSource(): string {
  const rows = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, index) => {
    const year = FIRST_YEAR + index;
    return `  '${year}: ${publicHolidaysOf(year)
      .map((day) => day.slice(5))
      .join(' ')}',`;
  });
  return `// Generated from the date-holidays data by \`npm run generate\`; a test compares the two.
// The data is licensed CC BY 3.0 (https://creativecommons.org/licenses/by/3.0/), by the contributors of
// https://github.com/commenthol/date-holidays; of it the public holidays of Denmark are kept, as days.
import type { CivilDate } from './civil-date.ts';

export const FIRST_HOLIDAY_YEAR = ${FIRST_YEAR};
export const LAST_HOLIDAY_YEAR = ${LAST_YEAR};

const YEARS = [
${rows.join('\n')}
];

/** Danish public holidays, one entry per day. */
export const DANISH_PUBLIC_HOLIDAYS: ReadonlySet<CivilDate> = new Set(
  YEARS.flatMap((row) => {
    const [year, days = ''] = row.split(': ');
    return days.split(' ').map((day) => \`\${year}-\${day}\` as CivilDate);
  }),
);
`;
}

if (import.meta.main)
  writeFileSync(new URL('../../shared/core/time/danish-holidays.ts', import.meta.url), holidaysSource());
