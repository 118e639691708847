import type { CivilDate } from '../time/civil-date.ts';
import { remembered } from '../time/remembered.ts';

/** A sentence, or a part of one, in both languages that people at a clinic read. */
export type Words = { readonly da: string; readonly en: string };

const MONTHS: Readonly<Record<keyof Words, readonly string[]>> = {
  da: [
    'januar',
    'februar',
    'marts',
    'april',
    'maj',
    'juni',
    'juli',
    'august',
    'september',
    'oktober',
    'november',
    'december',
  ],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
};

/** `2026-01-05` as people read it: `5 Jan 2026`, `5. januar 2026`. */
export const dateWords = remembered((date: CivilDate): Words => {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return {
    da: `${day}. ${MONTHS.da[month - 1]} ${year}`,
    en: `${day} ${MONTHS.en[month - 1]} ${year}`,
  };
});

/** `2026-01-05` as people read it on the page and in a terminal: `5 Jan 2026`. */
export const readable = (date: CivilDate): string => dateWords(date).en;

/** With a capital at the start, as sentences begin. */
export const capitalized = ({ da, en }: Words): Words => ({ da: capital(da), en: capital(en) });

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
