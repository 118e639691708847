import { type CivilDate, daysBetween } from '../../shared/core/time/civil-date.ts';
import { monthLabel } from '../../shared/core/words/days.ts';
import { type Lane, monthsBetween, type Timeline } from '../../shared/web/course/timeline.ts';
import { type Look, paint } from '../terminal/look.ts';
import { padTo, widthOf } from '../terminal/text.ts';
import { MAIL_STYLES, type Marks, marksOf, RANK, type Style } from './timeline-marks.ts';

type Cell = { readonly text: string; readonly style: Style; readonly rank: number };
type Cells = (Cell | undefined)[];

/** A course's visits below a common time axis, one line each, two columns in. */
export function renderTimeline(timeline: Timeline, look: Look): string[] {
  const labelWidth = Math.max(...timeline.lanes.map(({ visit }) => widthOf(visit)));
  const columns = look.width - labelWidth - 4;
  const axis = new Axis(timeline, columns, look);
  const label = (text: string) => `  ${padTo(text, labelWidth)}  `;
  return [
    `${label('')}${paint(look, 'dim', axis.monthNames())}`.trimEnd(),
    `${label('')}${axis.ticks()}`.trimEnd(),
    ...timeline.lanes.map((lane) => `${label(lane.visit)}${axis.lane(lane)}`.trimEnd()),
  ];
}

class Axis {
  readonly #timeline: Timeline;
  readonly #columns: number;
  readonly #look: Look;
  readonly #marks: Marks;

  constructor(timeline: Timeline, columns: number, look: Look) {
    this.#timeline = timeline;
    this.#columns = columns;
    this.#look = look;
    this.#marks = marksOf(look);
  }

  #columnOf(day: CivilDate): number {
    const { from, to } = this.#timeline;
    return Math.floor((daysBetween(from, day) * this.#columns) / (daysBetween(from, to) + 1));
  }

  #months(): CivilDate[] {
    return monthsBetween(this.#timeline.from, this.#timeline.to);
  }

  monthNames(): string {
    let line = '';
    for (const [index, month] of this.#months().entries()) {
      const text = monthLabel(month, index === 0).en;
      const column = this.#columnOf(month);
      const fits = (line === '' || column > widthOf(line)) && column + widthOf(text) <= this.#columns;
      if (fits) line = padTo(line, column) + text;
    }
    return line;
  }

  ticks(): string {
    const cells = this.#row();
    const { capDate, today } = this.#timeline;
    for (const month of this.#months()) this.#put(cells, month, this.#marks.month, 'dim', RANK.month);
    if (capDate) this.#put(cells, capDate, this.#marks.cap, 'magenta', RANK.cap);
    if (today) this.#put(cells, today, this.#marks.today, ['yellow', 'bold'], RANK.held);
    return this.#draw(cells);
  }

  lane(lane: Lane): string {
    const cells = this.#row();
    const marks = this.#marks;
    const { window, target, bookedOn, heldOn, capDate } = lane;
    const { today } = this.#timeline;
    if (today) this.#put(cells, today, marks.todayBelow, 'dim', RANK.today);
    if (window) this.#window(cells, window, lane.status === 'cancelled');
    if (capDate) this.#put(cells, capDate, marks.cap, 'magenta', RANK.cap);
    for (const { on, status } of lane.mails) {
      const rank = status === 'planned' ? RANK.planned : status === 'sent' ? RANK.sent : RANK.due;
      this.#put(cells, on, marks[status], MAIL_STYLES[status], rank);
    }
    if (target) this.#put(cells, target, marks.target, 'blue', RANK.target);
    if (bookedOn) this.#put(cells, bookedOn, marks.booked, 'green', RANK.booked);
    if (heldOn) this.#put(cells, heldOn, marks.held, 'green', RANK.held);
    return this.#draw(cells);
  }

  #window(cells: Cells, { from, to }: NonNullable<Lane['window']>, isCancelled: boolean): void {
    const { open, close, ...marks } = this.#marks;
    const line = isCancelled ? marks.cancelled : marks.line;
    const style = isCancelled ? 'dim' : 'blue';
    const [first, last] = [this.#columnOf(from), this.#columnOf(to)];
    for (let column = first; column <= last; column += 1) {
      const text = first === last ? line : column === first ? open : column === last ? close : line;
      this.#putAt(cells, column, { text, style, rank: RANK.window });
    }
  }

  #row(): Cells {
    return Array.from({ length: this.#columns }, () => undefined);
  }

  #put(cells: Cells, day: CivilDate, text: string, style: Style, rank: number): void {
    this.#putAt(cells, this.#columnOf(day), { text, style, rank });
  }

  #putAt(cells: Cells, column: number, cell: Cell): void {
    if (column < 0 || column >= this.#columns) return;
    if (cell.rank >= (cells[column]?.rank ?? -1)) cells[column] = cell;
  }

  #draw(cells: Readonly<Cells>): string {
    return cells.map((cell) => (cell ? paint(this.#look, cell.style, cell.text) : ' ')).join('');
  }
}
