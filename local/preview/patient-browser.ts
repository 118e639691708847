import type { Clinic, Language } from '../../shared/clinic.ts';
import type { PressName } from '../../shared/web/patient/presses.ts';
import { browserOf } from './browser.ts';
import { asTold } from './entry.ts';
import { MemoryClinic } from './memory-clinic.ts';
import { ENROLLED_AT, OPENED_AT, STANDS, type Stand } from './patient-stands.ts';

/** A patient's page as a browser without scripts meets it. */
export type PatientBrowser = {
  /** @param rest what follows the page's own address */
  readonly open: (rest?: string) => Promise<string>;
  /** Presses a button of a page, and reads what comes then. */
  readonly press: (
    html: string,
    press: PressName,
    typed?: Readonly<Record<string, string>>,
  ) => Promise<string>;
  /** The page while nothing can be read. */
  readonly openInVain: () => Promise<string>;
};

/** The page of a patient who stands somewhere, with a clinic of its own behind it. */
export async function browserAt(stand: Stand, clinic: Clinic, language: Language): Promise<PatientBrowser> {
  const { courseId, lines } = STANDS[stand](language);
  const played = new MemoryClinic(asTold(clinic, language), ENROLLED_AT);
  await played.play(lines, OPENED_AT);
  const { read, press } = browserOf(played.patientPages());
  return {
    open: (rest = '') => read(`/p/${courseId}${rest}`),
    press,
    openInVain: () => browserOf(played.patientPages({ fails: true })).read(`/p/${courseId}`),
  };
}
