import * as z from 'zod';
import type { Protocol } from '../protocols/protocol.ts';
import { tellingWord } from '../protocols/telling-words.ts';

/** What a text may name in braces, `{clinic}`; what each stands for is filled in when the e-mail is written. */
export type Placeholder =
  | 'clinic'
  | 'phone'
  | 'address'
  | 'therapist'
  | 'moment'
  | 'day'
  | 'time'
  | 'minutes'
  | 'before'
  | 'visit'
  | 'latest'
  | 'range';

const EVERYWHERE: readonly Placeholder[] = ['clinic', 'phone', 'address', 'therapist'];
const OF_A_TIME: readonly Placeholder[] = ['moment', 'day', 'time'];
const OF_OPEN_DAYS: readonly Placeholder[] = ['latest', 'range'];
/** What is not always known. A line that names such a one is left out when it is not. */
const SOMETIMES: readonly Placeholder[] = ['therapist', 'minutes', 'before', 'latest', 'range'];

/** Each thing that patients are told, with what its own texts may name besides what every text may. */
export const LETTERS = {
  appointment: [...OF_A_TIME, 'minutes'],
  appointmentNew: [...OF_A_TIME, 'minutes'],
  appointmentChanged: [...OF_A_TIME, 'minutes', 'before'],
  durationChanged: [...OF_A_TIME, 'minutes'],
  cancelled: OF_A_TIME,
  cancelledMistake: OF_A_TIME,
  nudge: [...OF_A_TIME, 'visit'],
  questionnaires: [...OF_A_TIME, 'visit'],
  questionnairesAgain: [...OF_A_TIME, 'visit'],
  questionnairesUnbooked: ['latest'],
  rebookingCancelled: OF_OPEN_DAYS,
  rebookingMissed: OF_OPEN_DAYS,
  booking: OF_OPEN_DAYS,
} as const satisfies Readonly<Record<string, readonly Placeholder[]>>;

/** A thing that patients are told, with words of its own. */
export type LetterKind = keyof typeof LETTERS;
export const LETTER_KINDS = Object.keys(LETTERS) as [LetterKind, ...LetterKind[]];

/** Everything that the texts of a letter may name in braces. */
export const placeholdersOf = (kind: LetterKind): readonly Placeholder[] => [...EVERYWHERE, ...LETTERS[kind]];

const line = (longest: number) =>
  z
    .string()
    .max(longest)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'expected one line of text')
    .exactOptional();
const lines = (longest: number) => z.string().max(longest).exactOptional();

const texts = z
  .strictObject({
    intro: lines(300),
    signature: lines(300),
    footer: lines(600).refine((text) => text.includes('{phone}'), {
      error: 'expected {phone}: every e-mail says how to reach the clinic',
    }),
    cancelRule: lines(300),
    newTime: lines(300),
    howToBook: lines(300),
    answerButton: line(40),
    bookButton: line(40),
    letters: z
      .partialRecord(z.enum(LETTER_KINDS), z.strictObject({ subject: line(80), text: lines(600) }))
      .exactOptional(),
  })
  .check(({ value, issues }) => {
    for (const { path, text, known } of textsIn(value)) {
      const message = whatIsWrong(text, known, path.at(-1) === 'subject');
      if (message !== null) issues.push({ code: 'custom', input: text, path: [...path], message });
    }
  });

/** What a clinic says in its own words, by language. */
export const ownTexts = z.partialRecord(z.enum(['da', 'en']), texts).default({});

type Texts = z.output<typeof texts>;
type OneText = {
  readonly path: readonly string[];
  readonly text: string;
  readonly known: readonly Placeholder[];
};

function textsIn({ letters, ...others }: Texts): OneText[] {
  const ofLetters = Object.entries(letters ?? {}).flatMap(([kind, { subject, text }]) =>
    Object.entries({ subject, text }).map(([name, each]) => ({
      path: ['letters', kind, name],
      text: each,
      known: placeholdersOf(kind as LetterKind),
    })),
  );
  const ofAll = Object.entries(others).map(([name, text]) => ({ path: [name], text, known: EVERYWHERE }));
  return [...ofAll, ...ofLetters].flatMap(({ text, ...one }) =>
    text === undefined ? [] : [{ ...one, text }],
  );
}

/** What was expected of a text, in words; null when nothing is wrong. */
function whatIsWrong(text: string, known: readonly Placeholder[], isSubject: boolean): string | null {
  const word = tellingWord(text);
  if (word !== null) return tells(word);
  const allowed = isSubject ? known.filter((name) => !SOMETIMES.includes(name)) : known;
  const names = allowed.map((name) => `{${name}}`);
  if (/[{}]/.test(names.reduce((rest, name) => rest.replaceAll(name, ''), text))) {
    return `expected nothing in braces but ${names.join(', ')}`;
  }
  if (text.split(/[\r\n]+/).every(isSometimesLeftOut)) {
    return `expected a line without ${namedIn(text).join(', ')}, which is not always known`;
  }
  return null;
}

type WithTexts = { readonly texts: z.output<typeof ownTexts>; readonly protocols: readonly Protocol[] };

/** No text of the clinic's own tells a course, a visit or a code of the protocols that it adds. */
export function checkOwnWords({ value, issues }: z.core.ParsePayload<WithTexts>): void {
  if (value.protocols.length === 0) return;
  for (const [language, ofLanguage] of Object.entries(value.texts)) {
    for (const { path, text } of textsIn(ofLanguage)) {
      const word = tellingWord(text, value.protocols);
      if (word === null) continue;
      issues.push({ code: 'custom', input: text, path: ['texts', language, ...path], message: tells(word) });
    }
  }
}

const tells = (word: string) => `expected no word that tells what patients come for, such as "${word}"`;

const isSometimesLeftOut = (row: string): boolean => row.trim() === '' || namedIn(row).length > 0;

const namedIn = (text: string): readonly string[] =>
  SOMETIMES.map((name) => `{${name}}`).filter((name) => text.includes(name));
