import type { Clinic, Language } from '../clinic.ts';
import { da } from './texts.da.ts';
import { en } from './texts.en.ts';
import type { Texts } from './texts.ts';
import { withOwnVisits } from './visit-words.ts';

/** Every phrase of every language. */
export const PHRASEBOOK: Readonly<Record<Language, Texts>> = { da, en };

/** What people at a clinic read, in its language: the visits of its own protocols are called by their titles. */
export function clinicTexts(clinic: Clinic): Texts {
  const texts = PHRASEBOOK[clinic.language];
  return { ...texts, staff: withOwnVisits(texts.staff, clinic) };
}
