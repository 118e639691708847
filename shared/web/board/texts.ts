import type { Language } from '../../clinic.ts';
import { boardDa } from './board-texts.da.ts';
import { boardEn } from './board-texts.en.ts';
import type { BoardTexts } from './board-texts.ts';
import { courseDa } from './course-texts.da.ts';
import { courseEn } from './course-texts.en.ts';
import type { CourseTexts } from './course-texts.ts';

/** The phrases around the board's pages, by language. */
export const BOARD_TEXTS: Readonly<Record<Language, BoardTexts>> = { da: boardDa, en: boardEn };

/** The phrases of the page of a course and its forms, by language. */
export const COURSE_TEXTS: Readonly<Record<Language, CourseTexts>> = { da: courseDa, en: courseEn };
