import type { ClinicCloud } from '../../local/clinic/clinic-cloud.ts';

/** What the calendar files of all e-mails say, in the order in which they were sent. */
export function calendarEntriesIn({ cloud }: ClinicCloud) {
  const files = cloud.inbox().flatMap(({ attachments }) => attachments.map(({ content }) => content));
  return files.map((file) => {
    const value = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(file)?.[1];
    return { uid: value('UID'), sequence: Number(value('SEQUENCE')), start: value('DTSTART') };
  });
}
