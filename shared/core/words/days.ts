import { type CivilDate, isoDay } from '../time/civil-date.ts';
import { dateWords, type Words } from './words.ts';

const WEEKDAYS: Readonly<Record<keyof Words, readonly string[]>> = {
  da: ['mandag', 'tirsdag', 'onsdag', 'torsdag', 'fredag', 'lørdag', 'søndag'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
};

/** `2026-04-07` with its weekday: `Tue 7 Apr 2026`, `tirsdag den 7. april 2026`. */
export function weekdayWords(date: CivilDate): Words {
  const { da, en } = dateWords(date);
  const weekday = isoDay(date) - 1;
  return { da: `${WEEKDAYS.da[weekday]} den ${da}`, en: `${WEEKDAYS.en[weekday]} ${en}` };
}

/** The first and last day, saying the year once: `30 Mar – 27 Apr 2026`, `30. marts – 27. april 2026`. */
export function rangeWords(from: CivilDate, to: CivilDate): Words {
  const isSameYear = from.slice(0, 4) === to.slice(0, 4);
  const [first, last] = [dateWords(from), dateWords(to)];
  const range = (language: keyof Words) =>
    `${isSameYear ? first[language].slice(0, -5) : first[language]} – ${last[language]}`;
  return { da: range('da'), en: range('en') };
}

/** A month as an axis names it: `Apr`, the first one with its year, `Nov 2026`, and January by the year alone. */
export function monthLabel(month: CivilDate, isFirst: boolean): Words {
  const { da, en } = dateWords(month);
  const year = month.slice(0, 4);
  const label = (text: string) => {
    const name = (text.split(' ')[1] ?? '').slice(0, 3);
    if (isFirst) return `${name} ${year}`;
    return month.slice(5, 7) === '01' ? year : name;
  };
  return { da: label(da), en: label(en) };
}
