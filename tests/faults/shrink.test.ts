import { expect, test } from 'vitest';
import { asTest } from '../../local/faults/as-test.ts';
import { type Trial, undisturbedRun } from '../../local/faults/attempt.ts';
import { isClean, judge } from '../../local/faults/judge/judge.ts';
import { runStory } from '../../local/faults/play/run.ts';
import { shrink } from '../../local/faults/shrink.ts';
import type { Fault } from '../../local/faults/stories/fault.ts';
import { STORIES } from '../../local/faults/stories/stories.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { useFaults } from '../support/faults.ts';

const { stage } = useFaults();
const [BOOKED] = STORIES;
if (!BOOKED) throw new Error('there is no story');

const CRASH: Fault = { kind: 'call', call: 1, of: 'CreateSchedule', what: 'crash before' };
const OTHERS: readonly Fault[] = [
  { kind: 'call', call: 9, what: 'throttled', times: 2 },
  { kind: 'delivery', to: 'events', nth: 2, after: [0, 30] },
];

/** A bug: what was asked for once counts as armed, even if the asking got lost, and the sweep arms nothing. */
function forgetfulWakes() {
  const asked = new Set<string>();
  return stage().clinicCloud.cloud.intercept({
    before({ operation, caller, request }) {
      if (operation !== 'CreateSchedule') return undefined;
      const isForgotten = asked.has(request.path) || caller.endsWith('-sweep');
      asked.add(request.path);
      const body = JSON.stringify({ ScheduleArn: 'arn:aws:scheduler:::schedule/none' });
      return isForgotten ? { status: 200, headers: { 'content-type': 'application/json' }, body } : undefined;
    },
  });
}

async function failsWithBug({ story, faults }: Trial): Promise<boolean> {
  const undisturbed = await undisturbedRun(stage(), story);
  const mend = forgetfulWakes();
  try {
    return !isClean(judge(story, undisturbed, await runStory(stage(), story, faults)));
  } finally {
    mend();
  }
}

test('a planted bug is found, and shown by the shortest history with the one fault that it needs', async () => {
  const [enrolled, booked] = BOOKED.events;
  if (!enrolled || !booked) throw new Error('the story has changed');
  const story = { ...BOOKED, events: [enrolled, booked], until: toInstant('2026-03-04T12:00:00+01:00') };
  const trial = { story, faults: [...OTHERS, CRASH] };
  expect(await failsWithBug({ story, faults: [] })).toBe(false);
  expect(await failsWithBug(trial)).toBe(true);
  const smallest = await shrink(trial, failsWithBug);
  expect(smallest.faults).toEqual([CRASH]);
  expect(smallest.story.events.map(({ type }) => type)).toEqual(['course.enrolled']);
});

test('a failure that needs everything stays as it is', async () => {
  const trial = { story: BOOKED, faults: [CRASH] };
  expect(await shrink(trial, async () => false)).toBe(trial);
});

test('repetitions get fewer and outages shorter; what is left is looked for at earlier calls', async () => {
  const faults: readonly Fault[] = [
    { kind: 'call', call: 20, what: 'throttled', times: 4 },
    { kind: 'outage', at: BOOKED.until, hours: 30 },
  ];
  const tried: Trial[] = [];
  const smallest = await shrink({ story: BOOKED, faults }, async (trial) => {
    tried.push(trial);
    const [call, outage] = trial.faults;
    if (call?.kind !== 'call' || outage?.kind !== 'outage') return false;
    const earlier = call.call === 20 - 3 * (BOOKED.events.length - trial.story.events.length);
    return earlier && outage.hours >= 3 && trial.story.events.length > 0;
  });
  expect(smallest.faults).toEqual([
    { kind: 'call', call: 20 - 3 * (BOOKED.events.length - 1), what: 'throttled', times: 1 },
    { kind: 'outage', at: BOOKED.until, hours: 3 },
  ]);
  expect(smallest.story.events).toHaveLength(1);
});

test('gives up after so many tries with the best so far', async () => {
  let tries = 0;
  const trial = { story: BOOKED, faults: OTHERS };
  const fails = async () => {
    tries += 1;
    return false;
  };
  expect(await shrink(trial, fails, 2)).toBe(trial);
  expect(tries).toBe(2);
});

test('a trial prints as a test that can be pasted', () => {
  const [first] = BOOKED.events;
  const story = {
    ...BOOKED,
    name: "the patient's",
    events: first
      ? [{ ...first, data: { visit: null, 'a-b': [1] }, receivedAt: '2026-03-03T00:00:00Z' }]
      : [],
  };
  const faults: Fault[] = [CRASH, { kind: 'restart', at: BOOKED.until }];
  expect(asTest({ story, faults })).toBe(`test('the patient\\'s', async () => {
  const story = {
    name: 'the patient\\'s',
    events: [
      told('C-1', 'e001', 'course.enrolled', '2026-03-02T10:00:00+01:00', { visit: null, 'a-b': [1] }, '2026-03-03T00:00:00Z'),
    ],
    until: toInstant('2026-03-11T15:00:00.000Z'),
  };
  const faults: Fault[] = [
    { kind: 'call', call: 1, of: 'CreateSchedule', what: 'crash before' },
    { kind: 'restart', at: toInstant('2026-03-11T15:00:00.000Z') },
  ];
  expect(await verdictOn(story, faults)).toEqual(CLEAN);
});
`);
});
