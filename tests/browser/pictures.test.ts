import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sampleClinic } from '../../local/files/clinic-file.ts';
import { catalogueOf } from '../../local/preview/catalogue.ts';
import { filesOf } from '../../local/preview/preview-files.ts';
import { inBrowser, PHONE, useBrowser } from './browser.ts';

const ROOT = join(import.meta.dirname, '../..');
/** `npm run pictures` has them written to where the page shows them. */
const FOLDER = join(ROOT, process.env['PICTURES'] ?? 'build/pictures');
/** Pixels: what is below says nothing more. */
const TALLEST = 1_000;

inBrowser('the pictures of docs/what-people-get.md', () => {
  const open = useBrowser();
  const page = readFileSync(join(ROOT, 'docs/what-people-get.md'), 'utf8');

  test('are taken of messages and pages of the preview', async () => {
    const clinic = sampleClinic();
    const files = filesOf(clinic, await catalogueOf(clinic));
    mkdirSync(FOLDER, { recursive: true });
    // So low that nothing is taken but what the page fills.
    const tab = await open({ viewport: { ...PHONE, height: 200 } });
    const names = [...page.matchAll(/src="pictures\/([\w.-]+)\.png"/g)].map(([, name = '']) => name);
    expect(names.filter((name) => !files.has(`${name}.html`))).toEqual([]);
    for (const name of names) {
      await tab.setContent(files.get(`${name}.html`) ?? '');
      const tall = await tab.locator('html').evaluate(({ scrollHeight }) => scrollHeight);
      const clip = { x: 0, y: 0, width: PHONE.width, height: Math.min(tall, TALLEST) };
      await tab.screenshot({ path: join(FOLDER, `${name}.png`), fullPage: true, clip });
    }
    expect(names.length).toBeGreaterThan(5);
  });
});
