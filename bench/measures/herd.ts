import { figureOf } from '../figure.ts';
import { herdMorning } from '../herd-run.ts';
import type { Measure } from '../measure.ts';

const COURSES = 2000;
/** What SES grants a new account at first. */
const PER_SECOND = 14;

/** A morning on which all courses of a large clinic have a mail to go, with an SES that takes no more than it grants at first. */
export const herd: Measure = {
  about: `${COURSES} mails due on one morning, and an SES that takes ${PER_SECOND} a second, all at once and spread over an hour`,
  async run(show) {
    const figures = [];
    for (const [index, sendSpreadMinutes] of [0, 60].entries()) {
      show(index / 2, `spread over ${sendSpreadMinutes} minutes`);
      const morning = await herdMorning({ courses: COURSES, perSecond: PER_SECOND, sendSpreadMinutes });
      const name = (what: string) => `herd.${sendSpreadMinutes === 0 ? 'at-once' : 'spread'}.${what}`;
      figures.push(
        figureOf({
          name: name('not-sent-by-noon'),
          value: COURSES - morning.sentByNoon,
          unit: 'mails',
          target: { of: 'value', at: 'most', limit: 0 },
        }),
        figureOf({
          name: name('not-counted-as-sent'),
          value: COURSES - (morning.statuses.sent ?? 0),
          unit: 'mails',
          target: { of: 'value', at: 'most', limit: 0 },
        }),
        figureOf({ name: name('last'), value: morning.lastAfterMinutes, unit: 'minutes after sendTime' }),
        figureOf({
          name: name('refused'),
          value: morning.refusals,
          unit: 'times by SES',
          ...(sendSpreadMinutes > 0 && { target: { of: 'value', at: 'most', limit: 0 } as const }),
        }),
      );
    }
    return figures;
  },
};
