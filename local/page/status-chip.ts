import { chip, type Html } from './markup.ts';

const TONES: Readonly<Record<string, string>> = {
  held: 'green',
  booked: 'blue',
  infeasible: 'amber',
  sent: 'green',
  due: 'amber',
  missed: 'red',
  undeliverable: 'red',
  overdue: 'red',
};

/** How a visit, reminder or task stands. */
export const statusChip = (status: string): Html => chip(TONES[status] ?? '', status);
