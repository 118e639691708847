import { expect, test } from 'vitest';
import { cutOff, DESK, inBrowser, useBrowser, violationsOn } from './browser.ts';
import { whyNoBrowser } from './chromium.ts';

const page = (body: string, style = '') =>
  `<!doctype html><html lang="da"><head><title>Side</title><style>${style}</style></head><body><main><h1>Side</h1>${body}</main></body></html>`;

test('on Linux (x64) nothing is skipped; elsewhere the run says that it is', () => {
  expect(whyNoBrowser({ platform: 'linux', arch: 'x64' })).toBeNull();
  expect(whyNoBrowser({ platform: 'darwin', arch: 'arm64' })).toMatch(
    /^The browser tests are skipped: .* not on darwin \(arm64\)\.$/,
  );
});

inBrowser('planted: what these tests find', () => {
  const open = useBrowser();

  test.each([
    ['a field without a label', page('<input name="until">'), ['label: <input name="until">']],
    ['a button without words', page('<button></button>'), ['button-name: <button>']],
    ['pale words', page('<p>Hej</p>', 'p{color:#aaa}'), ['color-contrast: <p>Hej']],
    ['a page without a language', page('').replace(' lang="da"', ''), ['html-has-lang: <html>']],
    ['nothing on a good page', page('<p>Hej</p>'), []],
  ])('%s', async (_, html, found) => {
    const tab = await open();
    await tab.setContent(html);
    expect(await violationsOn(tab)).toEqual(found);
  });

  test('letters are drawn in the fonts that come with the browser, whatever the machine has', async () => {
    const tab = await open();
    await tab.setContent(page('<p style="font-family:monospace">Kære Ærø</p>'));
    const devTools = await tab.context().newCDPSession(tab);
    await devTools.send('DOM.enable');
    await devTools.send('CSS.enable');
    const { root } = await devTools.send('DOM.getDocument');
    const { nodeId } = await devTools.send('DOM.querySelector', { nodeId: root.nodeId, selector: 'p' });
    const { fonts } = await devTools.send('CSS.getPlatformFontsForNode', { nodeId });
    expect(fonts.map(({ familyName }) => familyName)).toEqual(['Open Sans']);
  });

  test('words that are too dark for a dark screen', async () => {
    const tab = await open({ colorScheme: 'dark' });
    const style = '@media (prefers-color-scheme:dark){body{background:#111}}';
    await tab.setContent(page('', style));
    expect(await violationsOn(tab, { only: ['color-contrast'] })).toEqual(['color-contrast: <h1>Side']);
    await tab.emulateMedia({ colorScheme: 'light' });
    expect(await violationsOn(tab, { only: ['color-contrast'] })).toEqual([]);
  });

  test('what is wider than the screen, and what is hidden by a box that is too small', async () => {
    const tab = await open();
    await tab.setContent(page('<p style="width:50rem">Hej</p>'));
    expect(await cutOff(tab)).toEqual([
      expect.stringMatching(/^\d+ px to scroll sideways$/),
      'cut off: <p style="width:50rem">Hej</p>',
    ]);
    await tab.setViewportSize(DESK);
    expect(await cutOff(tab)).toEqual([]);
    await tab.setContent(page('<div style="width:4rem;overflow:hidden"><p style="width:9rem">Hej</p></div>'));
    expect(await cutOff(tab)).toEqual([expect.stringContaining('cut off: <div')]);
  });
});
