import { expect, test } from 'vitest';
import { isErased, type SmokeTools, smokeRun, type Trial } from '../../local/commands/smoke/smoke-run.ts';
import { UnableError } from '../../local/terminal/unable-error.ts';
import { addMinutes, type Instant, toInstant } from '../../shared/core/time/instant.ts';
import { useClinic } from '../support/scenario.ts';
import { refusal } from '../support/troubles.ts';

const { cloud, clinic, tell } = useClinic();

/** What a trial works with, in a clinic whose clock goes a minute with each look. */
async function trialAt(start: string): Promise<SmokeTools & { readonly shown: (readonly Trial[])[] }> {
  await tell([], start);
  let at: Instant = toInstant(start);
  const shown: (readonly Trial[])[] = [];
  return {
    shown,
    now: () => at,
    put: async (envelope) => cloud().putEvent(envelope),
    load: (courseId) => cloud().courses.load(courseId),
    wait: async () => {
      at = addMinutes(at, 1);
      await cloud().cloud.advanceTo(at);
    },
    show: (trials) => shown.push(trials),
  };
}

const steps = (trials: readonly Trial[]) => trials.map(({ expects, step }) => `${expects}: ${step}`);

test('a clinic that does what it is for: both patients are recorded, sent to, reported of, and erased', async () => {
  const tools = await trialAt('2026-03-05T09:00:00Z');
  const trials = await smokeRun(tools, clinic, 'x1');
  expect(steps(trials)).toEqual(['delivered: reported', 'bounced: reported']);
  for (const trial of trials) expect(await isErased(tools, trial)).toBe(true);
  expect(tools.shown.length).toBeGreaterThan(10);
  expect(tools.shown.flatMap(steps)).toContain('delivered: recorded');
});

test('a clinic whose e-mails SES does not take: no e-mail was sent, and the patients are erased all the same', async () => {
  const tools = await trialAt('2026-03-05T09:00:00Z');
  const stop = cloud().cloud.intercept({
    before: ({ operation }) =>
      operation === 'SendEmail' ? refusal(400, 'AccountSuspendedException') : undefined,
  });
  const trials = await smokeRun(tools, clinic, 'x1');
  stop();
  expect(steps(trials)).toEqual(['delivered: recorded', 'bounced: recorded']);
  for (const trial of trials) expect(await isErased(tools, trial)).toBe(true);
});

test('by night no trial begins: no letter would go', async () => {
  const tools = await trialAt('2026-03-05T21:00:00Z');
  await expect(smokeRun(tools, clinic, 'x1')).rejects.toThrow(UnableError);
  expect(await cloud().courseIds()).toEqual([]);
});

test('who cannot put events on the bus hears it at once', async () => {
  const tools = await trialAt('2026-03-05T09:00:00Z');
  const put = async () => {
    throw new UnableError('The bus does not take events of yours.');
  };
  await expect(smokeRun({ ...tools, put }, clinic, 'x1')).rejects.toThrow(UnableError);
});
