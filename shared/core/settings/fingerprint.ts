import { createHash } from 'node:crypto';
import { PROTOCOLS } from '../protocols/index.ts';
import type { VisitTitle } from '../protocols/protocol.ts';
import { DANISH_PUBLIC_HOLIDAYS } from '../time/danish-holidays.ts';
import { CORE_SETTING_NAMES, type CoreSettings } from './settings.ts';

/** What plans are made by besides the settings. */
export const RULES = {
  protocols: PROTOCOLS,
  holidays: [...DANISH_PUBLIC_HOLIDAYS],
  /**
   * Raised whenever the same facts, settings, protocols and holidays make another plan, which a test knows, or another head
   * or line.
   */
  version: 2,
};

/**
 * Tells one set of settings and rules from another: 16 hexadecimal digits. Every setting of the core counts, and with it
 * protocols, holidays and the version of the rules, so that a change of any of them reaches the running courses.
 */
export function fingerprintOf(settings: CoreSettings, rules = RULES): string {
  const parts = CORE_SETTING_NAMES.filter((name) => name !== 'protocols').map((name) => settings[name]);
  const own = Object.fromEntries(settings.protocols.map((each) => [each.protocol, each]));
  const all = { ...rules, protocols: { ...rules.protocols, ...own } };
  return createHash('sha256')
    .update(JSON.stringify([parts, all], withoutTitles))
    .digest('hex')
    .slice(0, 16);
}

/** What a course is called, and a visit in Danish, moves no date: no course is planned anew for it. */
function withoutTitles(this: object, key: string, value: unknown): unknown {
  if (key !== 'title') return value;
  return 'visit' in this ? (value as VisitTitle).en : undefined;
}
