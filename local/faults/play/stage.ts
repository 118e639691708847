import type { Clinic } from '../../../shared/clinic.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';
import { type ClinicCloud, clinicCloudOf } from '../../clinic/clinic-cloud.ts';
import { stackOf } from '../../clinic/template-cache.ts';
import { startCloud } from '../../cloud/index.ts';
import { Operator } from '../inject/operator.ts';

/** A clinic in the cloud, and who changes it from outside. */
export type ClinicStage = { readonly clinicCloud: ClinicCloud; readonly operator: Operator };

/** A clinic whose cloud is used for one run after another, perhaps beside another one. */
export type Stage = ClinicStage & { readonly neighbour?: ClinicStage };

/** Another clinic in the same account: its own name, address and mailbox, but the same courses may run there. */
export const neighbourOf = (clinic: Clinic): Clinic => ({
  ...clinic,
  clinicId: 'neighbour',
  name: 'Nabo Fysioterapi',
  sender: { name: 'Nabo Fysioterapi', address: 'paamindelser@nabo-fysioterapi.example' },
  replyTo: 'kontakt@nabo-fysioterapi.example',
});

/** Starts a clinic for any number of runs. @param neighbour another clinic in the same account and Region */
export async function startStage(
  clinic: Clinic,
  neighbour?: Clinic,
): Promise<Stage & { stop(): Promise<void> }> {
  const clinics = neighbour ? [clinic, neighbour] : [clinic];
  const stacks = await Promise.all(clinics.map((each) => stackOf(each)));
  const cloud = await startCloud({
    stacks,
    startAt: toInstant('2026-01-01T00:00:00Z'),
    sandboxes: 'here',
    pauses: 'skipped',
  });
  const [first, second] = clinics.map((each, index): ClinicStage => {
    const clinicCloud = clinicCloudOf(cloud, each, stacks[index]?.name ?? '');
    return { clinicCloud, operator: new Operator(clinicCloud) };
  });
  if (!first) throw new RangeError('a stage needs a clinic');
  const stop = async () => {
    first.operator.stop();
    second?.operator.stop();
    await cloud.stop();
  };
  return { ...first, ...(second && { neighbour: second }), stop };
}
