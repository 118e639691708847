import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { deployedHandlers } from '../../bench/measures/deployed-handlers.ts';

const RECORDED = join(import.meta.dirname, 'bundle-sizes.json');
const AGAIN = 'RECORD=1 npx vitest run --project infra tests/infra/bundle-sizes.test.ts';
/** What a change may add without being noticed. */
const ALLOWED = 0.02;

test('the code of each function is no larger than what was recorded: a cold start reads all of it', async () => {
  const outdir = mkdtempSync(join(tmpdir(), 'course-reminders-'));
  try {
    const handlers = await deployedHandlers(outdir);
    const found = Object.fromEntries(handlers.map(({ name, file }) => [name, statSync(file).size]));
    if (process.env['RECORD'] === '1') writeFileSync(RECORDED, `${JSON.stringify(found, null, 2)}\n`);
    const recorded: Readonly<Record<string, number>> = JSON.parse(readFileSync(RECORDED, 'utf8'));
    expect(Object.keys(found)).toEqual(Object.keys(recorded));
    for (const [name, size] of Object.entries(found)) {
      const was = recorded[name] ?? 0;
      const about = `${name}: ${size} bytes, where ${was} were recorded`;
      expect(size, `${about}. If it has to be so: ${AGAIN}`).toBeLessThanOrEqual(was * (1 + ALLOWED));
      // What was won is kept.
      expect(size, `${about}: record it. ${AGAIN}`).toBeGreaterThanOrEqual(was * (1 - 5 * ALLOWED));
    }
  } finally {
    rmSync(outdir, { recursive: true });
  }
});
