/** What a calendar file says: an entry to write, to move or to strike out. */
export type CalendarEntry = {
  readonly uid: string;
  readonly sequence: number;
  readonly isOff: boolean;
  readonly startsAt: string;
  readonly endsAt: string;
};

/**
 * Reads a calendar file as a patient's calendar does (RFC 5545 and 5546).
 * @throws RangeError when a calendar could do nothing with it
 */
export function readCalendarFile(text: string): CalendarEntry {
  const lines = text.replaceAll(/\r\n[ \t]/g, '').split('\r\n');
  const lineOf = (name: string): string => {
    const found = lines.find((line) => line.startsWith(`${name}:`) || line.startsWith(`${name};`));
    if (found === undefined) throw new RangeError(`a calendar file without ${name}`);
    return found.slice(found.indexOf(':') + 1);
  };
  const method = lineOf('METHOD');
  if (method !== 'REQUEST' && method !== 'CANCEL') throw new RangeError(`a calendar file to ${method}`);
  return {
    uid: lineOf('UID'),
    sequence: Number(lineOf('SEQUENCE')),
    isOff: method === 'CANCEL',
    startsAt: instantOf(lineOf('DTSTART')),
    endsAt: instantOf(lineOf('DTEND')),
  };
}

/** `20260312T090000Z` as an instant. */
function instantOf(text: string): string {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!parts) throw new RangeError('a calendar file with a time that is not in UTC');
  const [, year, month, day, hours, minutes, seconds] = parts;
  return `${year}-${month}-${day}T${hours}:${minutes}:${seconds}.000Z`;
}

/** What stands in a calendar that got these files one after the other: one that is older than its entry counts not. */
export function entriesOf(files: readonly CalendarEntry[]): ReadonlyMap<string, CalendarEntry> {
  const entries = new Map<string, CalendarEntry>();
  for (const file of files) {
    const known = entries.get(file.uid);
    if (!known || file.sequence >= known.sequence) entries.set(file.uid, file);
  }
  return entries;
}
