import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { DoneWord } from '../../shared/web/patient/page-texts.ts';
import { PATIENT_PAGE } from '../../shared/web/patient/texts.ts';
import { courseEvents, PATIENT } from '../support/events.ts';
import { useClinic } from '../support/scenario.ts';
import { STENOSIS } from '../support/stories.ts';
import {
  cutOff,
  DESK,
  enlarge,
  inBrowser,
  keyboardOn,
  NARROWEST,
  PHONE,
  useBrowser,
  violationsOn,
} from './browser.ts';

const texts = PATIENT_PAGE.da;

inBrowser('a patient’s page, from an e-mail, over HTTP', () => {
  const { cloud, tell } = useClinic();
  const open = useBrowser();

  /** The page of a patient with a first visit on Monday 16 March at 10, opened on the Thursday before. */
  async function address(): Promise<string> {
    const { enrolled, booked } = courseEvents('C-1');
    await tell(
      [
        enrolled('2026-03-05T10:00:00+01:00', STENOSIS),
        booked('pre-examination', '2026-03-06T10:00:00+01:00', '2026-03-16T10:00:00+01:00'),
      ],
      '2026-03-12T10:00:00+01:00',
    );
    const letter = cloud()
      .cloud.inbox()
      .findLast(({ to }) => to.includes(PATIENT.email));
    const [link = ''] = /https:\/\/\S+\/p\/[^\s/]+/.exec(letter?.text ?? '') ?? [];
    return cloud().cloud.localUrl(link);
  }
  const button = (tab: Page, name: string) => tab.getByRole('button', { name, exact: true });

  test('does every press without scripts', async () => {
    const tab = await open({ javaScriptEnabled: false });
    await tab.goto(await address());
    const press = async (name: string, done: DoneWord) => {
      await button(tab, name).click();
      await tab.waitForURL(new RegExp(`done=${done}$`));
      expect(await tab.locator('[role=status]').innerText()).toBe(texts.done[done]);
    };
    const { times, call, mails, stop } = texts;
    await press(times.coming, 'coming');
    await press(times.cannotCome, 'cannot-come');
    await press(times.comingAfterAll, 'coming');
    await press(call.button, 'call-me');
    await press(call.noButton, 'no-call');
    await tab.getByLabel(mails.lengths.until).check();
    await tab.getByLabel(mails.untilLabel).fill('i morgen');
    await button(tab, mails.pauseButton).click();
    expect(await tab.getByRole('alert').innerText()).toBe(`${mails.untilWrong['no-date']}`);
    await tab.getByLabel(mails.untilLabel).fill('24-03-2026');
    await press(mails.pauseButton, 'pause');
    expect(await tab.locator('.wait').innerText()).toMatch(/24\.\smarts\s2026/);
    await press(mails.resumeButton, 'resume');
    await press(mails.stopButton, 'stop');
    await press(mails.startButton, 'start');
    await tab.goto(`${tab.url().split('?')[0]}/stop`);
    expect(await tab.getByRole('heading').innerText()).toBe(stop.title);
    await press(mails.stopButton, 'stop');
  });

  test('can be used with the keyboard alone: everything in the order of reading, and seen where one is', async () => {
    const tab = await open();
    await tab.goto(await address());
    const { reached, all } = await keyboardOn(tab);
    expect(reached).toEqual(all);
    expect(all.length).toBeGreaterThan(10);
    await button(tab, texts.times.coming).focus();
    await tab.keyboard.press('Enter');
    await tab.waitForURL(/done=coming/);
    await button(tab, texts.call.button).focus();
    await tab.keyboard.press('Space');
    await tab.waitForURL(/done=call-me/);
    await tab.getByLabel(texts.mails.lengths['2-weeks']).focus();
    await tab.keyboard.press('ArrowDown');
    expect(await tab.getByLabel(texts.mails.lengths['4-weeks']).isChecked()).toBe(true);
  });

  test('fits a phone, a desk, and letters twice as large, and axe finds nothing wrong after a press', async () => {
    const tab = await open();
    await tab.goto(await address());
    for (const size of [NARROWEST, DESK, PHONE]) {
      await tab.setViewportSize(size);
      expect(await cutOff(tab)).toEqual([]);
    }
    await enlarge(tab);
    expect(await cutOff(tab)).toEqual([]);
    await button(tab, texts.times.cannotCome).click();
    await tab.waitForURL(/done=cannot-come/);
    expect(await violationsOn(tab)).toEqual([]);
  });

  test('loads nothing but itself, and its policy lets its style in and nothing else', async () => {
    const tab = await open();
    const asked: string[] = [];
    const complaints: string[] = [];
    tab.on('request', (request) => asked.push(new URL(request.url()).pathname));
    tab.on('console', (message) => complaints.push(message.text()));
    const page = await address();
    await tab.goto(page);
    expect(asked.filter((path) => path !== '/favicon.ico')).toEqual([new URL(page).pathname]);
    expect(complaints.filter((text) => /Content.Security/i.test(text))).toEqual([]);
    expect(
      await tab
        .locator('main')
        .evaluate((main) => main.ownerDocument.defaultView.getComputedStyle(main).maxWidth),
    ).toBe('640px');
  });

  test('a link that opens nothing is a kind page as well', async () => {
    const tab = await open();
    const page = await address();
    await tab.goto(`${page.slice(0, -8)}AAAAAAAA`);
    expect(await tab.getByRole('heading').innerText()).toBe('Linket virker ikke');
    expect(await cutOff(tab)).toEqual([]);
    expect(await violationsOn(tab)).toEqual([]);
  });
});
