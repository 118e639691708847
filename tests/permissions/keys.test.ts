import { describe, expect, test } from 'vitest';
import { stackOf } from '../../local/clinic/template-cache.ts';
import { someOf } from '../support/exhaustive.ts';
import { clinicWith } from '../support/plan.ts';
import { statementsIn, withoutStatement } from '../support/policies.ts';
import { runStory } from './run.ts';
import type { StoryName } from './stories.ts';
import { OUTCOMES } from './uses.ts';

/** The clinic with a key of its own, which everything of it is encrypted with. */
const OWN_KEY = await stackOf(clinicWith({ encryptionKey: 'customer-managed' }));

/** Statements about the key, each with a story that cannot do without it. */
const NEEDED: readonly (readonly [start: string, sid: string, story: StoryName])[] = [
  ['Key', '#1', 'reminders'],
  ['Key', 'RulesUseKey', 'reminders'],
  ['FunctionsRecordEventRole', 'UseClinicKey', 'reminders'],
  ['FunctionsWakeCourseRole', 'UseClinicKey', 'reminders'],
  ['SchedulesRole', 'UseClinicKey', 'reminders'],
  ['FunctionsTrackEmailRole', 'UseClinicKey', 'bounce'],
  ['FunctionsSendDigestRole', 'UseClinicKey', 'digest'],
  ['FunctionsSweepRole', 'UseClinicKey', 'lostWake'],
  ['FunctionsPatientPagesRole', 'UseClinicKey', 'pages'],
  ['FunctionsApiRole', 'UseClinicKey', 'answered'],
  ['FunctionsStaffPagesRole', 'UseClinicKey', 'list'],
];

/** Those that no story of these needs: another statement allows it as well, or nothing here comes of it. */
const OTHERS = {
  '#3': 'the bus’s own, as the CDK makes it: what the rules may covers it',
  EventBridgeLooksAtKey: 'asked when bus and archive are made: tests/local/cloud/iam-keys.test.ts',
  ArchiveUsesKey: 'nothing is read from the archive here: tests/local/cloud/iam-keys.test.ts',
  AlarmsUseKey: 'the topic of the alarms',
};

const aboutKey = statementsIn(OWN_KEY).filter(
  ({ resource, sid }) => resource.startsWith('Key') || sid === 'UseClinicKey',
);
const placeOf = (start: string, sid: string) =>
  aboutKey.find((each) => each.resource.startsWith(start) && each.sid === sid);

test('every statement about the key is known', () => {
  const known = [
    ...NEEDED.map(([start, sid]) => placeOf(start, sid)),
    ...Object.keys(OTHERS).map((sid) => placeOf('Key', sid)),
  ];
  expect(new Set(known)).toEqual(new Set(aboutKey));
});

describe('with a key of the clinic’s own', () => {
  test.for(someOf(['reminders', 'bounce', 'digest', 'lostWake', 'pages', 'answered'] as const, 3))(
    '%s ends well, and nothing is denied',
    async (name) => {
      const { outcome, denials } = await runStory(OWN_KEY, name);
      expect(outcome).toEqual(OUTCOMES[name]);
      expect(denials).toEqual([]);
    },
  );
});

test.concurrent.for(someOf(NEEDED, 4))(
  'without %s %s, %s breaks',
  { timeout: 240_000 },
  async ([start, sid, story], { expect }) => {
    const place = placeOf(start, sid);
    if (!place) throw new Error('no such statement');
    const { outcome, denials } = await runStory(withoutStatement(OWN_KEY, place), story);
    expect(new Set(denials.map(({ action }) => action.split(':')[0]))).toEqual(new Set(['kms']));
    expect(OUTCOMES[story].filter((line) => !outcome.includes(line))).not.toEqual([]);
  },
);
