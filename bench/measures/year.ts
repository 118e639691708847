import { join } from 'node:path';
import { runNode } from '../child.ts';
import { type Figure, figureOf } from '../figure.ts';
import type { Measure } from '../measure.ts';

const RUN = join(import.meta.dirname, '../year-run.ts');

type Year = {
  /** Of both what had come together when the tenth was over. */
  readonly tenths: readonly { readonly calls: number; readonly cpuMs: number }[];
  readonly peakMb: number;
};

/** A year of a clinic on the embedded cloud: what it costs, and whether it costs more as it goes on or grows. */
export const year = yearOf([100, 1000], 'takes many minutes');

/** The same for a clinic that is far larger than any of today. */
export const yearOfMany: Measure = { ...yearOf([100, 5000], 'takes an hour'), isOnlyNamed: true };

/** @param sizes how many courses; the first is what more of them are compared with */
function yearOf(sizes: readonly [number, number], takes: string): Measure {
  const [few, many] = sizes.map((size) => size.toLocaleString('en'));
  return {
    about: `a year of ${few} and of ${many} courses on the embedded cloud (${takes})`,
    async run(show) {
      const figures: Figure[] = [];
      let floor: number | undefined;
      for (const [index, courses] of sizes.entries()) {
        show(index / sizes.length, `${courses} courses`);
        const played = await play(courses);
        figures.push(...figuresOf(courses, played, floor));
        floor ??= callsASecond(played.tenths);
      }
      return figures;
    },
  };
}

async function play(courses: number): Promise<Year> {
  const { out, err, code } = await runNode([RUN, `${courses}`]);
  if (code !== 0) throw new Error(`the year of ${courses} courses failed: ${err}`);
  return JSON.parse(out);
}

function figuresOf(courses: number, { tenths, peakMb }: Year, floor: number | undefined): Figure[] {
  return [
    figureOf({
      name: `year.${courses}.cpu`,
      value: (tenths.at(-1)?.cpuMs ?? 0) / 1000,
      unit: 's',
      ...(courses === 100 && { target: { of: 'value', at: 'most', limit: 15 } as const }),
    }),
    figureOf({
      name: `year.${courses}.calls`,
      value: callsASecond(tenths),
      unit: 'calls/s of CPU',
      ...(floor !== undefined && { floor, target: { of: 'ratio', at: 'least', limit: 0.8 } as const }),
    }),
    figureOf({
      name: `year.${courses}.last-tenth`,
      value: callsASecond(tenths.slice(-1), tenths.at(-2)),
      unit: 'calls/s of CPU',
      floor: callsASecond(tenths.slice(0, 1)),
      target: { of: 'ratio', at: 'least', limit: 0.9 },
    }),
    figureOf({
      name: `year.${courses}.memory`,
      value: peakMb,
      unit: 'MB',
      ...(courses === 1000 && { target: { of: 'value', at: 'most', limit: 600 } as const }),
    }),
  ];
}

/** @param before what had come together before these tenths */
function callsASecond(tenths: Year['tenths'], before: Year['tenths'][number] = { calls: 0, cpuMs: 0 }) {
  const { calls, cpuMs } = tenths.at(-1) ?? before;
  return ((calls - before.calls) * 1000) / (cpuMs - before.cpuMs);
}
