import { type Look, lookOf, type Output, paint } from './look.ts';
import { padBefore, plain, widthOf } from './text.ts';

export type ProgressOptions = {
  /** How much there is to do, in any unit. */
  readonly total: number;
  readonly label: string;
  /** By default standard error. Without a terminal nothing is drawn. */
  readonly stream?: Output;
  /** Milliseconds, to draw at most every tenth of a second. */
  readonly clock?: () => number;
};

export type Progress = {
  /** @param done how much of the total is done @param note a few words, such as the virtual day */
  update(done: number, note?: string): void;
  /** Removes the bar. */
  finish(): void;
};

const EVERY_MILLISECONDS = 100;
const CLEAR_LINE = '\r\u001b[2K';
const BAR_WIDTH = 32;

/** A bar on a terminal that shows how far a run has come; nothing where there is no terminal. */
export function createProgress({
  total,
  label,
  stream = process.stderr,
  clock = Date.now,
}: ProgressOptions): Progress {
  if (!stream.isTTY) return { update: () => {}, finish: () => {} };
  const look = lookOf(stream);
  let drawnAt = Number.NEGATIVE_INFINITY;
  return {
    update(done, note = '') {
      const now = clock();
      if (now - drawnAt < EVERY_MILLISECONDS && done < total) return;
      drawnAt = now;
      stream.write(
        CLEAR_LINE + barOf(total > 0 ? Math.min(Math.max(done / total, 0), 1) : 1, label, note, look),
      );
    },
    finish() {
      stream.write(CLEAR_LINE);
    },
  };
}

function barOf(share: number, label: string, note: string, look: Look): string {
  const filled = Math.round(share * BAR_WIDTH);
  const [full, empty] = look.ascii ? ['#', '-'] : ['█', '░'];
  const percent = padBefore(`${Math.floor(share * 100)}%`, 4);
  const bar = paint(look, 'cyan', full.repeat(filled)) + paint(look, 'dim', empty.repeat(BAR_WIDTH - filled));
  const line = `${plain(label)} ${bar} ${percent}`;
  const rest = `  ${plain(note)}`;
  return widthOf(line) + widthOf(rest) < look.width ? line + paint(look, 'dim', rest) : line;
}
