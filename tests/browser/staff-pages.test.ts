import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { STAFF_PAGE } from '../../shared/web/staff/texts.ts';
import { courseEvents, THERAPIST } from '../support/events.ts';
import { useClinic } from '../support/scenario.ts';
import { STENOSIS } from '../support/stories.ts';
import { cutOff, enlarge, inBrowser, keyboardOn, useBrowser, violationsOn } from './browser.ts';

const texts = STAFF_PAGE.da;

inBrowser('a therapist’s list, from the digest, over HTTP', () => {
  const { cloud, tell } = useClinic();
  const open = useBrowser();

  /** A visit of Thursday was held and nothing written down; on Friday the patient asks for a call. */
  async function address(): Promise<string> {
    const { enrolled, booked, held, event } = courseEvents('C-1');
    await tell(
      [
        enrolled('2026-03-02T10:00:00+01:00', STENOSIS),
        booked('pre-examination', '2026-03-02T10:05:00+01:00', '2026-03-05T09:00:00+01:00'),
        held('pre-examination', '2026-03-05T12:00:00+01:00', '0251'),
        event('call.requested', '2026-03-06T08:00:00+01:00', { reason: 'question' }),
      ],
      '2026-03-09T12:00:00+01:00',
    );
    const digest = cloud()
      .cloud.inbox()
      .findLast(({ to }) => to.includes(THERAPIST.email));
    const [link = ''] = /https:\/\/\S+\/s\/[^\s/]+/.exec(digest?.text ?? '') ?? [];
    return cloud().cloud.localUrl(link);
  }
  const button = (tab: Page, name: string) => tab.getByRole('button', { name });
  const said = (tab: Page) => tab.locator('[role=status] p').innerText();

  /** The picture of the course is drawn as it should be, and each visit's e-mails can be opened. */
  async function seesCourse(tab: Page) {
    await tab.getByRole('link', { name: texts.task.toCourse }).click();
    const window = tab.locator('.visits rect.window').first();
    expect(await window.evaluate((each) => each.getBoundingClientRect().width > 20)).toBe(true);
    const fill = await window.evaluate((each) => each.ownerDocument.defaultView.getComputedStyle(each).fill);
    expect(fill).toBe('rgb(207, 226, 230)');
    const mails = tab.locator('.visits details').first();
    expect(await mails.getByRole('listitem').count()).toBe(0);
    await mails.locator('summary').click();
    expect(await mails.getByRole('listitem').first().innerText()).toMatch(/ 2026: .+ \(sendt\)$/);
  }

  test('is cleared without scripts: at once, by a form, after a mistake in it, and undone', async () => {
    const tab = await open({ javaScriptEnabled: false });
    await tab.goto(await address());
    await button(tab, texts.open.reached).click();
    expect(await said(tab)).toBe(texts.did.reached);
    await button(tab, texts.undo).click();
    expect(await said(tab)).toBe(texts.did.undo);
    await button(tab, texts.open['not-reached']).click();
    expect(await said(tab)).toBe(texts.did['not-reached']);
    await tab.getByRole('link', { name: `${texts.open.recorded}: Registrér PSFS` }).click();
    const date = tab.getByLabel(texts.fields.date, { exact: true });
    expect(await date.inputValue()).toBe('2026-03-05');
    await date.fill('2026-03-10');
    await button(tab, texts.forms.recorded.button).click();
    expect(await tab.getByRole('alert').innerText()).toBe(texts.wrong.future);
    expect(await date.inputValue()).toBe('2026-03-10');
    await date.fill('2026-03-06');
    await button(tab, texts.forms.recorded.button).click();
    expect(await said(tab)).toBe(texts.did.recorded);
    await tab.getByRole('link', { name: `${texts.open.recorded}: Registrér neurologisk` }).click();
    await seesCourse(tab);
    await tab.getByLabel(texts.fields.reason).fill('Er lavet hos lægen');
    await button(tab, texts.forms['not-needed'].button).click();
    expect(await said(tab)).toBe(texts.did['not-needed']);
    expect(await tab.getByText('PSFS').count()).toBe(0);
  });

  test('can be used with the keyboard alone', async () => {
    const tab = await open();
    await tab.goto(await address());
    const list = await keyboardOn(tab);
    expect(list.reached).toEqual(list.all);
    expect(list.all.length).toBeGreaterThan(4);
    await tab.getByRole('link', { name: `${texts.open.recorded}: Registrér PSFS` }).focus();
    await tab.keyboard.press('Enter');
    await tab.getByRole('heading', { name: 'PSFS' }).waitFor();
    const task = await keyboardOn(tab);
    expect(task.reached).toEqual(task.all);
    await button(tab, texts.forms.recorded.button).focus();
    await tab.keyboard.press('Space');
    await tab.waitForURL(/did=recorded/);
  });

  test('fits letters twice as large, and axe finds nothing wrong after a press or a mistake', async () => {
    const tab = await open();
    await tab.goto(await address());
    await button(tab, texts.open.reached).click();
    await tab.waitForURL(/did=reached/);
    expect(await violationsOn(tab)).toEqual([]);
    await enlarge(tab);
    expect(await cutOff(tab)).toEqual([]);
    await tab.getByRole('link', { name: `${texts.open.recorded}: Registrér PSFS` }).click();
    await button(tab, texts.forms['not-needed'].button).click();
    await tab.getByRole('alert').waitFor();
    expect(await violationsOn(tab)).toEqual([]);
    await enlarge(tab);
    expect(await cutOff(tab)).toEqual([]);
  });
});
