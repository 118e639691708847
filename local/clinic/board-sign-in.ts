import { createStaffList } from '../../shared/aws/dynamo-staff.ts';
import type { StaffList, StaffMember } from '../../shared/ports/staff-list.ts';
import { type LocalIssuerOfBoard, startLocalIssuer } from '../sign-in/local-issuer.ts';
import { LOCAL_CLIENT_ID } from '../sign-in/provider.ts';
import type { ClinicCloud } from './clinic-cloud.ts';

/** The staff of a clinic on the embedded cloud, as an operator reads and writes the list. */
export const staffOf = ({ cloud, stackName, documents }: ClinicCloud): StaffList =>
  createStaffList(documents, cloud.tableName(stackName));

/**
 * Lets the staff of a local clinic sign in at its board, at an issuer on this machine that takes the place of the one that
 * is deployed.
 * @param people who may sign in when the list is empty
 * @returns null when the clinic has no board
 */
export async function openBoard(
  clinicCloud: ClinicCloud,
  people: readonly StaffMember[] = [],
): Promise<LocalIssuerOfBoard | null> {
  const { cloud, clinic, pagesUrl, stackName } = clinicCloud;
  if (!clinic.board) return null;
  const list = staffOf(clinicCloud);
  if ((await list.list()).length === 0) for (const member of people) await list.write(member);
  const started = await startLocalIssuer({
    clinic,
    clock: cloud.clock.memory,
    pagesUrl,
    localUrl: cloud.localUrl(`${pagesUrl}/`).replace(/\/$/, ''),
    people: () => staffOf(clinicCloud).list(),
  });
  const name = `${stackName}-staff-pages`;
  const deployed = cloud.stacks
    .flatMap(({ functions }) => functions)
    .find((each) => each.name === name)?.environment;
  const signingIn = { SIGN_IN_ISSUER: started.issuer, SIGN_IN_CLIENT_ID: LOCAL_CLIENT_ID };
  await cloud.configure(new Map([[name, { ...deployed, ...signingIn }]]));
  return started;
}
