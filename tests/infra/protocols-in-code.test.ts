import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { expect, test } from 'vitest';
import { injectedInto } from '../../infra/clinics/protocol-module.ts';
import { runtimeSettings } from '../../infra/clinics/runtime-settings.ts';
import { ClinicFunction } from '../../infra/constructs/clinic-function.ts';
import { clinic } from './templates.ts';

test('a clinic’s own protocols are in the code that is deployed, and not in its environment', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'course-reminders-'));
  const app = new App({ outdir, builtinCloudFormationValidation: false });
  const settings = clinic('maximal');
  new ClinicFunction(new Stack(app, 'Stack'), 'Sweep', {
    name: 'sweep',
    clinicId: 'maximal',
    functionName: 'sweep',
    environment: { CLINIC: JSON.stringify(runtimeSettings(settings)) },
    statements: [],
    reads: undefined,
    key: undefined,
    inject: injectedInto(settings),
    bundle: true,
  });
  app.synth();
  const [code = ''] = globSync('asset.*/index.js', { cwd: outdir });
  expect(readFileSync(join(outdir, code), 'utf8')).toContain('arthrosis-follow-up');
  const template = readFileSync(join(outdir, 'Stack.template.json'), 'utf8');
  expect(template).toContain('maximal');
  expect(template).not.toContain('arthrosis-follow-up');
  rmSync(outdir, { recursive: true });
});

test('a clinic without own protocols has the code that every clinic has', () => {
  expect(injectedInto(clinic('sample'))).toEqual([]);
});
