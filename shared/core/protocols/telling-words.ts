import { GUIDES } from './index.ts';
import { type Protocol, QUESTIONNAIRES } from './protocol.ts';

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

/** What the protocols themselves name: courses, visits by their names in events, and service codes. */
const namesIn = (protocols: readonly Protocol[]): string[] =>
  protocols.flatMap(({ protocol, visits, sessions }) => [
    protocol,
    ...visits.flatMap(({ visit }) => (visit.includes('-') ? [visit] : [])),
    ...visits.flatMap(({ serviceCodes }) => Object.values(serviceCodes)).map(code),
    ...sessions.flatMap(({ serviceCode }) => (serviceCode ? [code(serviceCode)] : [])),
  ]);

const code = (digits: string) => `${digits}(?!\\d)`;

/** What people call a clinic's own courses and visits. */
const titlesIn = (protocols: readonly Protocol[]): string[] =>
  protocols.flatMap(({ title, visits }) =>
    [title, ...visits.map((visit) => visit.title)].flatMap(({ da, en }) => [literally(da), literally(en)]),
  );

const literally = (text: string) => `${text.replace(/[$()*+./?[\\\]^{|}]/g, '\\$&')}(?!\\p{L})`;

const anyOf = (words: readonly string[]) => new RegExp(`(?<![\\p{L}\\d])(?:${words.join('|')})`, 'iu');

const TELLING = anyOf([
  ...COMPLAINTS,
  ...MEASURES,
  ...VISITS,
  ...QUESTIONNAIRES.map((name) => `${name}(?!\\p{L})`),
  ...namesIn(GUIDES),
]);

/**
 * The first word of a text that would tell whoever sees a patient's screen what he is treated for: a complaint, a
 * course, a visit or questionnaire by name, a score or a service code; null when there is none.
 * @param own the protocols that the clinic adds
 */
export function tellingWord(text: string, own: readonly Protocol[] = []): string | null {
  const found = TELLING.exec(text) ?? (own.length > 0 ? ownWords(own).exec(text) : null);
  return found?.[0] ?? null;
}

const kept = new WeakMap<readonly Protocol[], RegExp>();

function ownWords(own: readonly Protocol[]): RegExp {
  const words = kept.get(own) ?? anyOf([...namesIn(own), ...titlesIn(own)]);
  kept.set(own, words);
  return words;
}
