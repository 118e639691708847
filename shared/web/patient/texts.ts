import type { Language } from '../../clinic.ts';
import type { DoneWord, PatientPageTexts } from './page-texts.ts';
import { textsDa } from './texts.da.ts';
import { textsEn } from './texts.en.ts';

/** The phrases of the patient's page by language. */
export const PATIENT_PAGE: Readonly<Record<Language, PatientPageTexts>> = { da: textsDa, en: textsEn };

export const isDoneWord = (text: string): text is DoneWord => Object.hasOwn(textsEn.done, text);
