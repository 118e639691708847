import { createHash } from 'node:crypto';
import { PROTOCOLS } from '../protocols/index.ts';
import type { VisitTitle } from '../protocols/protocol.ts';
import { CORE_SETTING_NAMES, type CoreSettings } from './settings.ts';

/**
 * Tells one set of settings and protocols from another: 16 hexadecimal digits. Every setting of the core counts, so that
 * a change of any of them reaches the running courses.
 */
export function fingerprintOf(settings: CoreSettings): string {
  const parts = CORE_SETTING_NAMES.map((name) => settings[name]);
  return createHash('sha256')
    .update(JSON.stringify([parts, PROTOCOLS], inEnglish))
    .digest('hex')
    .slice(0, 16);
}

/** What a visit is called in Danish moves no date: no course is planned anew for it. */
const inEnglish = (key: string, value: unknown): unknown =>
  key === 'title' ? (value as VisitTitle).en : value;
