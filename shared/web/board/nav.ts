import { PATHS } from './paths.ts';
import { mayEnrol, mayImport, seesAccessLog, seesQuality, type TherapistsSee } from './rights.ts';
import type { Viewer } from './viewer.ts';

/** A page that every page of the board leads to. */
export type NavPage = 'today' | 'caseload' | 'enrol' | 'import' | 'quality' | 'accessLog';

/** The ways to the board's pages, in their order. A new page gets its line here, and its name in the texts. */
export const NAVIGATION: readonly {
  readonly page: NavPage;
  readonly path: string;
  /** Who is shown the way there; the page itself refuses whoever may not see it. */
  readonly for: (viewer: Viewer, therapistsSee: TherapistsSee) => boolean;
}[] = [
  { page: 'today', path: PATHS.today, for: () => true },
  { page: 'caseload', path: PATHS.caseload, for: () => true },
  {
    page: 'enrol',
    path: PATHS.enrol,
    for: (viewer, therapistsSee) => mayEnrol(viewer, { therapistId: viewer.therapistId }, therapistsSee),
  },
  { page: 'import', path: PATHS.import, for: mayImport },
  { page: 'quality', path: PATHS.quality, for: seesQuality },
  { page: 'accessLog', path: PATHS.accessLog, for: seesAccessLog },
];
