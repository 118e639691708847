import { addMonths, type CivilDate, parseCivilDate } from './civil-date.ts';

declare const month: unique symbol;

/** A calendar month, written `YYYY-MM`. Compares correctly as a string. */
export type Month = string & { readonly [month]: true };

/** Whether the text is a month, written `YYYY-MM`. */
export const isMonth = (text: string): text is Month => /^\d{4}-(0[1-9]|1[0-2])$/.test(text);

/** The month that a day lies in. */
export const monthOf = (date: CivilDate): Month => date.slice(0, 7) as Month;

/** The month's first day. */
export const firstDayOf = (of: Month): CivilDate => parseCivilDate(`${of}-01`);

/** The month `count` months later (earlier when negative). */
export const plusMonths = (of: Month, count: number): Month => monthOf(addMonths(firstDayOf(of), count));
