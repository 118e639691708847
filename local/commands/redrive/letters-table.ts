import { whatToDo } from '../../redrive/advice.ts';
import type { LogEntry } from '../../redrive/operator-log.ts';
import type { Outcome, Work, WorkedLetter } from '../../redrive/redrive-clinic.ts';
import { type Look, paint } from '../../terminal/look.ts';
import { plain } from '../../terminal/text.ts';
import { renderTable } from '../../terminal/text-table.ts';
import { momentInDigits } from '../../words/dates-in-words.ts';

const ID_WIDTH = 36;

const DONE: Readonly<Record<Outcome, string>> = {
  left: '',
  skipped: 'Left where it is.',
  redriven: 'Redriven.',
  discarded: 'Discarded.',
};

type Options = { readonly timeZone: string; readonly look: Look };

/** Dead letters as a table for people. */
export function renderLetters(letters: readonly WorkedLetter[], { timeZone, look }: Options): string[] {
  const times = (count: number) => (count === 1 ? 'once' : `${count} times`);
  const rows = letters.map((letter) => [
    `${letter.letterId} ${letter.queue}, ${momentInDigits(letter.firstSentAt, timeZone)}, ${times(letter.receives)}`,
    aboutOf(letter),
    whyOf(letter),
  ]);
  const columns = [
    { title: 'letter, queue, sent, received', max: ID_WIDTH },
    { title: 'about', max: Math.floor(look.width * 0.2) },
    { title: 'why it is here, and what to do' },
  ];
  return renderTable(columns, rows, look);
}

/** One line about all of it. */
export function renderSum({ letters, unknown, unseen }: Work, look: Look): string[] {
  const count = (outcome: Outcome) => letters.filter((letter) => letter.outcome === outcome).length;
  const left = count('left') + count('skipped');
  const done = (['redriven', 'discarded'] as const)
    .filter((outcome) => count(outcome) > 0)
    .map((outcome) => `${count(outcome)} ${outcome}`);
  const rest = `${left || (done.length > 0 ? 'no' : 'No')} dead ${left === 1 ? 'letter' : 'letters'}`;
  const parts = done.length > 0 ? [...done, `${rest} left`] : [rest];
  return [
    `${paint(look, left === 0 ? 'green' : 'yellow', parts.join(', '))}.`,
    ...(count('skipped') > 0
      ? ['Redriving would not help those that are left. Name them to redrive them all the same.']
      : []),
    ...unknown.map((id) => `${id}: there is no such dead letter.`),
    ...(unseen > 0 ? [`SQS counts ${unseen} more than it handed out: look again in some minutes.`] : []),
  ];
}

/** The operator's log as a table for people. */
export function renderLog(entries: readonly LogEntry[], { timeZone, look }: Options): string[] {
  if (entries.length === 0) return ['Nothing was redriven or discarded.'];
  const rows = entries.map((entry) => [
    `${momentInDigits(entry.at, timeZone)} ${entry.action}`,
    `${entry.letterId} ${entry.queue}`,
    aboutOf(entry),
    plain(entry.reason === null ? entry.diagnosis : `${entry.reason} (${entry.diagnosis})`),
  ]);
  const columns = [
    { title: 'when', max: 16 },
    { title: 'letter', max: ID_WIDTH },
    { title: 'about', max: Math.floor(look.width * 0.2) },
    { title: 'reason' },
  ];
  return renderTable(columns, rows, look);
}

function aboutOf({ type, eventId, courseId }: Pick<LogEntry, 'type' | 'eventId' | 'courseId'>): string {
  return [type, eventId, courseId && `of ${courseId}`].filter(Boolean).join(' ');
}

const whyOf = ({ diagnosis, outcome }: WorkedLetter): string =>
  `${plain(diagnosis.reason)}. ${outcome === 'left' ? whatToDo(diagnosis) : DONE[outcome]}`;
