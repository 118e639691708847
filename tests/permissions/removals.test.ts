import { expect, test } from 'vitest';
import type { Denial, StackTemplate } from '../../local/cloud/index.ts';
import { someOf } from '../support/exhaustive.ts';
import { changeStatement, withoutStatement } from '../support/policies.ts';
import { runStory } from './run.ts';
import type { StoryName } from './stories.ts';
import { OUTCOMES, STACK, USED } from './uses.ts';

/** What was denied and what did not come about in a story on a changed stack. */
async function breakOf(stack: StackTemplate, story: StoryName) {
  const { outcome, denials } = await runStory(stack, story);
  return { denials, missing: OUTCOMES[story].filter((line) => !outcome.includes(line)) };
}

const actionsOf = (denials: readonly Denial[]) => denials.map(({ action }) => action);

/** The role of the schedules: AWS makes no schedule with a role that it may not take. */
const isTrust = ({ policy }: (typeof USED)[number]) => policy.endsWith('(trust)');

/** A run without one of them takes a clinic of its own. */
const PERMISSIONS = USED.filter((use) => !isTrust(use));

test('without the trust of the schedules’ role the stack cannot be deployed', async () => {
  const [trust, ...others] = USED.filter(isTrust);
  expect([trust?.name, ...others]).toEqual(['SchedulesRole #1']);
  if (trust)
    await expect(runStory(withoutStatement(STACK, trust), 'reminders')).rejects.toThrow(NOT_ASSUMABLE);
});

test('a role that trusts only other groups is refused when the stack is deployed, too', async () => {
  const [trust] = USED.filter(isTrust);
  if (!trust) throw new Error('no trust');
  const stack = changeStatement(STACK, trust, (statement) =>
    JSON.parse(
      JSON.stringify(statement).replace('schedule-group/course-reminders-sample', 'schedule-group/other'),
    ),
  );
  await expect(runStory(stack, 'reminders')).rejects.toThrow(NOT_ASSUMABLE);
});

const NOT_ASSUMABLE = 'must allow AWS EventBridge Scheduler to assume the role';

test.concurrent.for(someOf(PERMISSIONS, 12))(
  '$story breaks without $name',
  { timeout: 240_000 },
  async (use, { expect }) => {
    const { denials, missing } = await breakOf(withoutStatement(STACK, use), use.story ?? 'reminders');
    const allowed = [use.statement['Action']].flat();
    expect(actionsOf(denials).filter((action) => !allowed.includes(action))).toEqual([]);
    expect(denials).not.toEqual([]);
    expect(missing).not.toEqual([]);
  },
);

const OTHER = 'course-reminders-other';
const WRONG: readonly (readonly [start: string, sid: string, story: StoryName, resource: string])[] = [
  [
    'FunctionsRecordEventRole',
    'LoadCourse',
    'reminders',
    `arn:aws:dynamodb:eu-north-1:111122223333:table/${OTHER}`,
  ],
  [
    'FunctionsWakeCourseRole',
    'ArmWake',
    'reminders',
    `arn:aws:scheduler:eu-north-1:111122223333:schedule/${OTHER}/*`,
  ],
  ['FunctionsWakeCourseRole', 'PassWakeRole', 'reminders', `arn:aws:iam::111122223333:role/${OTHER}-wakes`],
  [
    'FunctionsWakeCourseRole',
    'SendEmail',
    'lostAnswer',
    'arn:aws:ses:eu-north-1:111122223333:identity/other.example',
  ],
];

test.concurrent.for(WRONG)(
  '%s %s on a resource of another clinic',
  { timeout: 240_000 },
  async (wrong, { expect }) => {
    const [start, sid, story, Resource] = wrong;
    const place = USED.find((use) => use.resource.startsWith(start) && use.sid === sid);
    if (!place) throw new Error(`no statement ${sid}`);
    const stack = changeStatement(STACK, place, (statement) => ({ ...statement, Resource }));
    const { denials, missing } = await breakOf(stack, story);
    expect(actionsOf(denials)).toContain(place.statement['Action']);
    expect(denials.map(({ resource }) => resource).filter((resource) => resource.includes('other'))).toEqual(
      [],
    );
    expect(missing).not.toEqual([]);
  },
);
