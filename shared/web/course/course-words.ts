import type { Language } from '../../clinic.ts';
import { type ReminderKey, type ReminderKind, readKey } from '../../core/ids/reminder-key.ts';
import { titleOfVisit } from '../../core/protocols/index.ts';
import type { Protocol, VisitName } from '../../core/protocols/protocol.ts';
import type { ReminderStatus } from '../../core/reminders/listed.ts';
import type { VisitStatus } from '../../core/visits/planned-visit.ts';

/** How many of a visit's e-mails became what. */
export type MailCounts = { readonly sent: number; readonly toCome: number; readonly lost: number };

/** What stands on one day. */
export const MARKS = [
  'target',
  'booked',
  'held',
  'sent',
  'due',
  'planned',
  'missed',
  'undeliverable',
] as const satisfies readonly ('target' | 'booked' | 'held' | ReminderStatus)[];
export type MarkName = (typeof MARKS)[number];

/** What can be seen on a line. */
export type Sign = MarkName | 'window' | 'cap' | 'today';

/** What the picture of a course says of its visits and e-mails. */
export type CourseWords = {
  readonly language: Language;
  /** Those whose visits are called by their titles. */
  readonly protocols: readonly Protocol[];
  /** How a visit stands. */
  readonly statuses: Readonly<Record<VisitStatus, string>>;
  readonly heldOn: (day: string) => string;
  readonly bookedFor: (day: string) => string;
  readonly mailStatuses: Readonly<Record<ReminderStatus, string>>;
  readonly reminders: Readonly<Record<Exclude<ReminderKind, 'booking'>, string>> & {
    readonly anew: string;
    /** One of a series, from 1 on. */
    readonly booking: (number: number) => string;
  };
  readonly marks: { readonly target: string; readonly booked: string; readonly held: string };
  readonly window: (range: string) => string;
  readonly target: (day: string) => string;
  readonly mail: (status: string, day: string, what: string) => string;
  readonly mails: (counts: MailCounts) => string;
  /** Above the axis, over their days. */
  readonly over: { readonly today: string; readonly cap: string };
  readonly cap: (day: string) => string;
  readonly followUpsBy: (day: string) => string;
  readonly legend: Readonly<Record<Sign, string>>;
};

/** `e-mails: 3 sent, 1 to come`, of what there is. @param none where there is nothing */
export function counted(
  what: string,
  none: string,
  counts: readonly (readonly [count: number, became: string])[],
): string {
  const parts = counts.filter(([count]) => count > 0).map(([count, became]) => `${count} ${became}`);
  return parts.length === 0 ? none : `${what}: ${parts.join(', ')}`;
}

/** What a visit is called: `closing consultation`. */
export const visitTitle = (visit: VisitName, { language, protocols }: CourseWords): string =>
  titleOfVisit(visit, protocols)[language];

/** What a reminder says, with its number in a series: `invitation to book 2`. */
export function reminderTitle(key: ReminderKey, { reminders }: CourseWords): string {
  const name = readKey(key);
  if (name.kind === 'questionnaires' && name.anewFor) return reminders.anew;
  return name.kind === 'booking' ? reminders.booking(name.number) : reminders[name.kind];
}
