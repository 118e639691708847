import type { StaffMember } from '../../shared/ports/staff-list.ts';
import { THERAPISTS } from './people.ts';

type Told = Pick<StaffMember, 'name' | 'email' | 'role' | 'therapistId'>;

const therapists = Object.values(THERAPISTS).map(
  ({ therapistId, name, email }): Told => ({ name, email: email ?? '', role: 'therapist', therapistId }),
);
const others: readonly Told[] = [
  { name: 'Karen Elkjær', email: 'leder@sundby-fysioterapi.example', role: 'manager', therapistId: null },
  { name: 'Rikke Bay', email: 'reception@sundby-fysioterapi.example', role: 'reception', therapistId: null },
];

/** Who may sign in at the sample clinic's board. */
export const SAMPLE_STAFF: readonly StaffMember[] = [...therapists, ...others].map((told, index) => ({
  staffId: `sample-${index + 1}`,
  version: 1,
  signOuts: 0,
  ...told,
}));
