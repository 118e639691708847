import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { COURSE_TEXTS } from '../../shared/web/board/texts.ts';
import { signInSays } from '../../shared/web/sign-in/pages.ts';
import { SIGN_IN_TEXTS } from '../../shared/web/sign-in/texts.ts';
import { clinicWith } from '../support/plan.ts';
import { boardAt, booked } from '../web/board/course-board.ts';
import { eva } from '../web/board/staff.ts';
import { cutOff, DESK, inBrowser, keyboardOn, NARROWEST, useBrowser, violationsOn } from './browser.ts';

/** `npm run pictures` has them written to where the pages show them. */
const PICTURES = join(import.meta.dirname, '../..', process.env['PICTURES'] ?? 'build/pictures');
const NOW = '2026-04-02T06:00:00Z';
const COURSE = '/board/courses/C-1';
const { forms } = COURSE_TEXTS.da;

/** The board's pages as a manager meets them: somebody comes, somebody is to be called, and much was told. */
async function pages(): Promise<Readonly<Record<string, string>>> {
  const { board, form, shell, events } = await boardAt(NOW, (told) => [
    ...booked(told),
    told.patientUpdated('2026-03-07T10:00:00Z', { phone: '+45 20 30 40 50', consent: { email: false } }),
    told.event('session.held', '2026-03-10T10:00:00Z', { session: 'group-training', date: '2026-03-10' }),
    told.event('call.requested', '2026-04-01T08:00:00Z', { reason: 'question' }),
  ]);
  board.as(eva);
  const get = async (path: string) => (await board.get(path)).html;
  const booking = await form('visit.booked', '?visit=final-status');
  const asked = { 'startsAt.date': '2026-05-28', 'startsAt.time': '10:00' };
  const enrol = await get('/board/enrol');
  const shown = {
    today: await get('/board'),
    course: await get(COURSE),
    caseload: await get('/board/caseload'),
    enrol: (await board.press(enrol, forms['course.enrolled'].button, { 'patient.name': '' })).html,
    task: await get(`${COURSE}/tasks/call-back`),
    tests: await form('assessment.recorded', '?visit=pre-examination'),
    wrong: (await board.press(booking, forms['visit.booked'].button, { 'startsAt.time': '25' })).html,
    import: await get('/board/import'),
    none: await get('/board/nothing'),
    accessLog: await get('/board/access-log'),
  };
  await shell.record([events.booked('final-status', NOW, '2026-05-27T08:00:00Z')]);
  const changed = (await board.press(booking, forms['visit.booked'].button, asked)).html;
  const did = (await board.press(shown.today, 'Fik fat i patienten')).html;
  return { ...shown, changed, did };
}

inBrowser('the board', () => {
  const open = useBrowser();
  let shown: Readonly<Record<string, string>> = {};
  beforeAll(async () => {
    shown = await pages();
  });

  async function wrongOn(tab: Page, name: string, html: string): Promise<string[]> {
    await tab.setContent(html);
    await tab.emulateMedia({ colorScheme: 'light' });
    const found = await violationsOn(tab);
    await tab.emulateMedia({ colorScheme: 'dark' });
    found.push(...(await violationsOn(tab, { only: ['color-contrast'] })));
    for (const size of [DESK, NARROWEST]) {
      await tab.setViewportSize(size);
      found.push(...(await cutOff(tab)).map((each) => `at ${size.width}: ${each}`));
    }
    return found.map((each) => `${name}: ${each}`);
  }

  test('axe finds nothing wrong on its pages, and every screen shows all of them', async () => {
    const tab = await open();
    const wrong: string[] = [];
    const door = Object.keys(SIGN_IN_TEXTS.da.says) as (keyof typeof SIGN_IN_TEXTS.da.says)[];
    const doors = door.map(
      (says) => [says, `${signInSays(clinicWith(), says, 'anna@sundby.example')}`] as const,
    );
    for (const [name, html] of [...Object.entries(shown), ...doors])
      wrong.push(...(await wrongOn(tab, name, html)));
    expect(wrong).toEqual([]);
  });

  test('gives the pictures of docs/getting-started.md', async () => {
    const tab = await open({ viewport: { ...DESK, height: 700 } });
    mkdirSync(PICTURES, { recursive: true });
    for (const name of ['today', 'course', 'caseload'] as const) {
      await tab.setContent(shown[name] ?? '');
      await tab.screenshot({ path: join(PICTURES, `board-${name}.da.png`) });
    }
  });

  test('its pages can be used with the keyboard alone', async () => {
    const tab = await open({ viewport: DESK });
    const { today = '', course = '' } = shown;
    for (const html of [today, course]) {
      await tab.setContent(html);
      const { reached, all } = await keyboardOn(tab);
      expect(reached).toEqual(all);
      expect(all.length).toBeGreaterThan(8);
    }
  });
});
