import type { Viewer } from '../../../shared/web/board/viewer.ts';

/** The therapist of the courses of `courseEvents`. */
export const bo: Viewer = {
  staffId: 'S-1',
  name: 'Bo Holm',
  email: 'bo@clinic.example',
  role: 'therapist',
  therapistId: 'T-1',
};
/** Another therapist. */
export const kim: Viewer = {
  staffId: 'S-2',
  name: 'Kim Dahl',
  email: 'kim@clinic.example',
  role: 'therapist',
  therapistId: 'T-2',
};
/** A manager without patients. */
export const eva: Viewer = {
  staffId: 'S-3',
  name: 'Eva Lind',
  email: 'eva@clinic.example',
  role: 'manager',
  therapistId: null,
};
/** A manager who treats patients as well. */
export const lis: Viewer = { ...eva, staffId: 'S-4', name: 'Lis Krog', therapistId: 'T-4' };
export const rie: Viewer = {
  staffId: 'S-5',
  name: 'Rie Friis',
  email: 'rie@clinic.example',
  role: 'reception',
  therapistId: null,
};
