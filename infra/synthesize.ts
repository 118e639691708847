import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import type { Clinic } from '../shared/clinic.ts';
import { ENTRY_METADATA, resourceName } from '../shared/names.ts';
import { ClinicStack } from './clinic-stack.ts';

export type ClinicAppOptions = {
  /** Whether the functions' code is bundled (default) or left out, which is quick and not deployable. */
  readonly bundle?: boolean;
  /** Whether CloudFormation's own rules are checked (default): findings stop the synthesis. */
  readonly validate?: boolean;
  /** Where the templates are written; default: where the CDK's command line wants them. */
  readonly outdir?: string;
};

/** A CloudFormation resource. */
export type TemplateResource = {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
};

/** A CloudFormation template, as far as this system uses it. */
export type Template = {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown; readonly Description?: string }>>;
};

/** A function of the template and the file its code comes from, relative to the repository. */
export type TemplateFunction = { readonly logicalId: string; readonly entry: string };

/** An app with one stack for each clinic. */
export function createClinicApp(clinics: readonly Clinic[], options: ClinicAppOptions = {}): App {
  const app = new App({
    context: contextOfCommandLine(),
    analyticsReporting: false,
    treeMetadata: false,
    // Who makes the app has it synthesized; what was refused halfway would be as well, when the program ends.
    autoSynth: false,
    builtinCloudFormationValidation: options.validate ?? true,
    ...(options.outdir ? { outdir: options.outdir } : {}),
  });
  for (const clinic of clinics) {
    new ClinicStack(app, resourceName(clinic), {
      clinic,
      bundle: options.bundle ?? true,
      description: `Course Reminders for ${clinic.name}`,
      env: { account: clinic.account, region: clinic.region },
      terminationProtection: clinic.stage === 'production',
      tags: { application: 'course-reminders', clinic: clinic.clinicId, stage: clinic.stage },
    });
  }
  return app;
}

/** The template of one clinic's stack, synthesized in this process and without touching AWS. */
export function synthesizeTemplate(
  clinic: Clinic,
  options: { readonly bundle?: boolean } = {},
): { readonly template: Template; readonly functions: readonly TemplateFunction[] } {
  const outdir = mkdtempSync(join(tmpdir(), 'course-reminders-'));
  try {
    const assembly = createClinicApp([clinic], {
      bundle: options.bundle ?? false,
      validate: false,
      outdir,
    }).synth();
    const template: Template = assembly.getStackByName(resourceName(clinic)).template;
    return { template, functions: functionsOf(template) };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function functionsOf(template: Template): TemplateFunction[] {
  return Object.entries(template.Resources)
    .filter(([, resource]) => resource.Type === 'AWS::Lambda::Function')
    .map(([logicalId, resource]) => ({ logicalId, entry: String(resource.Metadata?.[ENTRY_METADATA]) }));
}

function contextOfCommandLine(): Record<string, unknown> {
  return JSON.parse(readFileSync(join(import.meta.dirname, '../cdk.json'), 'utf8')).context;
}
