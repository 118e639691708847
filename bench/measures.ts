import type { Measure } from './measure.ts';
import { bill } from './measures/bill.ts';
import { cold } from './measures/cold.ts';
import { growth } from './measures/growth.ts';
import { herd } from './measures/herd.ts';
import { pages } from './measures/pages.ts';
import { PEERS } from './measures/peers.ts';
import { pipeline } from './measures/pipeline.ts';
import { plan } from './measures/plan.ts';
import { start } from './measures/start.ts';
import { year, yearOfMany } from './measures/year.ts';

/** All that can be measured, by name. */
export const MEASURES: Readonly<Record<string, Measure>> = {
  pipeline,
  plan,
  cold,
  start,
  year,
  'year-of-5000': yearOfMany,
  herd,
  bill,
  growth,
  pages,
};

export { PEERS };
