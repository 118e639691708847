import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflate } from '@sparticuz/chromium';
import { type BrowserServer, chromium } from 'playwright-core';
import packed from '../../node_modules/@sparticuz/chromium/package.json' with { type: 'json' };

const ROOT = join(import.meta.dirname, '../..');
const PACKED = join(ROOT, 'node_modules/@sparticuz/chromium/bin');
const CACHE = join(ROOT, 'node_modules/.cache/course-reminders');

/** Why no browser can run on this machine; null when one can. The one that `npm ci` brings is for Linux on x64. */
export const whyNoBrowser = ({
  platform,
  arch,
}: Pick<NodeJS.Process, 'platform' | 'arch'> = process): string | null =>
  platform === 'linux' && arch === 'x64'
    ? null
    : `The browser tests are skipped: the browser that npm ci brings runs on Linux (x64) only, not on ${platform} (${arch}).`;

/**
 * Starts a headless Chromium that others connect to, on a port of its own choosing.
 * @throws Error when it does not start
 */
export async function startChromium(): Promise<BrowserServer> {
  const folder = await unpacked();
  const launch = (env: Readonly<Record<string, string>> = {}) =>
    chromium.launchServer({
      executablePath: join(folder, 'chromium'),
      // At its limit of processes it starts none in advance, which takes as much computing as a page.
      args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none', '--renderer-process-limit=1'],
      env: { ...process.env, FONTCONFIG_FILE: onlyOwnFonts(folder), ...env },
    });
  try {
    return await launch();
  } catch (error) {
    // A bare machine has no libnss3; it is in the package.
    if (!String(error).includes('error while loading shared libraries')) throw error;
    return launch({ LD_LIBRARY_PATH: join(folder, 'al2023/lib') });
  }
}

/**
 * What tells the browser of the fonts that come with it and of no others: pages look the same on every machine, and
 * without any font it ends at the first letter.
 */
function onlyOwnFonts(folder: string): string {
  const file = join(folder, 'own-fonts.conf');
  writeFileSync(file, '<fontconfig><dir prefix="relative">fonts</dir></fontconfig>\n');
  return file;
}

/** The folder with the browser, its fonts and libraries: unpacked once, by whoever comes first. */
async function unpacked(): Promise<string> {
  const folder = join(CACHE, `chromium-${packed.version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(CACHE, { recursive: true });
  const own = mkdtempSync(join(CACHE, 'chromium-'));
  const { TMPDIR } = process.env;
  // Where it unpacks to.
  process.env['TMPDIR'] = own;
  try {
    await Promise.all(
      ['chromium.br', 'fonts.tar.br', 'al2023.tar.br'].map((name) => inflate(join(PACKED, name))),
    );
    if (!existsSync(folder)) renameSync(own, folder);
  } finally {
    if (TMPDIR === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = TMPDIR;
    rmSync(own, { recursive: true, force: true });
  }
  return folder;
}
