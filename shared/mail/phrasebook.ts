import type { Language } from '../clinic.ts';
import { da } from './texts.da.ts';
import { en } from './texts.en.ts';
import type { Texts } from './texts.ts';

/** Every phrase of every language. */
export const PHRASEBOOK: Readonly<Record<Language, Texts>> = { da, en };
