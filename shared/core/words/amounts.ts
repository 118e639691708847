import type { Words } from './words.ts';

/** What distances in the calendar are counted in. */
export type Unit = 'days' | 'weeks' | 'months';

const UNITS: Readonly<Record<Unit, Readonly<Record<keyof Words, readonly [one: string, several: string]>>>> =
  {
    days: { da: ['dag', 'dage'], en: ['day', 'days'] },
    weeks: { da: ['uge', 'uger'], en: ['week', 'weeks'] },
    months: { da: ['måned', 'måneder'], en: ['month', 'months'] },
  };

/** `4 weeks`, `4 uger`. */
export function amountWords(count: number, unit: Unit): Words {
  const { da, en } = UNITS[unit];
  const form = count === 1 ? 0 : 1;
  return { da: `${count} ${da[form]}`, en: `${count} ${en[form]}` };
}
