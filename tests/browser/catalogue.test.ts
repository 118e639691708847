import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { sampleClinic } from '../../local/files/clinic-file.ts';
import { catalogueOf } from '../../local/preview/catalogue.ts';
import { type Entry, GROUPS, LANGUAGES } from '../../local/preview/entry.ts';
import { filesOf, INDEX } from '../../local/preview/preview-files.ts';
import { someOf } from '../support/exhaustive.ts';
import { cutOff, DESK, inBrowser, NARROWEST, PHONE, useBrowser, violationsOn } from './browser.ts';

const ROOT = join(import.meta.dirname, '../..');
/** `npm run pictures` has them written to where the page shows them. */
const PICTURES = join(ROOT, process.env['PICTURES'] ?? 'build/pictures');
/** Pixels: what is below says nothing more. */
const TALLEST = 1_000;
/** A mail stands within somebody else's page, which has these. */
const OF_PAGES = ['landmark-one-main', 'region'];
const clinic = sampleClinic();

/** A document but for its words, and for how many like things stand in a row: two of one shape are looked at once. */
const shapeOf = (html: string): string =>
  html
    .replaceAll(/<style>[\s\S]*?<\/style>/g, '')
    .replaceAll(/="[^"]*"/g, '')
    .replaceAll(/>[^<]+/g, '>')
    .replaceAll(/(<li>.*?<\/li>)\1+/g, '$1');

const firstOfShape = <T extends { readonly html: string; readonly language: string }>(
  all: readonly T[],
): T[] => [
  ...new Map(all.toReversed().map((each) => [`${each.language} ${shapeOf(each.html)}`, each])).values(),
];

inBrowser('every message and page of the preview', () => {
  const open = useBrowser();
  let entries: readonly Entry[] = [];
  beforeAll(async () => {
    entries = await catalogueOf(clinic);
  });
  const documents = () =>
    entries.flatMap(({ id, group, shown }) =>
      LANGUAGES.flatMap((language) => {
        const each = shown[language];
        return each ? [{ name: `${id}.${language}`, group, language, ...each }] : [];
      }),
    );

  /** Danish is tried on a light screen and a dark one, English, which has the same marks and colours, on a dark one. */
  async function wrongOn(tab: Page, { name, language, html, mail }: ReturnType<typeof documents>[number]) {
    const isDanish = language === 'da';
    await tab.setContent(html);
    await tab.emulateMedia({ colorScheme: isDanish ? 'light' : 'dark' });
    const found = await violationsOn(tab, mail ? { without: OF_PAGES } : {});
    if (isDanish) {
      await tab.emulateMedia({ colorScheme: 'dark' });
      found.push(...(await violationsOn(tab, { only: ['color-contrast'] })));
    }
    for (const size of isDanish ? [DESK, PHONE, NARROWEST] : [NARROWEST]) {
      await tab.setViewportSize(size);
      found.push(...(await cutOff(tab)).map((each) => `at ${size.width}: ${each}`));
    }
    return found.map((each) => `${name}: ${each}`);
  }

  test.each(GROUPS)('%s: axe finds nothing wrong, and every screen shows all of it', async (group) => {
    const tab = await open();
    const wrong: string[] = [];
    const ofGroup = firstOfShape(documents().filter((each) => each.group === group));
    for (const each of someOf(ofGroup, Math.ceil(ofGroup.length / 4)))
      wrong.push(...(await wrongOn(tab, each)));
    expect(wrong).toEqual([]);
    expect(ofGroup.length).toBeGreaterThan(0);
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

  test('gives the pictures of docs/what-people-get.md', async () => {
    const page = readFileSync(join(ROOT, 'docs/what-people-get.md'), 'utf8');
    const names = [...page.matchAll(/src="pictures\/([\w.-]+)\.png"/g)].map(([, name = '']) => name);
    // `list.da` is a whole page, `list.da.course` what has that id on it.
    const all = documents();
    const found = [...new Set(names)].map((file) => {
      const [id = '', language = '', part] = file.split('.');
      return { file, part, html: all.find(({ name }) => name === `${id}.${language}`)?.html };
    });
    expect(found.filter(({ html }) => html === undefined)).toEqual([]);
    mkdirSync(PICTURES, { recursive: true });
    // So low that nothing is taken but what a page fills.
    const tab = await open({ viewport: { ...PHONE, height: 200 } });
    for (const { file, part, html = '' } of found) {
      await tab.setContent(html);
      if (part !== undefined) {
        await tab.locator(`#${part}`).screenshot({ path: join(PICTURES, `${file}.png`) });
        continue;
      }
      const tall = await tab.locator('html').evaluate(({ scrollHeight }) => scrollHeight);
      const clip = { x: 0, y: 0, width: PHONE.width, height: Math.min(tall, TALLEST) };
      await tab.screenshot({ path: join(PICTURES, `${file}.png`), fullPage: true, clip });
    }
  });
});
