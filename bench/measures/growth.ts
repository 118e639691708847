import { sendDigests } from '../../shared/digest/send-digests.ts';
import { figureOf, median } from '../figure.ts';
import { byTurns, type Measure, processorTime } from '../measure.ts';
import { type Morning, morningOf } from '../morning-of-many.ts';

const FEW = 2000;
const MANY = 20_000;
/** A function of 512 MB has a third of a processor, and the digest a minute. */
const MOST_MS = 10_000;

/** A morning's digests of a very large clinic, against a large one: what they read and compute. */
export const growth: Measure = {
  about: `a morning's digests of ${MANY} courses against ${FEW}: processor time, reads and their rounds`,
  async run(show) {
    const [few, many] = [await morningOf(FEW), await morningOf(MANY)];
    const run = (morning: Morning) => async () => {
      const tools = morning.tools();
      return (await processorTime(() => sendDigests(tools))).cpuMs;
    };
    await run(few)();
    const shown = await byTurns({ few: run(few), many: run(many) }, show);
    const [small, large] = [median(shown.few), median(shown.many)];
    return [
      figureOf({
        name: 'growth.digest',
        value: large,
        unit: 'ms of CPU',
        target: { of: 'value', at: 'most', limit: MOST_MS },
      }),
      figureOf({
        name: 'growth.digest-per-course',
        value: (large * 1000) / MANY,
        unit: 'us of CPU',
        floor: (small * 1000) / FEW,
        target: { of: 'ratio', at: 'most', limit: 1.5 },
      }),
      figureOf({
        name: 'growth.digest-reads',
        value: many.readUnits,
        unit: 'read units',
        floor: few.readUnits,
      }),
      figureOf({ name: 'growth.digest-queries', value: many.queries, unit: 'Queries', floor: few.queries }),
    ];
  },
};
