const ANEW = 'gem den som CSV (UTF-8), og indlæs den';

/** What the import expects, as the Danish page tells it below "Hvad der ventes"; behind them, why a whole file cannot be read. */
const SENTENCES: Readonly<Record<string, string>> = {
  'expected a day that has come, since it was held': 'en dag, der er kommet: besøget er afholdt',
  'expected single appointments: this entry repeats itself':
    'enkelte aftaler: denne aftale gentager sig selv',
  'expected a start with a time of day': 'en start med klokkeslæt',
  'expected a course that was not erased': 'et forløb, der ikke er slettet',
  'expected the course as it was enrolled: another one needs a number of its own':
    'forløbet, som det er indskrevet: et andet skal have sit eget nummer',
  'expected a quotation mark that ends a cell; none comes, and what follows cannot be read':
    'et anførselstegn, der afslutter en celle: der kommer ikke noget, og resten kan ikke læses',
  'expected a row of at most 20,000 characters; a quotation mark may be missing':
    'en række på højst 20.000 tegn; måske mangler et anførselstegn',
  'expected an e-mail address': 'en e-mailadresse',
  'expected a patient who is enrolled already, or a name to enrol':
    'en patient, der er indskrevet, eller et navn, som kan indskrives',
  'expected a course, or a service code that only one course has':
    'et forløb eller en ydelseskode, som kun ét forløb har',
  'expected a therapist; if all have the same one, set defaults.therapistId in the mapping':
    'en behandler; har alle den samme, så skriv defaults.therapistId i filen om, hvordan listen læses',
  'expected an existing date such as 05-03-2026 or 2026-03-05, with or without a time':
    'en dato, der findes, f.eks. 05-03-2026 eller 2026-03-05, med eller uden klokkeslæt',
  'expected a time of day such as 09:30': 'et klokkeslæt, f.eks. 09:30',
  'expected 1 to 64 of A-Z a-z 0-9 . _ : - and no civil registration number (CPR)':
    '1 til 64 tegn af A-Z a-z 0-9 . _ : - og intet CPR-nummer',
  'expected 1 to 64 of A-Z a-z 0-9 . _ : -': '1 til 64 tegn af A-Z a-z 0-9 . _ : -',
  'expected a service code of four digits': 'en ydelseskode på fire cifre',
  'expected a number of minutes': 'et antal minutter',
  'expected the same as in the other rows of this course': 'det samme som i forløbets andre rækker',
  'expected this appointment once, or its rows to say the same':
    'aftalen én gang, eller at dens rækker siger det samme',
  'expected well-formed Unicode': 'tegn, der kan læses',
  'expected no civil registration number (CPR)': 'intet CPR-nummer',
  'expected an instant at most one day ahead of the clock': 'et tidspunkt højst en dag ude i fremtiden',
  'expected a date not after the day of occurredAt': 'en dato, der ikke ligger efter registreringen',

  'the file is empty; export it anew': 'Filen er tom; hent listen igen',
  'the file has no rows; export it anew': 'Filen har ingen rækker; hent listen igen',
  [`this is an Excel or other zipped file, not CSV; open it, export it as CSV (UTF-8) and import that`]: `Det er et Excel-ark eller en anden pakket fil, ikke CSV; åbn den, ${ANEW}`,
  'this is an old Excel file, not CSV; open it, export it as CSV (UTF-8) and import that': `Det er et gammelt Excel-ark, ikke CSV; åbn det, ${ANEW}`,
  'this is a calendar, not CSV; give it a name that ends in .ics':
    'Det er en kalender, ikke CSV; giv den et navn, der ender på .ics',
  'this is a PDF, not CSV; ask the system for a list as CSV': 'Det er en PDF, ikke CSV; hent listen som CSV',
  'this is a web page, not CSV; open it in a spreadsheet, export it as CSV (UTF-8) and import that': `Det er en webside, ikke CSV; åbn den i et regneark, ${ANEW}`,
  'this is XML, not CSV; open it in a spreadsheet, export it as CSV (UTF-8) and import that': `Det er XML, ikke CSV; åbn det i et regneark, ${ANEW}`,
  'this is JSON, not CSV; events as JSON go to the API (docs/api.md)':
    'Det er JSON, ikke CSV; hændelser som JSON sendes til klinikkens API',
  'this is UTF-16, not UTF-8 or Windows-1252; save it as CSV UTF-8 and import that': `Det er UTF-16, ikke UTF-8 eller Windows-1252; ${ANEW}`,
  'this is no text; export it as CSV (UTF-8) and import that': `Det er ikke tekst; ${ANEW}`,
  'the Danish letters were encoded twice (UTF-8 read as Windows-1252), or two encodings are mixed; export it anew as CSV (UTF-8)':
    'De danske bogstaver er kodet to gange, eller to tegnsæt er blandet; hent listen igen som CSV (UTF-8)',
  'the Danish letters are in the old DOS encoding (CP850), not UTF-8 or Windows-1252; export it as CSV (UTF-8)':
    'De danske bogstaver er i det gamle DOS-tegnsæt (CP850), ikke UTF-8 eller Windows-1252; hent listen som CSV (UTF-8)',
  'the calendar is over 30 MB; export a shorter time': 'Kalenderen er over 30 MB; hent en kortere periode',
  'the calendar is not UTF-8; export it anew': 'Kalenderen er ikke UTF-8; hent den igen',
  'this is no calendar (iCalendar); export it as .ics, or check the address':
    'Det er ikke en kalender (iCalendar); hent den som .ics',
  'a calendar is read by patterns for patient and service code; set calendar.patientId and calendar.serviceCode in a mapping file':
    'En kalender læses ved mønstre for patient og ydelseskode; skriv calendar.patientId og calendar.serviceCode i filen om, hvordan den læses',
};

/** Those that name something. */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [
    /^expected headings in the first row, such as (.+), (.+) or (.+); name yours in a mapping file$/,
    'Den første række skal være overskrifter, f.eks. $1, $2 eller $3; hedder de noget andet, så skriv det i filen om, hvordan listen læses',
  ],
  [
    /^expected a column with the patient's number, e\.g\. (.+); if it is headed otherwise, .*$/,
    'Der mangler en kolonne med patientens nummer, f.eks. $1; hedder den noget andet, så skriv den som columns.patientId i filen om, hvordan listen læses',
  ],
  [
    /^expected a column headed "(.+)", as the mapping file says of (.+); change .*$/,
    'Der mangler en kolonne med overskriften "$1", som filen om, hvordan listen læses, nævner for $2; ret den fil, eller hent kolonnen med',
  ],
  [/^expected (.+), or a word for one of them$/, '$1 eller et ord for et af dem'],
  [
    /^expected (.+), or a Danish word for one of them; name yours .*$/,
    '$1 eller et dansk ord for et af dem; bruger I et andet, så skriv det under words i filen om, hvordan listen læses',
  ],
  [
    /^the file has more than (\d+) rows; split it and import the parts$/,
    'Filen har over $1 rækker; del den, og indlæs delene',
  ],
  [
    /^the calendar has more than (\d+) entries; export a shorter time$/,
    'Kalenderen har over $1 aftaler; hent en kortere periode',
  ],
];

/** A sentence of the import in Danish; null for one that it has not of its own. */
export function inDanish(sentence: string): string | null {
  const known = SENTENCES[sentence];
  if (known !== undefined) return known;
  const found = PATTERNS.find(([pattern]) => pattern.test(sentence));
  return found ? sentence.replace(...found) : null;
}
