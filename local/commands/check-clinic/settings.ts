import { isDeepStrictEqual } from 'node:util';
import { requiredOf } from '../../../infra/clinics/runtime-settings.ts';
import { meaningOf } from '../../../infra/clinics/setting-descriptions.ts';
import { type Clinic, clinicSchema, parseClinic } from '../../../shared/clinic.ts';

/** One setting of a clinic as people read it. */
export type SettingRow = {
  readonly path: string;
  readonly value: string;
  readonly origin: 'required' | 'default' | 'set';
  readonly meaning: string;
};

type Json = { readonly [key: string]: unknown };

/** Every setting of a clinic with its value, where the value comes from, and what it means. */
export function settingRows(clinic: Clinic): SettingRow[] {
  const { $schema: _, ...all } = clinic;
  const settings = { ...all, protocols: all.protocols.map(({ protocol }) => protocol) };
  const required = requiredOf(clinic);
  const defaults = new Map(leavesOf(parseClinic(required)));
  const requiredPaths = new Set(leavesOf(required).map(([path]) => path));
  const rows = leavesOf(settings).map(([path, value]): SettingRow => {
    const isDefault = isDeepStrictEqual(value, defaults.get(path));
    const origin = requiredPaths.has(path) ? 'required' : isDefault ? 'default' : 'set';
    return { path, value: shown(value), origin, meaning: meaningOf(path) ?? '' };
  });
  return [...rows, ...absentRows(clinic)];
}

/** Settings that may be absent, and are. */
const absentRows = (clinic: Clinic): SettingRow[] =>
  Object.keys(clinicSchema.shape)
    .filter((path) => path !== '$schema' && !(path in clinic))
    .map((path) => ({ path, value: '(none)', origin: 'default', meaning: meaningOf(path) ?? '' }));

/** The settings one by one; a list and an empty group are one setting. */
function leavesOf(settings: Json, prefix = ''): [string, unknown][] {
  return Object.entries(settings).flatMap(([key, value]): [string, unknown][] => {
    const path = `${prefix}${key}`;
    return isGroup(value) ? leavesOf(value, `${path}.`) : [[path, value]];
  });
}

const isGroup = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;

function shown(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (Array.isArray(value)) return value.length === 0 ? '(none)' : value.map(shownMember).join(', ');
  if (typeof value === 'object') return '(none)';
  return String(value);
}

const shownMember = (member: unknown): string =>
  isGroup(member) ? `${String(member['from'])} to ${String(member['to'])}` : String(member);
