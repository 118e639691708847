import type { Clinic } from '../../../shared/clinic.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';
import { startClinicCloud } from '../../clinic/clinic-cloud.ts';
import { Operator } from '../inject/operator.ts';
import type { Stage } from './run.ts';

/** Starts a clinic for any number of runs. */
export async function startStage(clinic: Clinic): Promise<Stage & { stop(): Promise<void> }> {
  const clinicCloud = await startClinicCloud(clinic, { startAt: toInstant('2026-01-01T00:00:00Z') });
  const operator = new Operator(clinicCloud);
  const stop = async () => {
    operator.stop();
    await clinicCloud.cloud.stop();
  };
  return { clinicCloud, operator, stop };
}
