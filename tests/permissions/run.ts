import { clinicCloudOf } from '../../local/clinic/clinic-cloud.ts';
import { type StackTemplate, startCloud } from '../../local/cloud/index.ts';
import { clinicWith } from '../support/plan.ts';
import { changeResource } from '../support/policies.ts';
import { STORIES, type StoryName } from './stories.ts';
import { START } from './story-steps.ts';

export const CLINIC = clinicWith();

/** Stories in which the recurring schedules run; they would mend what the others show to be broken. */
const RECURRING: Partial<Record<StoryName, 'sweep' | 'digest'>> = {
  digest: 'digest',
  deadMailbox: 'digest',
  lostWake: 'sweep',
  outdatedPlan: 'sweep',
  tombstoneAtSweep: 'sweep',
  tombstoneAtList: 'digest',
  list: 'digest',
};

/** Tells one story to a cloud of its own, made from a stack as it is or changed. */
export async function runStory(stack: StackTemplate, name: StoryName) {
  const cloud = await startCloud({
    stacks: [impatient(resting(stack, RECURRING[name]))],
    startAt: START,
    sandboxes: 'here',
  });
  try {
    const outcome = await STORIES[name](clinicCloudOf(cloud, CLINIC, stack.name));
    return { outcome, denials: cloud.denials(), used: cloud.usedStatements(), logs: cloud.logs() };
  } finally {
    await cloud.stop();
  }
}

/** The stack with its recurring schedules switched off, but for one. */
function resting(stack: StackTemplate, awake: string | undefined): StackTemplate {
  const schedules = Object.entries(stack.template.Resources).filter(
    ([, { Type, Properties }]) => Type === 'AWS::Scheduler::Schedule' && Properties?.['Name'] !== awake,
  );
  return schedules.reduce(
    (changed, [id]) => changeResource(changed, id, (properties) => ({ ...properties, State: 'DISABLED' })),
    stack,
  );
}

const MOST_RECEIVES = 4;

/** The stack with queues that give up soon: what is denied stays denied, and two days of tries show nothing more. */
function impatient(stack: StackTemplate): StackTemplate {
  const queues = Object.entries(stack.template.Resources).filter(
    ([, { Properties }]) => Properties?.['RedrivePolicy'],
  );
  return queues.reduce(
    (changed, [id]) =>
      changeResource(changed, id, (properties) => ({
        ...properties,
        RedrivePolicy: { ...Object(properties['RedrivePolicy']), maxReceiveCount: MOST_RECEIVES },
      })),
    stack,
  );
}
