import { expect, test } from 'vitest';
import { PAGES, pagesOf } from '../../bench/pages-of-many.ts';

/** Recorded: a page that becomes larger, or loads more, is to be so on purpose. In KB of HTML, and courses loaded. */
const RECORDED = {
  today: { kilobytes: 137, loads: 0 },
  caseload: { kilobytes: 210, loads: 0 },
  course: { kilobytes: 23, loads: 1 },
  patient: { kilobytes: 8, loads: 1 },
} as const;

test('pages of a clinic with 2,000 courses are as large as recorded, and load no more courses', async () => {
  const many = await pagesOf(2000);
  for (const page of PAGES) {
    const { bytes, loads } = await many[page]();
    expect({ page, loads }).toEqual({ page, loads: RECORDED[page].loads });
    expect(bytes / 1024, page).toBeLessThanOrEqual(RECORDED[page].kilobytes * 1.05);
  }
});
