import { type Figure, figureOf, median } from '../figure.ts';
import { byTurns, type Measure, processorTime } from '../measure.ts';
import { type AskedPage, PAGES, type PageName, pagesOf } from '../pages-of-many.ts';

const COURSES = 2000;
const ASKED_A_ROUND = 3;
/**
 * What a page is to cost. Of one course: what it costs in an empty clinic, and a tenth for noise. A list is about all of them:
 * it may take what is still a second in AWS, where a function has a third of a processor.
 */
const TARGETS: Readonly<Record<PageName, Parameters<typeof figureOf>[0]['target'] & object>> = {
  today: { of: 'value', at: 'most', limit: 300 },
  caseload: { of: 'value', at: 'most', limit: 300 },
  course: { of: 'ratio', at: 'most', limit: 1.3 },
  patient: { of: 'ratio', at: 'most', limit: 1.3 },
};

/** What pages cost a clinic with very many courses, against one that has none besides. */
export const pages: Measure = {
  about: `processor time of a page of the board, and of a patient's, with ${COURSES} courses against none`,
  async run(show) {
    const [many, none] = [await pagesOf(COURSES), await pagesOf(0)];
    const figures: Figure[] = [];
    for (const [index, page] of PAGES.entries()) {
      // Once before anything counts, as in a function that has served a while.
      for (let time = 0; time < ASKED_A_ROUND; time += 1) await Promise.all([many[page](), none[page]()]);
      const shown = await byTurns({ many: round(many[page]), none: round(none[page]) }, (done, doing) =>
        show((index + done) / PAGES.length, `${page}, ${doing}`),
      );
      figures.push(
        figureOf({
          name: `pages.${page}`,
          value: median(shown.many),
          unit: 'ms of CPU',
          floor: median(shown.none),
          target: TARGETS[page],
        }),
      );
    }
    return figures;
  },
};

const round = (ask: AskedPage) => async () => {
  const { cpuMs } = await processorTime(async () => {
    for (let time = 0; time < ASKED_A_ROUND; time += 1) await ask();
  });
  return cpuMs / ASKED_A_ROUND;
};
