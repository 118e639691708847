import { basename } from 'node:path';
import type { Clinic } from '../../../shared/clinic.ts';
import { REMINDER_KINDS, type ReminderKind } from '../../../shared/core/ids/reminder-key.ts';
import { tellingWord } from '../../../shared/core/protocols/telling-words.ts';
import type { CivilDate } from '../../../shared/core/time/civil-date.ts';

/** Something in a valid file that is probably not meant. */
export type ClinicWarning = { readonly path: string; readonly message: string };

/** Minutes before the quiet hours in which a reminder that is held up for a moment goes only the next morning. */
const CLOSE_TO_QUIET = 60;
/** What a clinic should look at again in a file that is valid. @param file the file's name */
export function clinicWarnings(clinic: Clinic, file: string, today: CivilDate): ClinicWarning[] {
  return [
    ...nameWarnings(clinic, file),
    ...timeWarnings(clinic),
    ...closureWarnings(clinic, today),
    ...reminderWarnings(clinic),
    ...wordWarnings(clinic),
    ...linkWarnings(clinic),
    ...visitWarnings(clinic),
    ...rehearsalWarnings(clinic),
  ];
}

function nameWarnings({ clinicId }: Clinic, file: string): ClinicWarning[] {
  if (basename(file) === `${clinicId}.json`) return [];
  return [{ path: 'clinicId', message: `the file of this clinic is expected to be named ${clinicId}.json` }];
}

function timeWarnings({ sendTime, quietHours }: Clinic): ClinicWarning[] {
  if (minutesOf(quietHours.from) - minutesOf(sendTime) > CLOSE_TO_QUIET) return [];
  const message = `close to the quiet hours from ${quietHours.from}: a reminder held up for a while goes only the next morning`;
  return [{ path: 'sendTime', message }];
}

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

function closureWarnings({ closures }: Clinic, today: CivilDate): ClinicWarning[] {
  const past = closures.filter(({ to }) => to < today);
  if (past.length === 0) return [];
  const last = past.map(({ to }) => to).reduce((a, b) => (a > b ? a : b));
  const which = past.length === 1 ? 'one closure lies' : `${past.length} closures lie`;
  return [{ path: 'closures', message: `${which} in the past, the last until ${last}: they can be removed` }];
}

const CORRECTIONS: readonly ReminderKind[] = ['changed', 'cancelled'];

function reminderWarnings({ reminders }: Clinic): ClinicWarning[] {
  const isOn = (kind: ReminderKind) =>
    reminders[kind].enabled ||
    Object.values(reminders.visits).some((visit) => visit?.[kind]?.enabled === true);
  // Who is told nothing needs no correction.
  if (REMINDER_KINDS.some((kind) => !CORRECTIONS.includes(kind) && isOn(kind))) return [];
  return [{ path: 'reminders', message: 'every reminder is switched off: patients get no e-mails' }];
}

function wordWarnings({ name, sender, protocols }: Clinic): ClinicWarning[] {
  const names: [string, string][] = [
    ['name', name],
    ['sender.name', sender.name],
  ];
  return names.flatMap(([path, text]) => {
    const word = tellingWord(text, protocols);
    const message = `"${word}" may tell a complaint to whoever sees the patient's screen`;
    return word === null ? [] : [{ path, message }];
  });
}

/** A booking page may ask who comes; a questionnaire that nobody can tell apart is of no use. */
function linkWarnings({ questionnaireUrl }: Clinic): ClinicWarning[] {
  if (questionnaireUrl.includes('{courseId}')) return [];
  const message = 'without {courseId} the page cannot tell which patient has come';
  return [{ path: 'questionnaireUrl', message }];
}

/** Names of visits stand in links that have {visit}; those of the guides tell no complaint. */
function visitWarnings({ protocols, bookingUrl, questionnaireUrl }: Clinic): ClinicWarning[] {
  if (![bookingUrl, questionnaireUrl].some((url) => url.includes('{visit}'))) return [];
  return protocols.flatMap(({ protocol, title, visits }) => {
    const titles = wordsIn(`${title.da} ${title.en}`);
    return visits.flatMap(({ visit }): ClinicWarning[] => {
      const word = wordsIn(visit).find((each) => tellingWord(each) !== null || titles.includes(each));
      const message = `the name ${visit} stands in links that have {visit}: "${word}" may tell a complaint`;
      return word === undefined ? [] : [{ path: `protocols.${protocol}`, message }];
    });
  });
}

const SHORTEST_WORD = 4;
const wordsIn = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length >= SHORTEST_WORD);

function rehearsalWarnings({ delivery }: Clinic): ClinicWarning[] {
  if (delivery === 'live') return [];
  return [
    { path: 'delivery', message: 'the clinic rehearses: no letter reaches a patient, all go to the manager' },
  ];
}
