import { PROTOCOL_NAMES, QUESTIONNAIRES, VISIT_NAMES } from './protocol.ts';
import { SESSION_CODES, serviceCodesOf } from './service-codes.ts';

/** Beginnings of words about a complaint, as patterns; what follows keeps them from harmless words and surnames. */
const COMPLAINTS = [
  'ryg(?!ning|er|te|aard|e(?!\\p{L}))',
  'lænd',
  'nakke',
  'hofte',
  'knæ',
  'smerte',
  'lumba',
  'spinal',
  'stenos',
  'iskias',
  'prolaps',
  'diagnos',
  'neurolog',
  '(?:low(?:er)?[ -])?back[ -]?pain',
  'low(?:er)?[ -]back',
  'pain(?!t)',
  'sciatica',
];
/** What is measured or written in a course. */
const MEASURES = [
  'PSFS(?!\\p{L})',
  'score',
  'sit-to-stand',
  'rejse-sætte-sig',
  'epikrise',
  'discharge letter',
];
/** Visits as people call them. */
const VISITS = [
  'forundersøgelse',
  'statuskonsultation',
  '(?:afsluttende|supplerende|første) (?:\\p{L}+ )?konsultation',
  '(?:closing|supplementary|initial|status|first) (?:\\p{L}+ )?consultation',
];

const TELLING = new RegExp(
  `(?<![\\p{L}\\d])(?:${[
    ...COMPLAINTS,
    ...MEASURES,
    ...VISITS,
    ...QUESTIONNAIRES.map((name) => `${name}(?!\\p{L})`),
    ...PROTOCOL_NAMES,
    ...VISIT_NAMES.filter((name) => name.includes('-')),
    ...[...VISIT_NAMES.flatMap(serviceCodesOf), ...SESSION_CODES].map((code) => `${code}(?!\\d)`),
  ].join('|')})`,
  'iu',
);

/**
 * The first word of a text that would tell whoever sees a patient's screen what he is treated for: a complaint, a
 * course, a visit or questionnaire by name, a score or a service code; null when there is none.
 */
export const tellingWord = (text: string): string | null => TELLING.exec(text)?.[0] ?? null;
