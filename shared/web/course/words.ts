import type { Language } from '../../clinic.ts';
import type { CourseWords } from './course-words.ts';
import { courseWordsDa } from './words.da.ts';
import { courseWordsEn } from './words.en.ts';

/** What pictures of courses say, by language. */
export const COURSE_WORDS: Readonly<Record<Language, CourseWords>> = { da: courseWordsDa, en: courseWordsEn };
