import { expect, test } from 'vitest';
import document from '../../shared/api/openapi.json' with { type: 'json' };
import { referencePage } from '../../shared/api/reference-page.ts';
import { clinicWith } from '../support/plan.ts';
import { cutOff, DESK, inBrowser, NARROWEST, PHONE, useBrowser, violationsOn } from './browser.ts';

inBrowser('the reference of the API', () => {
  const open = useBrowser();

  test('can be read on any screen, and axe finds nothing wrong', async () => {
    const tab = await open();
    await tab.setContent(`${await referencePage(clinicWith(), document)}`);
    expect(await tab.getByRole('heading', { name: 'POST /v1/events' }).count()).toBe(1);
    expect(await violationsOn(tab)).toEqual([]);
    for (const size of [DESK, PHONE, NARROWEST]) {
      await tab.setViewportSize(size);
      expect(await cutOff(tab)).toEqual([]);
    }
  });
});
