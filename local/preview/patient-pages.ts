import type { Clinic } from '../../shared/clinic.ts';
import type { DoneWord } from '../../shared/web/patient/page-texts.ts';
import type { PressName } from '../../shared/web/patient/presses.ts';
import type { Entry } from './entry.ts';
import { browserAt, type PatientBrowser } from './patient-browser.ts';
import type { Stand } from './patient-stands.ts';

type Page = {
  readonly title: string;
  readonly stand: Stand;
  readonly way: (browser: PatientBrowser) => Promise<string>;
};

const shown = (stand: Stand, title: string, rest = ''): Page => ({
  title,
  stand,
  way: ({ open }) => open(rest),
});

const pressed = (title: string, ...presses: readonly PressName[]): Page => ({
  title,
  stand: 'booked',
  way: async ({ open, press }) => {
    let html = await open();
    for (const each of presses) html = await press(html, each, each === 'pause' ? { length: '2-weeks' } : {});
    return html;
  },
});

const pausedUntil = (until: string, title: string): Page => ({
  title,
  stand: 'booked',
  way: async ({ open, press }) => press(await open(), 'pause', { length: 'until', until }),
});

/** What a patient sees after each press. */
const AFTER: Readonly<Record<DoneWord, Page>> = {
  coming: pressed('After “I am coming”', 'coming'),
  'cannot-come': pressed('After “I cannot come”', 'cannot-come'),
  'call-me': pressed('After “call me”', 'call-me'),
  'no-call': pressed('After “it is no longer necessary”', 'call-me', 'no-call'),
  pause: pressed('After a pause', 'pause'),
  resume: pressed('After the end of a pause', 'pause', 'resume'),
  stop: pressed('After the end of all e-mails', 'stop'),
  start: pressed('After e-mails were asked for again', 'stop', 'start'),
  outdated: shown('several', 'After a press on a page that was out of date', '?done=outdated'),
};

/** Every other page. */
const STANDING: Readonly<Record<string, Page>> = {
  asked: shown('asked', 'A visit is to be booked, a questionnaire to be answered'),
  booked: shown('booked', 'A time is booked'),
  several: shown('several', 'Several times are booked'),
  paused: shown('paused', 'E-mails rest until the clinic says otherwise'),
  unreachable: shown('unreachable', 'E-mails do not reach the patient'),
  'no-date': pausedUntil('i morgen', 'A pause until no date at all'),
  past: pausedUntil('1-9-2026', 'A pause until a day that is over'),
  'too-far': pausedUntil('1-9-2028', 'A pause that is too long'),
  stop: shown('booked', 'Once more before all e-mails end', '/stop'),
  over: shown('over', 'The course is over'),
  'slow-down': {
    title: 'Presses without end',
    stand: 'asked',
    way: async ({ open, press }) => {
      const first = await open();
      let html = first;
      while (html.includes('<form'))
        html = await press(html, html.includes('"no-call"') ? 'no-call' : 'call-me');
      return html;
    },
  },
  broken: shown('booked', 'A link that opens nothing', '/nothing'),
  failed: { title: 'A page that could not be made', stand: 'booked', way: ({ openInVain }) => openInVain() },
};

/** Every page that a patient can reach, after each press as well. */
export async function patientPageEntries(clinic: Clinic): Promise<readonly Entry[]> {
  const pages = [
    ...Object.entries(STANDING).map(([name, page]) => ({ id: `page-${name}`, ...page })),
    ...Object.entries(AFTER).map(([name, page]) => ({ id: `page-after-${name}`, ...page })),
  ];
  const entries: Entry[] = [];
  for (const { id, title, stand, way } of pages) {
    const in_ = async (language: 'da' | 'en') => ({
      html: await way(await browserAt(stand, clinic, language)),
      mail: null,
    });
    entries.push({
      id,
      group: 'Pages of patients',
      title,
      shown: { da: await in_('da'), en: await in_('en') },
    });
  }
  return entries;
}
