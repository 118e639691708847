import { afterEach, expect, test } from 'vitest';
import type { Interceptor } from '../../local/cloud/index.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { courseEvents } from '../support/events.ts';
import { asOperator, auditOf } from '../support/operator.ts';
import { useClinic } from '../support/scenario.ts';
import { stenosisFrom } from '../support/stories.ts';
import { deafProvider, lostDeliveries } from '../support/troubles.ts';

const { cloud, clinic, tell } = useClinic({}, { sweeps: true });
/** Due on 19 March at 9. */
const FIRST = 'status-4-weeks/booking/2026-03-05/1';
const started = () => stenosisFrom(courseEvents(), '2026-03-05');

const ends: (() => void)[] = [];
const trouble = (interceptor: Interceptor) => ends.push(cloud().cloud.intercept(interceptor));
afterEach(() => {
  for (const end of ends.splice(0)) end();
});
const at = (instant: string) => cloud().cloud.advanceTo(toInstant(instant));
const audit = () => asOperator(cloud(), clinic, 'audit');
const audited = () => auditOf(cloud(), clinic);

test('an outage in the middle of a send: that reminder is found, and the sweep repairs it', async () => {
  trouble(deafProvider(cloud(), ['2026-03-19T08:00:00Z', '2026-03-19T08:01:00Z'], 'drop'));
  trouble(lostDeliveries(cloud(), ['2026-03-19T08:01:00Z', '2026-03-19T13:30:00Z']));
  await tell(started(), '2026-03-19T09:00:00Z');
  const open = { 'came due': 1, sent: 0, missed: 0, undeliverable: 0, 'no longer wanted': 0, open: 1 };
  expect(await audited()).toMatchObject({ code: 0, audit: open, problems: [] });
  await at('2026-03-19T12:00:00Z');
  const problems = [{ courseId: 'C-1', key: FIRST, problem: 'still being sent' }];
  expect(await audited()).toMatchObject({ code: 1, audit: open, problems });
  const { code, out } = await audit();
  expect(code).toBe(1);
  expect(out).toMatch(new RegExp(`C-1 +${FIRST} +still being sent\n$`));
  await tell([], '2026-03-19T16:00:00Z');
  expect(await audited()).toMatchObject({
    code: 0,
    audit: { ...open, sent: 1, open: 0 },
    problems: [],
  });
});

test('a wake that was lost with every sweep after it: what came due is found, though the log is silent', async () => {
  trouble(lostDeliveries(cloud(), ['2026-03-19T07:59:00Z', '2026-03-20T13:30:00Z']));
  await tell(started(), '2026-03-19T12:00:00Z');
  expect(await audited()).toMatchObject({
    code: 1,
    audit: { 'came due': 1, open: 1 },
    problems: [{ courseId: 'C-1', key: FIRST, problem: 'came due and nothing became of it' }],
  });
  await at('2026-03-20T16:00:00Z');
  expect(await audited()).toMatchObject({ code: 0, audit: { 'came due': 1, sent: 1 }, problems: [] });
});
