import type { Language } from '../../clinic.ts';
import { boardDa } from './board-texts.da.ts';
import { boardEn } from './board-texts.en.ts';
import type { BoardTexts } from './board-texts.ts';

/** The phrases around the board's pages, by language. */
export const BOARD_TEXTS: Readonly<Record<Language, BoardTexts>> = { da: boardDa, en: boardEn };
