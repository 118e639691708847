import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createClinicApp } from '../../infra/synthesize.ts';
import { stackOf } from '../../local/clinic/template-cache.ts';
import { readTemplate } from '../../local/cloud/index.ts';
import { sampleClinic } from '../../local/files/clinic-file.ts';
import { ENTRY_METADATA, resourceName } from '../../shared/names.ts';

type Resource = {
  readonly Type: string;
  readonly Metadata?: Readonly<Record<string, string>>;
  readonly Properties?: { readonly Code?: { readonly S3Key?: string } };
};

/** Every function as the stack of the sample clinic deploys it: the file with its code, bundled into a folder, and its environment. */
export async function deployedHandlers(outdir: string) {
  const clinic = sampleClinic();
  const template = createClinicApp([clinic], { validate: false, outdir })
    .synth()
    .getStackByName(resourceName(clinic)).template;
  const { functions } = readTemplate(await stackOf(clinic));
  return Object.values(template.Resources as Readonly<Record<string, Resource>>).flatMap((resource) => {
    const entry = resource.Metadata?.[ENTRY_METADATA];
    if (resource.Type !== 'AWS::Lambda::Function' || !entry) return [];
    const name = entry.replace(/^functions\/|\.ts$/g, '');
    const asset = join(outdir, `asset.${resource.Properties?.Code?.S3Key?.replace(/\.zip$/, '')}`);
    const file = join(asset, readdirSync(asset).find((each) => each.endsWith('.js')) ?? '');
    return [{ name, file, env: functions.find((each) => each.name.endsWith(name))?.environment ?? {} }];
  });
}
