import type { Language } from '../../clinic.ts';
import type { CourseChange } from '../../import/changes.ts';

/** What the page for importing lists says. */
export type ImportTexts = {
  readonly heading: string;
  readonly intro: string;
  readonly list: string;
  readonly listHint: (megabytes: number) => string;
  readonly mapping: string;
  readonly mappingHint: string;
  readonly consent: string;
  readonly asOfDate: string;
  readonly asOfTime: string;
  readonly asOfHint: string;
  readonly tryIt: string;
  readonly wouldBe: string;
  readonly outcomes: Readonly<Record<CourseChange['outcome'], string>>;
  readonly mistakes: string;
  readonly columns: { readonly row: string; readonly column: string; readonly expected: string };
  readonly courses: string;
  readonly more: (count: number) => string;
  readonly doIt: string;
  readonly goOn: string;
  readonly nothing: string;
  readonly noConsent: string;
  readonly did: (count: number) => string;
  readonly left: (count: number) => string;
  readonly wrong: Readonly<Record<'none' | 'too-large' | 'mapping' | 'time' | 'gone', string>>;
};

const da: ImportTexts = {
  heading: 'Indlæs en liste',
  intro:
    'Patienter og aftaler fra klinikkens system. Først vises, hvad der ville ske, og intet registreres. Den samme liste igen ændrer ingenting.',
  list: 'Listen (CSV eller iCal)',
  listHint: (megabytes) => `Højst ${megabytes} MB. Er den større, så del den, eller hent en kortere periode.`,
  mapping: 'Hvordan den læses (kan udelades)',
  mappingHint: 'En fil i JSON, som forklarer listens ord og kolonner. Kalendere kan ikke læses uden.',
  consent: 'Alle på listen har sagt ja til at få e-mails',
  asOfDate: 'Listen er hentet den',
  asOfTime: 'klokken',
  asOfHint: 'Det, der er registreret senere, bliver stående.',
  tryIt: 'Se, hvad der ville ske',
  wouldBe: 'Det ville ske',
  outcomes: {
    new: 'Nye forløb',
    changed: 'Ændrede forløb',
    unchanged: 'Uændrede forløb',
    outside: 'Patienter uden for forløbene',
    refused: 'Forløb, der ikke kan bruges',
  },
  mistakes: 'Rækker med fejl',
  columns: { row: 'Række', column: 'Kolonne', expected: 'Hvad der ventes' },
  courses: 'Forløb, der ændres',
  more: (count) => `og ${count} mere`,
  doIt: 'Indlæs listen',
  goOn: 'Indlæs resten',
  nothing: 'Der er ikke noget nyt på listen.',
  noConsent: 'Ingen kolonne fortæller om samtykke: de nye patienter får ingen e-mails.',
  did: (count) => (count === 1 ? 'Ét forløb er registreret.' : `${count} forløb er registreret.`),
  left: (count) => `Der er ${count} forløb tilbage. Tryk igen for at registrere resten.`,
  wrong: {
    none: 'Vælg en fil.',
    'too-large': 'Filen er for stor. Del den, eller hent en kortere periode.',
    mapping: 'Filen om, hvordan listen læses, kan ikke bruges. Se i vejledningen.',
    time: 'Skriv en dato og et klokkeslæt, for eksempel 24-03-2026 og 9.30.',
    gone: 'Vælg filen igen.',
  },
};

const en: ImportTexts = {
  heading: 'Import a list',
  intro:
    'Patients and appointments of the clinic’s system. It is shown first what would happen, and nothing is recorded. The same list again changes nothing.',
  list: 'The list (CSV or iCal)',
  listHint: (megabytes) => `${megabytes} MB at most. If it is larger, split it, or export a shorter time.`,
  mapping: 'How it is read (may be left out)',
  mappingHint:
    'A file in JSON that tells what the list’s words and columns mean. Calendars cannot be read without one.',
  consent: 'Everybody on the list has agreed to get e-mails',
  asOfDate: 'The list was exported on',
  asOfTime: 'at',
  asOfHint: 'What was recorded later stays.',
  tryIt: 'See what would happen',
  wouldBe: 'What would happen',
  outcomes: {
    new: 'New courses',
    changed: 'Changed courses',
    unchanged: 'Unchanged courses',
    outside: 'Patients outside the courses',
    refused: 'Courses that cannot be used',
  },
  mistakes: 'Rows with mistakes',
  columns: { row: 'Row', column: 'Column', expected: 'What is expected' },
  courses: 'Courses that change',
  more: (count) => `and ${count} more`,
  doIt: 'Import the list',
  goOn: 'Import the rest',
  nothing: 'There is nothing new on the list.',
  noConsent: 'No column tells of consent: the new patients get no e-mails.',
  did: (count) => (count === 1 ? 'One course is recorded.' : `${count} courses are recorded.`),
  left: (count) => `${count} courses are left. Press again to record the rest.`,
  wrong: {
    none: 'Choose a file.',
    'too-large': 'The file is too large. Split it, or export a shorter time.',
    mapping: 'The file that tells how the list is read cannot be used. See the guide.',
    time: 'Write a date and a time, for example 24-03-2026 and 9:30.',
    gone: 'Choose the file again.',
  },
};

/** The phrases of the page for importing lists, by language. */
export const IMPORT_TEXTS: Readonly<Record<Language, ImportTexts>> = { da, en };
