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

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The paths of a schema's properties that a file does not use; what holds for any name is used once somewhere. */
function absentIn({ properties, additionalProperties }: Json, file: unknown, path: string): string[] {
  const used = isObject(file) ? file : {};
  const anyMember = Object.assign({}, ...Object.values(used).filter(isObject));
  const members = isObject(additionalProperties)
    ? absentIn(additionalProperties, anyMember, `${path}*.`)
    : [];
  const own = Object.entries(isObject(properties) ? properties : {}).flatMap(([name, member]) => {
    if (!(name in used)) return [`${path}${name}`];
    return isObject(member) ? absentIn(member, used[name], `${path}${name}.`) : [];
  });
  return [...own, ...members];
}

describe('clinics/clinic.schema.json', () => {
  it('is up to date (else run `npm run generate`)', () => {
    expect(clinicFile('clinic.schema')).toEqual(clinicJsonSchema());
  });

  it('has every setting in clinics/maximal.json', () => {
    expect(absentIn({ ...clinicJsonSchema() }, clinicFile('maximal'), '')).toEqual([]);
  });

  it('describes every setting, and describes nothing else', () => {
    const seen: string[] = [];
    const undescribed: string[] = [];
    walk(clinicJsonSchema(), '', seen, undescribed);
    expect(undescribed).toEqual([]);
    expect(Object.values(SETTING_DESCRIPTIONS).filter((text) => !seen.includes(text))).toEqual([]);
  });
});
