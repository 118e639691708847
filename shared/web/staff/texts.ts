import type { Language } from '../../clinic.ts';
import type { StaffPageTexts } from './page-texts.ts';
import { staffPageDa } from './texts.da.ts';
import { staffPageEn } from './texts.en.ts';

/** The phrases of the pages for staff, by language. */
export const STAFF_PAGE: Readonly<Record<Language, StaffPageTexts>> = { da: staffPageDa, en: staffPageEn };
