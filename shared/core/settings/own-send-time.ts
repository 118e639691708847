import type { LocalTime } from '../time/instant.ts';
import type { CoreSettings } from './settings.ts';

const spread = new WeakMap<CoreSettings, Map<number, CoreSettings>>();

/**
 * A clinic's settings as one course has them: its mails have a minute of their own, always the same, among the
 * `sendSpreadMinutes` from `sendTime` on, so that those of a large clinic do not all go at once.
 */
export function settingsOfCourse(settings: CoreSettings, courseId: string): CoreSettings {
  if (settings.sendSpreadMinutes === 0) return settings;
  const minute = hashOf(courseId) % settings.sendSpreadMinutes;
  // One object for each minute: what is computed of settings is kept by the object.
  const byMinute = spread.get(settings) ?? new Map<number, CoreSettings>();
  spread.set(settings, byMinute);
  const own = byMinute.get(minute) ?? { ...settings, sendTime: minutesAfter(settings.sendTime, minute) };
  byMinute.set(minute, own);
  return own;
}

/** @param minutes so few that it is not past midnight */
export function minutesAfter(time: LocalTime, minutes: number): LocalTime {
  const of = Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + minutes;
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(Math.floor(of / 60))}:${two(of % 60)}`;
}

/** FNV-1a: 32 bits that are spread evenly also for ids that count up. */
function hashOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  // The lowest bits alone would follow those of the last letters.
  return (hash ^ (hash >>> 15)) >>> 0;
}
