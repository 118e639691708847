import type { CourseJson } from '../../../shared/core/course-json.ts';
import { readKey } from '../../../shared/core/ids/reminder-key.ts';
import { daysBetween } from '../../../shared/core/time/civil-date.ts';
import { type Instant, localDateOf } from '../../../shared/core/time/instant.ts';
import { type Look, paint } from '../../terminal/look.ts';
import { wrap } from '../../terminal/text.ts';
import { renderTable } from '../../terminal/text-table.ts';
import { dayInWords } from '../../words/dates-in-words.ts';
import type { EmailJson } from '../../words/email-json.ts';
import { amount } from '../../words/words.ts';

export type SummaryInput = {
  readonly emails: readonly Pick<EmailJson, 'audience' | 'reminders'>[];
  readonly courses: readonly Pick<CourseJson, 'status' | 'tasks'>[];
  /** `came due` and what became of them; the other entries sum up to it. */
  readonly audit: Readonly<Record<string, number>>;
  /** `<service>.<Operation>` and how often it was called. */
  readonly calls: Readonly<Record<string, number>>;
  readonly deadLetters: readonly unknown[];
  readonly rejected: readonly unknown[];
  readonly elapsedMs: number;
  readonly from: Instant;
  readonly until: Instant;
};

type Options = Look & { readonly timeZone: string };

/** What a simulation did, for people: virtual time, e-mails, the reminders' audit, calls, and what went wrong. */
export function renderSummary(input: SummaryInput, options: Options): string {
  const blocks = [emailRows(input, options), auditRows(input, options), callRows(input, options)];
  return [headline(input, options), ...blocks, problems(input, options)]
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n');
}

function headline({ from, until, elapsedMs, courses, emails }: SummaryInput, options: Options): string[] {
  const [first, last] = [from, until].map((at) => localDateOf(at, options.timeZone));
  if (!first || !last) return [];
  const seconds = elapsedMs / 1000;
  const elapsed = seconds < 100 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds / 60)} min`;
  const took = `${amount(daysBetween(first, last), 'day')} in ${elapsed}`;
  const overdue = courses.flatMap(({ tasks }) => tasks).filter(({ status }) => status === 'overdue').length;
  const open = courses.filter(({ status }) => status === 'open').length;
  return [
    `${paint(options, 'bold', `${dayInWords(first)} to ${dayInWords(last)}`)}: ${took}`,
    `  ${amount(courses.length, 'course')}, ${open} open; ${amount(emails.length, 'e-mail')}; ${amount(overdue, 'overdue task')} at the end`,
  ];
}

const AUDIENCES = ['patient', 'therapist', 'manager'] as const;

function emailRows({ emails }: SummaryInput, look: Look): string[] {
  if (emails.length === 0) return [];
  const kinds = Map.groupBy(emails, kindOf);
  const rows = [...kinds]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([kind, group]) => [
      kind,
      ...AUDIENCES.map((audience) => shown(group.filter((email) => email.audience === audience).length)),
      shown(group.length),
    ]);
  const columns = ['e-mails', 'to patients', 'to therapists', 'to managers', 'all'];
  return renderTable(
    columns.map((title, index) => (index === 0 ? { title } : { title, align: 'right' })),
    rows,
    look,
  );
}

const shown = (number: number) => (number === 0 ? '' : String(number));

function kindOf({ audience, reminders }: SummaryInput['emails'][number]): string {
  if (audience !== 'patient') return 'overdue tasks';
  return [...new Set(reminders.map((key) => readKey(key).kind))].sort().join(' + ') || 'other';
}

function auditRows({ audit }: SummaryInput, look: Look): string[] {
  const { 'came due': cameDue = 0, ...parts } = audit;
  if (cameDue === 0) return ['  No reminder came due.'];
  const sum = Object.values(parts).reduce((a, b) => a + b, 0);
  const verdict =
    sum === cameDue
      ? paint(look, 'green', 'all accounted for')
      : paint(look, 'red', `${cameDue - sum} unaccounted for`);
  const outcomes = Object.entries(parts)
    .filter(([, number]) => number > 0)
    .map(([name, number]) => `${number} ${name}`);
  const sentence = `${amount(cameDue, 'reminder')} came due: ${outcomes.join(', ')} (${verdict})`;
  return wrap(sentence, look.width - 2).map((line) => `  ${line}`);
}

function callRows({ calls }: SummaryInput, look: Look): string[] {
  const services = Map.groupBy(Object.entries(calls), ([name]) => name.split('.')[0] ?? name);
  const rows = [...services].map(([service, entries]) => [
    service,
    String(entries.reduce((sum, [, number]) => sum + number, 0)),
    entries.map(([name, number]) => `${name.slice(service.length + 1)} ${number}`).join(', '),
  ]);
  return rows.length === 0
    ? []
    : renderTable(
        [{ title: 'AWS calls' }, { title: 'all', align: 'right' }, { title: 'by operation' }],
        rows,
        look,
      );
}

function problems({ deadLetters, rejected }: SummaryInput, look: Look): string[] {
  const lines = [
    ...(rejected.length > 0 ? [`${amount(rejected.length, 'problem')} in the events file`] : []),
    ...(deadLetters.length > 0 ? [`${amount(deadLetters.length, 'message')} ended as dead letters`] : []),
  ];
  return lines.map((line) => `  ${paint(look, 'red', line)}`);
}
