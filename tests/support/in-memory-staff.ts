import { localDateOf } from '../../shared/core/time/instant.ts';
import type { AccessEntry, AccessLog } from '../../shared/ports/access-log.ts';
import { byName, type StaffList, type StaffMember } from '../../shared/ports/staff-list.ts';

/** A clinic's staff in memory. */
export function inMemoryStaff(): StaffList & { readonly reads: number } {
  const kept = new Map<string, StaffMember>();
  let reads = 0;
  return {
    get reads() {
      return reads;
    },
    async find(email) {
      reads += 1;
      return kept.get(email) ?? null;
    },
    list: async () => [...kept.values()].sort(byName),
    async write(member) {
      if ((kept.get(member.email)?.version ?? 0) !== member.version - 1) return false;
      kept.set(member.email, member);
      return true;
    },
    remove: async (email) => kept.delete(email),
  };
}

/** A clinic's access log in memory. @param timeZone in which an entry belongs to a day */
export function inMemoryAccessLog(timeZone: string): AccessLog & { readonly noted: readonly AccessEntry[] } {
  const noted: AccessEntry[] = [];
  return {
    noted,
    async note(entry) {
      noted.push(entry);
    },
    async page(day, after, limit) {
      const ofDay = noted
        .map((entry, index) => ({ entry, index }))
        .filter(({ entry }) => localDateOf(entry.at, timeZone) === day)
        .sort((a, b) => (a.entry.at === b.entry.at ? b.index - a.index : a.entry.at < b.entry.at ? 1 : -1));
      const from = after === null ? 0 : ofDay.findIndex(({ index }) => `${index}` === after) + 1;
      const shown = ofDay.slice(from, from + limit);
      const isEnd = from + limit >= ofDay.length;
      return { entries: shown.map(({ entry }) => entry), next: isEnd ? null : `${shown.at(-1)?.index}` };
    },
  };
}
