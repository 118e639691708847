import { readFileSync } from 'node:fs';
import type { AxeResults, RunOptions } from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, inject } from 'vitest';

export const PHONE = { width: 360, height: 740 };
export const DESK = { width: 1280, height: 900 };
/** What is left of a screen of 1280 at four times its size: all must be there without scrolling sideways (WCAG 1.4.10). */
export const NARROWEST = { width: 320, height: 640 };

/** Tests in the browser of this run; skipped where none can run, which `setup.ts` says. */
export const inBrowser = describe.skipIf(inject('browserAt') === null);

/** New pages of the browser of this run, which are closed after each test. */
export function useBrowser() {
  let browser: Browser | undefined;
  beforeAll(async () => {
    const at = inject('browserAt');
    if (at !== null) browser = await chromium.connect(at);
  });
  afterEach(async () => {
    for (const context of browser?.contexts() ?? []) await context.close();
  });
  afterAll(() => browser?.close());
  return async (options: BrowserContextOptions = {}): Promise<Page> => {
    if (!browser) throw new Error('no browser is connected');
    const context = await browser.newContext({ viewport: PHONE, locale: 'da-DK', ...options });
    context.setDefaultTimeout(10_000);
    return context.newPage();
  };
}

const AXE = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** What axe finds wrong with what a page shows: `color-contrast: <p class="hint">…`. @param rules by axe's ids */
export async function violationsOn(
  page: Page,
  { only, without = [] }: { readonly only?: readonly string[]; readonly without?: readonly string[] } = {},
): Promise<string[]> {
  const root = page.locator('html');
  if (!(await root.evaluate(({ ownerDocument }) => 'axe' in ownerDocument.defaultView)))
    await page.evaluate(AXE);
  const options: RunOptions = {
    resultTypes: ['violations'],
    // What it would fetch or look into: there is none.
    preload: false,
    iframes: false,
    rules: Object.fromEntries(without.map((id) => [id, { enabled: false }])),
    ...(only && { runOnly: { type: 'rule', values: [...only] } }),
  };
  // Of all that it tells, only this comes over: the rest takes longer to read than to find.
  const violations: AxeResults['violations'] = await root.evaluate(async ({ ownerDocument }, asked) => {
    const found = await ownerDocument.defaultView.axe.run(asked);
    return found.violations;
  }, options);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id}: ${/^<[^>]*>[^<]*/.exec(html)?.[0].slice(0, 160)}`),
  );
}

/** How far a page must be scrolled sideways, and what of it is cut off; both as texts, none when all is well. */
export const cutOff = (page: Page): Promise<string[]> =>
  page.locator('html').evaluate((root) => {
    const { scrollWidth, clientWidth } = root;
    const styleOf = root.ownerDocument.defaultView.getComputedStyle;
    const wide = scrollWidth > clientWidth ? [`${scrollWidth - clientWidth} px to scroll sideways`] : [];
    const out = [...root.querySelectorAll('body *')].filter((each) => {
      const { left, right, width, height } = each.getBoundingClientRect();
      const isShown = width > 1 && height > 1 && styleOf(each).visibility !== 'hidden';
      const hides = styleOf(each).overflowX === 'hidden' && each.scrollWidth > each.clientWidth + 1;
      return isShown && (left < -1 || right > clientWidth + 1 || hides);
    });
    return [...wide, ...out.slice(0, 5).map((each) => `cut off: ${each.outerHTML.slice(0, 120)}`)];
  });

/**
 * What the keyboard reaches on a page, one after the other, and what it should: everything that can be pressed or typed
 * into, in the order of reading, seen where one is.
 */
export async function keyboardOn(tab: Page) {
  const all = await tab.$$eval(
    'a[href], button, summary, input:not([type=hidden]), select, textarea',
    (found) =>
      found
        .filter((each) => each.type !== 'radio' || each.checked)
        .map((each) => each.id || (each.textContent ?? '').trim()),
  );
  const reached: string[] = [];
  let before = '';
  for (let count = 0; reached.length < all.length && count < 3 * all.length; count += 1) {
    await tab.keyboard.press('Tab');
    const { name, isSeen } = await tab.locator('html').evaluate(({ ownerDocument }) => {
      const at = ownerDocument.activeElement;
      const { outlineStyle, outlineWidth } = ownerDocument.defaultView.getComputedStyle(at);
      return {
        name: at.id || (at.textContent ?? '').trim(),
        isSeen: outlineStyle === 'solid' && outlineWidth === '3px',
      };
    });
    // A field for a date or a time has places of its own within, which the browser shows.
    const isWithin = name === before && /-(date|time|until)$/.test(name);
    if (!isWithin) reached.push(isSeen ? name : `${name}, unseen`);
    before = name;
  }
  return { reached, all };
}

/** Shows a page to somebody who has made all letters twice as large. */
export async function enlarge(tab: Page): Promise<void> {
  await tab.setViewportSize({ width: DESK.width / 2, height: DESK.height / 2 });
  await tab.locator('html').evaluate((root) => {
    root.style.fontSize = '200%';
  });
}
