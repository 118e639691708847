import type { Language } from '../../clinic.ts';
import type { AccessKind } from '../../ports/access-log.ts';

/** What the page *Access log* says. */
export type AccessLogTexts = {
  readonly heading: (day: string) => string;
  readonly intro: string;
  readonly nothing: string;
  readonly columns: Readonly<Record<'time' | 'who' | 'what' | 'course', string>>;
  readonly did: Readonly<Record<AccessKind, string>>;
  readonly before: string;
  readonly after: string;
  readonly more: string;
  readonly day: string;
  readonly show: string;
};

const da: AccessLogTexts = {
  heading: (day) => `Adgangslog, ${day}`,
  intro: 'Hvem der har set eller ændret hvad. Det seneste står øverst.',
  nothing: 'Ingen har set eller ændret noget den dag.',
  columns: { time: 'Tid', who: 'Hvem', what: 'Hvad', course: 'Forløb' },
  did: {
    'signed-in': 'Loggede ind',
    'signed-out': 'Loggede ud',
    list: 'Så en liste med patienter',
    course: 'Så forløbet',
    change: 'Ændrede noget',
    import: 'Indlæste en liste',
    download: 'Hentede en liste',
  },
  before: 'Dagen før',
  after: 'Dagen efter',
  more: 'Tidligere den dag',
  day: 'Dag',
  show: 'Vis',
};

const en: AccessLogTexts = {
  heading: (day) => `Access log, ${day}`,
  intro: 'Who has seen or changed what. The latest comes first.',
  nothing: 'Nobody saw or changed anything on that day.',
  columns: { time: 'Time', who: 'Who', what: 'What', course: 'Course' },
  did: {
    'signed-in': 'Signed in',
    'signed-out': 'Signed out',
    list: 'Saw a list of patients',
    course: 'Saw the course',
    change: 'Changed something',
    import: 'Read a list in',
    download: 'Took a list along',
  },
  before: 'The day before',
  after: 'The day after',
  more: 'Earlier that day',
  day: 'Day',
  show: 'Show',
};

export const ACCESS_LOG_TEXTS: Readonly<Record<Language, AccessLogTexts>> = { da, en };
