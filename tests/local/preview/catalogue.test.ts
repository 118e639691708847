import { Hono } from 'hono';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { clinicFor, sampleClinic } from '../../../local/files/clinic-file.ts';
import { PATHS } from '../../../local/page/paths.ts';
import { catalogueOf } from '../../../local/preview/catalogue.ts';
import { type Entry, GROUPS, LANGUAGES } from '../../../local/preview/entry.ts';
import { letterEntries, withoutLetters } from '../../../local/preview/letters.ts';
import { filesOf, INDEX } from '../../../local/preview/preview-files.ts';
import { FAILING } from '../../../local/preview/staff-stories.ts';
import { showPreview } from '../../../local/server/preview.ts';
import type { Language } from '../../../shared/clinic.ts';
import * as mail from '../../../shared/mail/index.ts';
import { PHRASEBOOK } from '../../../shared/mail/phrasebook.ts';
import { PATIENT_PAGE } from '../../../shared/web/patient/texts.ts';
import { STAFF_PAGE } from '../../../shared/web/staff/texts.ts';
import { wordsOf } from '../../support/web-page.ts';

const clinic = sampleClinic();
let entries: readonly Entry[];
beforeAll(async () => {
  entries = await catalogueOf(clinic);
});

const wordsIn = (group: Entry['group'], language: Language): string =>
  entries
    .filter((entry) => entry.group === group)
    .map(({ shown }) => wordsOf(shown[language]?.html ?? ''))
    .join(' ');

/** Every phrase without an argument, as a reader sees it. */
function phrasesIn(texts: unknown): string[] {
  if (typeof texts === 'string')
    return texts.split(/\s*\{\w+\}\s*/).map((part) => wordsOf(part.replaceAll('\n', ' ')));
  if (typeof texts !== 'object' || texts === null) return [];
  return Object.values(texts).flatMap(phrasesIn);
}

const missing = (phrases: readonly string[], words: string) =>
  phrases.filter((phrase) => phrase.length > 3 && !words.includes(phrase));

describe.each(LANGUAGES)('in %s', (language) => {
  const { patient, fixed, staff } = PHRASEBOOK[language];

  test('every kind of letter is there', () => {
    const here = entries.filter(({ shown }) => shown[language]);
    expect(withoutLetters(here)).toEqual([]);
    const letters = wordsIn('Letters to patients', language);
    const { newTime: _, ...told } = patient;
    expect(missing(phrasesIn({ ...told, letters: {} }), letters)).toEqual([]);
    expect(missing([fixed.calendar, fixed.calendarCancelled, fixed.page], letters)).toEqual([]);
  });

  test('every mail to the clinic is there', () => {
    const mails = wordsIn('Mails to the clinic', language);
    const { therapist, manager, call, deadAddress } = staff;
    const [aylin, rasmus] = FAILING.map(({ therapist: { name } }) => name) as [string, string];
    const said = [
      ...[therapist.dueToday, therapist.overdue, therapist.worthKnowing, therapist.forNobody],
      ...[therapist.forManager(aylin), manager.known, manager.nobody, staff.isNew],
      ...Object.values(call.text),
      ...[deadAddress.text.bounced(aylin), deadAddress.text.complained(rasmus)],
      ...Object.values(staff.quality.measures),
    ];
    expect(missing(said.map(wordsOf), mails)).toEqual([]);
    const others = entries.filter(({ group }) => group === 'Mails to the clinic');
    expect(others.filter(({ shown }) => !shown[language])).toEqual([]);
  });

  test('every phrase of the patients’ pages is on one of them', () => {
    const pages = wordsIn('Pages of patients', language);
    expect(missing(phrasesIn(PATIENT_PAGE[language]), pages.replaceAll(/\s+([.,])/g, '$1'))).toEqual([]);
  });

  test('every phrase of the clinic’s pages is on one of them', () => {
    const pages = wordsIn('Pages of the clinic', language);
    expect(missing(phrasesIn(STAFF_PAGE[language]), pages.replaceAll(/\s+([.,])/g, '$1'))).toEqual([]);
  });
});

test('everything that writes a message has an entry', () => {
  const shownBy = {
    renderCallRequest: 'mail-call-book',
    renderDeadAddress: 'mail-manager-address-bounced',
    renderManagerDigest: 'mail-manager-new',
    renderPatientEmail: 'letter-appointment',
    renderQualityMail: 'mail-manager-quality',
    renderTherapistDigest: 'mail-digest-due',
    renderUnknownCourses: 'mail-manager-unknown',
  };
  const writers = Object.keys(mail).filter((name) => name.startsWith('render'));
  expect(writers.sort()).toEqual(Object.keys(shownBy));
  const ids = entries.map(({ id }) => id);
  expect(Object.values(shownBy).filter((id) => !ids.includes(id))).toEqual([]);
});

describe('the files', () => {
  let files: ReadonlyMap<string, string>;
  beforeAll(() => {
    files = filesOf(clinic, entries);
  });

  test('lead from the index to everything, each link to a file', () => {
    const linksIn = (file: string) =>
      [...`${files.get(file)}`.matchAll(/<a href="([^"#]+)"/g)].map(([, link = '']) => link);
    const reached = new Set([INDEX, ...linksIn(INDEX)]);
    expect([...reached].sort()).toEqual([...files.keys()].sort());
    const views = entries.map(({ id }) => `${id}.html`);
    expect(views.flatMap(linksIn).filter((link) => !files.has(link))).toEqual([]);
    for (const group of GROUPS) expect(files.get(INDEX)).toContain(`<h2>${group}</h2>`);
  });

  test('show how a mail travels, what it says as text, and how it looks', () => {
    const view = files.get('letter-appointment.html') ?? '';
    expect(wordsOf(view)).toContain(`From ${clinic.sender.name} &lt;${clinic.sender.address}&gt;`);
    expect(wordsOf(view)).toContain(`Reply-To ${clinic.replyTo}`);
    expect(wordsOf(view)).toMatch(/Subject Din tid .* Attached aftale\.ics .* Subject Your appointment on/);
    expect(view).toContain('<pre lang="en">Hello ');
    expect(view.match(/<iframe sandbox="" title="[^"]+" srcdoc="&lt;!doctype html/g)).toHaveLength(2);
  });

  test('are shown under one link, made when somebody looks first', async () => {
    const app = new Hono();
    const make = vi.fn(async () => files);
    showPreview(app, clinic, make);
    const get = async (name: string) => {
      const answer = await app.request(`${PATHS.preview}${name}`);
      return [answer.status, await answer.text()];
    };
    expect(make).not.toHaveBeenCalled();
    expect(await get('')).toEqual([200, files.get(INDEX)]);
    const [, first = ''] = /<th scope="row"><a href="([^"]+)"/.exec(`${files.get(INDEX)}`) ?? [];
    expect(await get(first)).toEqual([200, expect.stringContaining('<iframe sandbox=""')]);
    expect(await get('nothing')).toEqual([404, expect.any(String)]);
    expect(make.mock.calls).toEqual([[clinic]]);
  });

  test('are the same each time', async () => {
    const again = await letterEntries(clinic);
    expect(again).toEqual(entries.filter(({ group }) => group === 'Letters to patients'));
  });
});

test('a clinic’s own words and switches show', async () => {
  const own = clinicFor('clinics/maximal.json');
  const letters = await letterEntries(own);
  expect(withoutLetters(letters)).toEqual(['The questionnaire is still unanswered']);
  const index = filesOf(own, letters).get(INDEX) ?? '';
  expect(wordsOf(index)).toContain('bring about none of The questionnaire is still unanswered');
  expect(index).toContain('It is time for your next visit');
});
