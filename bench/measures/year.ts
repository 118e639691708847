import { join } from 'node:path';
import { runNode } from '../child.ts';
import { type Figure, figureOf } from '../figure.ts';
import type { Measure } from '../measure.ts';

const RUN = join(import.meta.dirname, '../year-run.ts');
type Year = {
  readonly tenths: readonly { readonly steps: number; readonly cpuMs: number }[];
  readonly peakMb: number;
};

/** A year of a clinic on the embedded cloud: what it costs, and whether it costs more as it goes on or grows. */
export const year = yearOf([100, 1000], 'takes many minutes');

/** The same for a clinic that is far larger than any of today. */
export const yearOfMany: Measure = { ...yearOf([100, 5000], 'takes hours'), isOnlyNamed: true };

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
        floor ??= stepsASecond(played.tenths);
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
  const [first, last] = [tenths.slice(0, 1), tenths.slice(-1)];
  const beforeLast = tenths.at(-2)?.cpuMs ?? 0;
  return [
    figureOf({
      name: `year.${courses}.cpu`,
      value: (tenths.at(-1)?.cpuMs ?? 0) / 1000,
      unit: 's',
      ...(courses === 100 && { target: { of: 'value', at: 'most', limit: 15 } as const }),
    }),
    figureOf({
      name: `year.${courses}.steps`,
      value: stepsASecond(tenths),
      unit: 'steps/s of CPU',
      ...(floor !== undefined && { floor, target: { of: 'ratio', at: 'least', limit: 0.8 } as const }),
    }),
    figureOf({
      name: `year.${courses}.last-tenth`,
      value: stepsASecond(last, beforeLast),
      unit: 'steps/s of CPU',
      floor: stepsASecond(first),
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

/** @param before milliseconds that were used up before these tenths */
function stepsASecond(tenths: Year['tenths'], before = 0): number {
  const steps = tenths.reduce((sum, each) => sum + each.steps, 0);
  return (steps * 1000) / ((tenths.at(-1)?.cpuMs ?? 0) - before);
}
