import type { Mail } from '../../shared/web/course/timeline.ts';
import { type Look, paint } from '../terminal/look.ts';
import { widthOf } from '../terminal/text.ts';

/** How a mark is coloured. */
export type Style = Parameters<typeof paint>[1];

const UNICODE = {
  open: '├',
  line: '─',
  cancelled: '┄',
  close: '┤',
  target: '◇',
  booked: '○',
  held: '●',
  sent: '✉',
  due: '»',
  planned: '•',
  missed: '×',
  undeliverable: '!',
  cap: '▏',
  today: '▼',
  todayBelow: '┊',
  month: '╷',
};
/** One character of one column for each thing on the axis. */
export type Marks = Readonly<Record<keyof typeof UNICODE, string>>;

const ASCII: Marks = {
  open: '[',
  line: '-',
  cancelled: '~',
  close: ']',
  target: '+',
  booked: 'o',
  held: '@',
  sent: 'm',
  due: '>',
  planned: '.',
  missed: 'x',
  undeliverable: '!',
  cap: '|',
  today: 'v',
  todayBelow: ':',
  month: "'",
};

/** The colour of a reminder by what became of it. */
export const MAIL_STYLES: Readonly<Record<Mail['status'], Style>> = {
  sent: 'cyan',
  due: ['yellow', 'bold'],
  planned: 'cyan',
  missed: 'red',
  undeliverable: ['red', 'bold'],
};

/** Of several marks in one column the highest is seen. */
export const RANK = {
  month: 0,
  today: 1,
  window: 2,
  cap: 3,
  planned: 4,
  sent: 5,
  due: 6,
  target: 7,
  booked: 8,
  held: 9,
};

/** The marks that a place can show. */
export const marksOf = ({ ascii }: Look): Marks => (ascii ? ASCII : UNICODE);

/** What the marks of every timeline mean, in as many lines as it takes. */
export function renderLegend(look: Look): string {
  const { open, line, close, ...marks } = marksOf(look);
  const parts = [
    `${open}${line}${line}${close} window`,
    `${marks.target} target`,
    `${marks.booked} booked`,
    `${marks.held} held`,
    `${marks.sent} e-mail sent`,
    `${marks.due} due`,
    `${marks.planned} planned`,
    `${marks.missed} missed`,
    `${marks.undeliverable} undeliverable`,
    `${marks.cap} cap`,
    `${marks.today} today`,
  ];
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    const longer = `${last}   ${part}`;
    if (last === undefined || widthOf(longer) > look.width) lines.push(`  ${part}`);
    else lines[lines.length - 1] = longer;
  }
  return lines.map((each) => paint(look, 'dim', each)).join('\n');
}
