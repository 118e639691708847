import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template as Assertions } from 'aws-cdk-lib/assertions';
import { protocolsBeside } from '../../infra/clinics/protocol-files.ts';
import { synthesizeTemplate, type Template, type TemplateResource } from '../../infra/synthesize.ts';
import type { Clinic } from '../../shared/clinic.ts';
import { readClinic } from '../../shared/clinic-file.ts';

type Json = Readonly<Record<string, unknown>>;

const CLINICS = join(import.meta.dirname, '../../clinics');

/** The content of a clinic's file. */
export const clinicFile = (clinicId: string): Json =>
  JSON.parse(readFileSync(join(CLINICS, `${clinicId}.json`), 'utf8'));

/** A clinic of the repository, with some settings changed. */
export function clinic(clinicId: 'sample' | 'maximal', changes: Json = {}): Clinic {
  const text = JSON.stringify({ ...clinicFile(clinicId), ...changes });
  const read = readClinic(text, protocolsBeside(join(CLINICS, `${clinicId}.json`)));
  if ('issues' in read) throw new TypeError(JSON.stringify(read.issues));
  return read.clinic;
}

const known = new Map<string, ReturnType<typeof newTemplateOf>>();

/** A clinic's template, as data and ready for assertions; of equal clinics the same one, as synthesizing takes long. */
export function templateOf(settings: Clinic): ReturnType<typeof newTemplateOf> {
  const key = JSON.stringify(settings);
  const template = known.get(key) ?? newTemplateOf(settings);
  known.set(key, template);
  return template;
}

function newTemplateOf(settings: Clinic): { readonly template: Template; readonly assert: Assertions } {
  const { template } = synthesizeTemplate(settings);
  return { template, assert: Assertions.fromJSON(structuredClone(template)) };
}

/** A resource's properties as the caller knows them to be. */
export const propertiesOf = <Shape>(resource: TemplateResource): Shape => resource.Properties as Shape;

/** The resources of one type by logical id. */
export const resourcesOf = (template: Template, type: string): [string, TemplateResource][] =>
  Object.entries(template.Resources).filter(([, resource]) => resource.Type === type);

/** The only resource of a type whose logical id starts in a certain way. */
export function resourceOf(template: Template, type: string, start = ''): [string, TemplateResource] {
  const found = resourcesOf(template, type).filter(([id]) => id.startsWith(start));
  const [only] = found;
  if (!only || found.length > 1)
    throw new Error(`${found.length} resources of ${type} start with "${start}"`);
  return only;
}

export type Statement = {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
};

/** The statements that a function's role was given; `start` is the start of the function's logical id. */
export function statementsFor(template: Template, start: string): readonly Statement[] {
  const [, policy] = resourceOf(template, 'AWS::IAM::Policy', start);
  return propertiesOf<{ PolicyDocument: { Statement: readonly Statement[] } }>(policy).PolicyDocument
    .Statement;
}
