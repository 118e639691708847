import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { IMPORT_TEXTS } from '../../shared/web/board/import-texts.ts';
import { BOARD_TEXTS, COURSE_TEXTS } from '../../shared/web/board/texts.ts';
import { textsDa } from '../../shared/web/patient/texts.da.ts';
import { STAFF_PAGE } from '../../shared/web/staff/texts.ts';
import { asked } from '../support/asked.ts';
import { EXHAUSTIVE } from '../support/exhaustive.ts';
import { served } from '../support/served.ts';
import { DESK, inBrowser, useBrowser } from './browser.ts';

const board = BOARD_TEXTS.da;
const course = COURSE_TEXTS.da;
const lists = IMPORT_TEXTS.da;
const staffPage = STAFF_PAGE.da;
const patientPage = textsDa;
/** The clinic's clock goes on in steps, each of which is played. */
const SOON = 60_000;

/** A clinic has more of them at once; each has letters that the clinic's day writes. */
const PATIENTS = EXHAUSTIVE ? 40 : 5;

/** What a clinic's system exports: patients with five appointments each. */
function listOf(patients: number): string {
  const rows = Array.from({ length: patients }, (_, patient) =>
    ['0251', '0256', '0256', '0256', '0254'].map((code, index) =>
      [
        2000 + patient,
        `Patient Nummer${patient}`,
        `patient${patient}@example.dk`,
        'ja',
        'Mette Holm',
        `${patient * 10 + index}`,
        `${String(9 + index * 4).padStart(2, '0')}-0${index < 5 ? 3 : 4}-2026`,
        `${String(8 + (patient % 8)).padStart(2, '0')}:30`,
        code,
        'Aftalt',
      ].join(';'),
    ),
  );
  return ['Patientnr;Navn;E-mail;Samtykke;Behandler;Aftalenr;Dato;Kl;Ydelse;Status', ...rows.flat()].join(
    '\n',
  );
}

inBrowser('a clinic that begins with an empty folder', () => {
  const open = useBrowser();
  const folder = mkdtempSync(join(tmpdir(), 'newcomer-'));
  const clinic = join(folder, 'nordlys.json');
  let serving: Awaited<ReturnType<typeof served>> | undefined;
  let page = '';

  async function cli(...args: readonly string[]) {
    const operator = {
      AWS_ENDPOINT_URL: serving?.api ?? '',
      AWS_REGION: 'eu-north-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    };
    expect(await asked(args, operator)).toMatchObject({ code: 0, err: '' });
  }

  beforeAll(async () => {
    await cli(
      ...[
        'new-clinic',
        'nordlys',
        '--dir',
        folder,
        '--name',
        'Nordlys Fysioterapi',
        '--phone',
        '+45 55 55 04 00',
      ],
      ...['--address', 'Eksempelvej 1, 9990 Skagen', '--account', '111122223333', '--region', 'eu-north-1'],
      ...['--sender', 'paamindelser@nordlys.example', '--reply-to', 'kontakt@nordlys.example'],
      ...['--operator-email', 'drift@nordlys.example', '--booking-url', 'https://nordlys.example/book'],
      ...['--questionnaire-url', 'https://nordlys.example/q/{courseId}'],
    );
    await cli('check-clinic', clinic);
    serving = await served({ clinic, at: '2026-03-02T09:00:00+01:00' });
    page = serving.url;
    const staff = (name: string, role: string, ...more: readonly string[]) =>
      cli(
        ...['staff', 'add', '--clinic', clinic, '--name', name, '--role', role, ...more],
        ...['--email', `${name.split(' ')[0]?.toLowerCase()}@nordlys.example`],
      );
    await staff('Mette Holm', 'therapist', '--therapist', 'mette');
    await staff('Eva Lind', 'manager');
  }, 240_000);
  afterAll(async () => {
    await serving?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const button = (tab: Page, name: string | RegExp) => tab.getByRole('button', { name });
  const field = (tab: Page, name: string) => tab.getByLabel(course.labels[name] ?? '', { exact: true });
  const link = (tab: Page, name: string | RegExp) => tab.getByRole('link', { name });

  async function signedIn(name: string): Promise<Page> {
    const tab = await open({ viewport: DESK });
    tab.setDefaultTimeout(SOON);
    await tab.goto(page);
    await link(tab, /Sign in/).click();
    await button(tab, new RegExp(name)).click();
    await tab.getByRole('heading', { level: 1, name: board.pages.today }).waitFor();
    return tab;
  }

  async function moveClock(tab: Page, step: string): Promise<void> {
    await tab.goto(page);
    const shown = tab.waitForEvent('load');
    await button(tab, step).click();
    // The page that comes shows that the clock moves, and by itself that it has come to a stand.
    await shown;
    await expect.poll(() => button(tab, step).isDisabled(), { timeout: SOON, interval: 200 }).toBe(false);
  }

  test('signs in, enrols by a form, imports, and hears at once of what a patient presses; nobody types JSON', async () => {
    const mette = await signedIn('Mette Holm');
    await link(mette, board.pages.enrol).click();
    await field(mette, 'name').fill('Anna Maria Jensen');
    await field(mette, 'patientId').fill('1017');
    await field(mette, 'email').fill('anna@example.dk');
    await field(mette, 'consent.email').check();
    await field(mette, 'protocol').selectOption('lumbar-spinal-stenosis');
    await button(mette, course.forms['course.enrolled'].button).click();
    await mette.getByText(course.forms['course.enrolled'].did).waitFor();
    const booking = mette
      .locator('form', { has: mette.getByRole('button', { name: course.forms['visit.booked'].button }) })
      .first();
    await booking.getByLabel(course.labels['startsAt.date'] ?? '').fill('2026-03-05');
    await booking.getByLabel(course.labels['startsAt.time'] ?? '').fill('10:00');
    await button(mette, course.forms['visit.booked'].button).first().click();
    await mette.getByText(course.forms['visit.booked'].did).waitFor();

    writeFileSync(join(folder, 'list.csv'), listOf(PATIENTS));
    const eva = await signedIn('Eva Lind');
    await link(eva, board.pages.import).click();
    await eva.getByLabel(lists.list).setInputFiles(join(folder, 'list.csv'));
    await button(eva, lists.tryIt).click();
    await button(eva, lists.doIt).click();
    await eva.getByText(lists.did(PATIENTS)).waitFor();

    const clock = await open({ viewport: DESK });
    clock.setDefaultTimeout(SOON);
    await moveClock(clock, '+ 1 day');
    await clock.goto(`${page}/emails?audience=patient`);
    await link(clock, /^Din tid torsdag den 5\. marts/).click();
    const patient = await open();
    await patient.goto((await link(clock, 'the recipient’s page').getAttribute('href')) ?? '');
    await button(patient, patientPage.times.cannotCome).click();
    await patient.getByText(patientPage.done['cannot-come']).waitFor();

    // It is another day: whoever was signed in yesterday signs in again.
    await link(mette, board.pages.today).click();
    await button(mette, /Mette Holm/).click();
    await mette.getByRole('heading', { level: 1, name: board.pages.today }).waitFor();
    const call = mette
      .getByRole('listitem')
      .filter({ hasText: 'Anna Maria Jensen', has: button(mette, staffPage.open.reached) });
    await call.getByRole('button', { name: staffPage.open.reached }).click();
    await mette.getByText(staffPage.did.reached).waitFor();
    expect(await call.count()).toBe(0);
  }, 240_000);
});
