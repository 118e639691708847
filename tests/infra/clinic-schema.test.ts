import { describe, expect, it } from 'vitest';
import { clinicJsonSchema } from '../../infra/clinics/clinic-schema.ts';
import { SETTING_DESCRIPTIONS } from '../../infra/clinics/setting-descriptions.ts';
import { clinicFile } from './templates.ts';

/** Every description in a schema, and the paths of settings that have none. */
function walk(schema: object, path: string, seen: string[], undescribed: string[]): void {
  for (const [key, member] of Object.entries((schema as { properties?: object }).properties ?? {})) {
    if ('description' in member) seen.push(String(member.description));
    else undescribed.push(`${path}${key}`);
    walk(member, `${path}${key}.`, seen, undescribed);
  }
  for (const inner of ['items', 'additionalProperties'] as const) {
    const member = (schema as Record<string, unknown>)[inner];
    if (typeof member !== 'object' || member === null) continue;
    if ('description' in member) seen.push(String(member.description));
    walk(member, `${path}*.`, seen, undescribed);
  }
}

describe('clinics/clinic.schema.json', () => {
  it('is up to date (else run `node infra/clinic-schema.ts`)', () => {
    expect(clinicFile('clinic.schema')).toEqual(clinicJsonSchema());
  });

  it('describes every setting, and describes nothing else', () => {
    const seen: string[] = [];
    const undescribed: string[] = [];
    walk(clinicJsonSchema(), '', seen, undescribed);
    expect(undescribed).toEqual([]);
    expect(Object.values(SETTING_DESCRIPTIONS).filter((text) => !seen.includes(text))).toEqual([]);
  });
});
