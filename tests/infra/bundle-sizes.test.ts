import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { FUNCTION_NAMES, type FunctionName } from '../../infra/constructs/clinic-function.ts';
import { someOf } from '../support/exhaustive.ts';
import { bundled } from './bundled.ts';

const RECORDED = join(import.meta.dirname, 'bundle-sizes.json');
const AGAIN = 'RECORD=1 npx vitest run --project infra tests/infra/bundle-sizes.test.ts';
/** What a change may add without being noticed. */
const ALLOWED = 0.02;
const isRecording = process.env['RECORD'] === '1';

const outdir = mkdtempSync(join(tmpdir(), 'course-reminders-'));
afterAll(() => rmSync(outdir, { recursive: true }));

const sizeOf = (name: FunctionName) => statSync(bundled(name, join(outdir, name))).size;

if (isRecording) {
  const sizes = FUNCTION_NAMES.map((name) => [name, sizeOf(name)]);
  writeFileSync(RECORDED, `${JSON.stringify(Object.fromEntries(sizes), null, 2)}\n`);
}
const recorded: Readonly<Record<string, number>> = JSON.parse(readFileSync(RECORDED, 'utf8'));

test('a size is recorded of each function', () => {
  expect(Object.keys(recorded)).toEqual([...FUNCTION_NAMES]);
});

test.each(someOf(FUNCTION_NAMES, 1))(
  'the code of %s is no larger than what was recorded: a cold start reads all of it',
  (name) => {
    const size = sizeOf(name);
    const was = recorded[name] ?? 0;
    const about = `${name}: ${size} bytes, where ${was} were recorded`;
    expect(size, `${about}. If it has to be so: ${AGAIN}`).toBeLessThanOrEqual(was * (1 + ALLOWED));
    // What was won is kept.
    expect(size, `${about}: record it. ${AGAIN}`).toBeGreaterThanOrEqual(was * (1 - 5 * ALLOWED));
  },
);
