import type * as z from 'zod';
import type { CoreSettings } from './settings.ts';

type Checked = Pick<CoreSettings, 'closures' | 'quietHours' | 'sendTime'>;

/** Closures do not overlap. */
export function checkOverlaps({ value, issues }: z.core.ParsePayload<Checked>): void {
  const sorted = value.closures
    .map((range, index) => ({ ...range, index }))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  for (const [position, range] of sorted.entries()) {
    const previous = sorted[position - 1];
    if (previous && range.from <= previous.to) {
      issues.push({
        code: 'custom',
        input: range.from,
        path: ['closures', range.index, 'from'],
        message: `expected a day after ${previous.to}: this closure overlaps closures.${previous.index}`,
      });
    }
  }
}

/** The quiet lasts over midnight, and reminders go out outside of it. */
export function checkQuietHours({ value, issues }: z.core.ParsePayload<Checked>): void {
  const { from, to } = value.quietHours;
  if (to >= from) {
    issues.push({
      code: 'custom',
      input: to,
      path: ['quietHours', 'to'],
      message: `expected a time before ${from}: quiet hours last over midnight`,
    });
  } else if (value.sendTime < to || value.sendTime >= from) {
    issues.push({
      code: 'custom',
      input: value.sendTime,
      path: ['sendTime'],
      message: `expected a time outside the quiet hours, from ${to} to before ${from}`,
    });
  }
}
