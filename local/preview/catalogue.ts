import type { Clinic } from '../../shared/clinic.ts';
import type { Entry } from './entry.ts';
import { letterEntries } from './letters.ts';
import { patientPageEntries } from './patient-pages.ts';
import { staffEntries } from './staff-mails.ts';
import { staffPageEntries } from './staff-pages.ts';

/** Where entries come from; more pages are one line more. */
const SOURCES: readonly ((clinic: Clinic) => Promise<readonly Entry[]>)[] = [
  letterEntries,
  staffEntries,
  patientPageEntries,
  staffPageEntries,
];

/**
 * Every message and page of a clinic, in every situation and in both languages, made by the product's own code from
 * invented courses. It takes some seconds.
 */
export async function catalogueOf(clinic: Clinic): Promise<readonly Entry[]> {
  const all: Entry[] = [];
  for (const source of SOURCES) all.push(...(await source(clinic)));
  return all;
}
