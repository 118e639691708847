import { instantAt } from './local-time.ts';

const MONTHS = [
  ['januar', 'january'],
  ['februar', 'february'],
  ['marts', 'march'],
  ['april', 'april'],
  ['maj', 'may'],
  ['juni', 'june'],
  ['juli', 'july'],
  ['august', 'august'],
  ['september', 'september'],
  ['oktober', 'october'],
  ['november', 'november'],
  ['december', 'december'],
];

/** `torsdag den 5. marts 2026 kl. 9.00`, `Thursday 5 March 2026 at 09:00`; lines may break anywhere in it. */
const MOMENT = /(\d{1,2})\.? (\p{L}+) (\d{4}) (?:kl\.|at) (\d{1,2})[.:](\d{2})/gu;

/** The instants that a text names by day and time, as a patient reads them. */
export function timesNamedIn(text: string, timeZone: string): string[] {
  const found = text.replaceAll(/\s+/g, ' ').matchAll(MOMENT);
  return [...found].flatMap(([, day = '', month = '', year = '', hour = '', minute = '']) => {
    const index = MONTHS.findIndex((names) => names.includes(month.toLowerCase()));
    if (index < 0) return [];
    const date = `${year}-${two(index + 1)}-${two(day)}`;
    return [instantAt(date, `${two(hour)}:${minute}`, timeZone)];
  });
}

const two = (part: number | string): string => String(part).padStart(2, '0');
