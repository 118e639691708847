import type { Clinic, Language } from '../../clinic.ts';
import { protocolsOf } from '../../core/protocols/index.ts';
import type { CourseWords } from './course-words.ts';
import { courseWordsDa } from './words.da.ts';
import { courseWordsEn } from './words.en.ts';

/** What pictures of courses say, by language. */
export const COURSE_WORDS: Readonly<Record<Language, CourseWords>> = { da: courseWordsDa, en: courseWordsEn };

/** The same, with the visits of the clinic's own protocols. */
export const courseWordsOf = (clinic: Clinic): CourseWords => ({
  ...COURSE_WORDS[clinic.language],
  protocols: protocolsOf(clinic),
});
