import { expect, test } from 'vitest';

const zone = process.env['EXPECTED_ZONE'];

test.runIf(zone)('the machine of this run stands where the run says', () => {
  expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone);
  const offset = { 'Pacific/Auckland': -780, 'America/Los_Angeles': 480 }[zone ?? ''];
  expect(new Date('2026-01-15T12:00:00Z').getTimezoneOffset()).toBe(offset);
});
