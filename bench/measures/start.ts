import { join } from 'node:path';
import { runNode, untilPrinted } from '../child.ts';
import { figureOf, median } from '../figure.ts';
import { byTurns, type Measure } from '../measure.ts';
import { SAMPLE_EVENTS } from '../sample-courses.ts';

const CLI = join(import.meta.dirname, '../../local/cli.js');
const PLAN = ['plan', '--events', SAMPLE_EVENTS, '--as-of', '2026-06-01T09:00:00+02:00', '--json'];

/** How long a person waits for the first page, and for the plan of the sample. */
export const start: Measure = {
  about: '`npm start` until its page answers, and `plan` over the sample, on the wall',
  async run(show) {
    const shown = await byTurns(
      {
        'node -e 0': async () => (await runNode(['-e', '0'])).wallMs,
        plan: async () => (await runNode([CLI, ...PLAN])).wallMs,
        'npm start': () =>
          untilPrinted([CLI, 'serve', '--port', '0'], /is open: (http:\S+)/, async (page) => {
            const answer = await fetch(page);
            if (!answer.ok) throw new Error(`the page answered ${answer.status}`);
            await answer.text();
          }),
      },
      show,
    );
    const floor = median(shown['node -e 0']) / 1000;
    const figure = (name: string, values: readonly number[], limit: number) =>
      figureOf({
        name,
        value: median(values) / 1000,
        unit: 's',
        floor,
        target: { of: 'value', at: 'most', limit },
      });
    return [figure('start.page', shown['npm start'], 3), figure('start.plan', shown.plan, 0.6)];
  },
};
