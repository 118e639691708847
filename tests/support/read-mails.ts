/** A line of a digest, read as its reader sees it. */
export type DigestLine = {
  /** The heading that it stands under. */
  readonly section: string;
  readonly patientId: string;
  /** Without the mark of what is new, and without the due day. */
  readonly words: string;
};

/** The lines of a digest's plain text. */
export function digestLines(text: string): DigestLine[] {
  const parts = text.split(/\n-{20,}\n/);
  return parts.slice(1).flatMap((part, index) => {
    const section = unwrapped(parts[index]?.split('\n\n').at(-1) ?? '');
    let patientId = '';
    return part.split(/\n\n|^\n/).flatMap((paragraph) => {
      patientId = /^\S+ \(patient (\S+)\)/.exec(paragraph)?.[1] ?? patientId;
      if (!paragraph.startsWith('- ')) return [];
      return paragraph.split(/\n(?=- )/).map((item) => ({
        section,
        patientId,
        words: unwrapped(item)
          .replace(/^- (NY: )?/, '')
          .replace(/ Frist: .*$/, ''),
      }));
    });
  });
}

/** What a link carries, also where a calendar file folds its lines. */
export const LINK_TOKEN = /eyJ(?:[\w.-]|\r\n |\\r\\n )*\.\.(?:[\w.-]|\r\n |\\r\\n )+/g;

/** A text without what its links carry: chance makes that, and may make any word. */
export const withoutTokens = (text: string): string => text.replaceAll(LINK_TOKEN, 'TOKEN');

/** A text without its line breaks, whichever spaces it has. */
export const unwrapped = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

const MONTHS = [
  ['januar', 'februar', 'marts', 'april', 'maj', 'juni', 'juli'],
  ['august', 'september', 'oktober', 'november', 'december'],
].flat();
const ENGLISH_MONTHS = [
  ['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ['August', 'September', 'October', 'November', 'December'],
].flat();
const WEEKDAYS = ['søndag', 'mandag', 'tirsdag', 'onsdag', 'torsdag', 'fredag', 'lørdag'];
const ENGLISH_WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const NAMED = [MONTHS, ENGLISH_MONTHS].flat().join('|');
const DATES = new RegExp(`(?:(\\p{L}+)(?: den)? )?(\\d{1,2})\\.? (${NAMED})(?: (\\d{4}))?`, 'gu');

/**
 * The days that a letter names, in either language. One without its year is the nearest one to the letter's day.
 * @throws RangeError when a day is named in a way that is not understood, or with another weekday than its own
 */
export function daysNamedIn(text: string, writtenOn: string): string[] {
  const words = unwrapped(text.replaceAll(/&nbsp;|<[^>]*>/g, ' '));
  return [...words.matchAll(DATES)].map(([all, weekday = '', day = '', month = '', year]) => {
    const number = Math.max(MONTHS.indexOf(month), ENGLISH_MONTHS.indexOf(month)) + 1;
    const found = [-1, 0, 1]
      .map((years) => year ?? String(Number(writtenOn.slice(0, 4)) + years))
      .map((each) => `${each}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`)
      .reduce((a, b) => (daysApart(b, writtenOn) < daysApart(a, writtenOn) ? b : a));
    const index = Math.max(WEEKDAYS.indexOf(weekday), ENGLISH_WEEKDAYS.indexOf(weekday));
    if (new Date(found).getUTCDay() !== index) throw new RangeError(`expected a day, got ${all}`);
    return found;
  });
}

const daysApart = (a: string, b: string): number => Math.abs(Date.parse(a) - Date.parse(b));
