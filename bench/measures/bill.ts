import { synthesizeTemplate } from '../../infra/synthesize.ts';
import { sampleClinic } from '../../local/files/clinic-file.ts';
import { besidesSes, billOf } from '../bill/bill.ts';
import { designsOf } from '../bill/designs.ts';
import { fixedCost } from '../bill/fixed.ts';
import { meteredYear } from '../bill/metered-year.ts';
import { type Figure, figureOf } from '../figure.ts';
import type { Measure } from '../measure.ts';

const COURSE_YEARS = 1000;

/** What AWS charges for courses and for a clinic, at the prices of `bench/bill/prices.ts`. */
export const bill: Measure = {
  about:
    'USD of 1,000 course-years by what a run of the sample uses, of other designs, and of a clinic a month',
  async run(show) {
    const { usage, courseYears } = await meteredYear((done) =>
      show(done, 'the sample clinic’s fourteen months'),
    );
    const scale = COURSE_YEARS / courseYears;
    const spent = billOf(usage);
    const ses = spent.ses * scale;
    const part = (name: string, usd: number): Figure =>
      figureOf({ name: `bill.${name}`, value: usd * scale, unit: 'USD' });
    const { ours: _, ...designs } = designsOf(usage, courseYears, COURSE_YEARS);
    const fixed = fixedCost(synthesizeTemplate(sampleClinic()).template, usage);
    return [
      ...Object.entries(spent).map(([name, usd]) => part(name, usd)),
      figureOf({
        name: 'bill.all-but-ses',
        value: besidesSes(spent) * scale,
        unit: 'USD',
        floor: ses,
        target: { of: 'ratio', at: 'most', limit: 0.2 },
      }),
      ...Object.entries(designs).map(([name, usd]) =>
        figureOf({ name: `bill.as ${name}`, value: usd * scale, unit: 'USD', floor: ses }),
      ),
      ...Object.entries(fixed).map(([name, value]) =>
        figureOf({ name: `bill.month.${name}`, value, unit: 'USD' }),
      ),
      figureOf({
        name: 'bill.month',
        value: Object.values(fixed).reduce((sum, usd) => sum + usd, 0),
        unit: 'USD',
        target: { of: 'value', at: 'most', limit: 4.5 },
      }),
    ];
  },
};
