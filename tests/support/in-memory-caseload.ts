import { createCaseReader } from '../../shared/aws/dynamo-caseload.ts';
import { WORKLIST } from '../../shared/aws/head-item.ts';
import { courseKey } from '../../shared/aws/items.ts';
import { LINES } from '../../shared/aws/line-item.ts';
import type { Caseload } from '../../shared/ports/caseload.ts';
import type { Item } from './in-memory-store.ts';

/** The clinic's lists over items in memory, as the table's indexes find them. */
export function inMemoryCaseload(items: () => readonly Item[]): Caseload {
  const among = (name: string) => items().filter(({ worklist }) => worklist === name);
  const reader = createCaseReader();
  return {
    all: async () => reader.all(among(LINES), among(WORKLIST)),
    async current(courseIds) {
      const keys = new Set(courseIds.map(courseKey));
      return reader.current(items().filter(({ pk }) => keys.has(String(pk))));
    },
  };
}
