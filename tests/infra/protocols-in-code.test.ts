import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { injectedInto } from '../../infra/clinics/protocol-module.ts';
import { runtimeSettings } from '../../infra/clinics/runtime-settings.ts';
import { bundled } from './bundled.ts';
import { clinic } from './templates.ts';

test('a clinic’s own protocols are in the code that is deployed, and not in its environment', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'course-reminders-'));
  const settings = clinic('maximal');
  const code = bundled('sweep', outdir, {
    environment: { CLINIC: JSON.stringify(runtimeSettings(settings)) },
    inject: injectedInto(settings),
  });
  expect(readFileSync(code, 'utf8')).toContain('arthrosis-follow-up');
  const template = readFileSync(join(outdir, 'Stack.template.json'), 'utf8');
  expect(template).toContain('maximal');
  expect(template).not.toContain('arthrosis-follow-up');
  rmSync(outdir, { recursive: true });
});

test('a clinic without own protocols has the code that every clinic has', () => {
  expect(injectedInto(clinic('sample'))).toEqual([]);
});
