import { beforeAll, expect, test } from 'vitest';
import { sampleClinic } from '../../local/files/clinic-file.ts';
import { catalogueOf } from '../../local/preview/catalogue.ts';
import { type Entry, LANGUAGES } from '../../local/preview/entry.ts';
import { filesOf, INDEX } from '../../local/preview/preview-files.ts';
import { cutOff, DESK, inBrowser, NARROWEST, PHONE, useBrowser, violationsOn } from './browser.ts';

/** A mail stands within somebody else's page, which has these. */
const OF_PAGES = ['landmark-one-main', 'region'];
const clinic = sampleClinic();

inBrowser('every message and page of the preview', () => {
  const open = useBrowser();
  let entries: readonly Entry[] = [];
  beforeAll(async () => {
    entries = await catalogueOf(clinic);
  });
  const documents = () =>
    entries.flatMap(({ id, shown }) =>
      LANGUAGES.flatMap((language) => {
        const each = shown[language];
        return each ? [{ name: `${id}.${language}`, ...each }] : [];
      }),
    );

  test('has nothing that axe finds wrong, on a light screen and on a dark one, and fits every screen', async () => {
    const tab = await open();
    const wrong: string[] = [];
    for (const { name, html, mail } of documents()) {
      await tab.setContent(html);
      const light = await violationsOn(tab, mail ? { without: OF_PAGES } : {});
      await tab.emulateMedia({ colorScheme: 'dark' });
      const dark = await violationsOn(tab, { only: ['color-contrast'] });
      await tab.emulateMedia({ colorScheme: 'light' });
      for (const size of [NARROWEST, DESK, PHONE]) {
        await tab.setViewportSize(size);
        wrong.push(...(await cutOff(tab)).map((each) => `${name} at ${size.width}: ${each}`));
      }
      wrong.push(...light.map((each) => `${name}: ${each}`), ...dark.map((each) => `${name}, dark: ${each}`));
    }
    expect(wrong).toEqual([]);
  });

  test('has an index that fits, and shows each in a frame', async () => {
    const files = filesOf(clinic, entries);
    const tab = await open();
    for (const name of [INDEX, 'letter-appointment.html', 'page-booked.html']) {
      await tab.setContent(files.get(name) ?? '');
      expect(await violationsOn(tab)).toEqual([]);
      expect(await cutOff(tab)).toEqual([]);
    }
  });
});
