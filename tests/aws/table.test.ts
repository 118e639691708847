import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCourseStore } from '../../shared/aws/dynamo-course-store.ts';
import { type Instant, toInstant } from '../../shared/core/time/instant.ts';
import { type AdvanceTools, advance, type Occasion } from '../../shared/course/advance.ts';
import { createDelivery } from '../../shared/course/deliver.ts';
import { startCourseTable } from '../support/course-table.ts';
import { courseEvents, parsed, type Raw } from '../support/events.ts';
import { ENGINES } from '../support/exhaustive.ts';
import { FakeMailer } from '../support/fake-mailer.ts';
import { FakeWakes } from '../support/fake-wakes.ts';
import { plainPages } from '../support/plain-pages.ts';
import { clinicWith } from '../support/plan.ts';
import { testClock } from '../support/test-clock.ts';

const START = '2026-02-26T09:00:00Z';
const PERSONAL = /Anna|anna@|AMJ|Bo Holm|bo@|by mistake|asked by/;

describe.each(ENGINES)('the whole table on %s', (engine) => {
  let running: Awaited<ReturnType<typeof startCourseTable>> | undefined;
  beforeAll(async () => {
    running = await startCourseTable(engine);
  });
  afterAll(() => running?.stop());

  /** A stenosis course whose first reminder was sent. */
  async function startedCourse(courseId: string) {
    if (!running) throw new Error('the engine is not running');
    const { client, tableName, items } = running;
    let now: Instant = toInstant(START);
    const clinic = clinicWith();
    const store = createCourseStore(client, tableName, testClock);
    const common = { store, clinic, now: () => now, pages: plainPages };
    const tools: AdvanceTools = {
      ...common,
      wakes: new FakeWakes(),
      fingerprint: 'f',
      pause: async () => undefined,
      deliver: createDelivery({ ...common, mailer: new FakeMailer() }),
    };
    const at = (instant: string, occasion: Occasion) => {
      now = toInstant(instant);
      return advance(tools, courseId, occasion);
    };
    const record = (instant: string, ...raw: Raw[]) => at(instant, { kind: 'events', events: parsed(raw) });
    const wake = (instant: string) => at(instant, { kind: 'wake', wakeAt: null, repeated: false });
    const events = courseEvents(courseId);
    await record(START, events.enrolled(START, { protocol: 'lumbar-spinal-stenosis', entry: 'direct' }));
    await wake('2026-02-26T09:15:00Z');
    const stored = async () => (await items()).filter(({ pk }) => pk === `COURSE#${courseId}`);
    expect((await stored()).map(({ sk }) => sk)).toEqual(['#HEAD', '#LINE', 'EVENT#e001', 'MESSAGE#0001']);
    expect(JSON.stringify(await stored())).toMatch(PERSONAL);
    return { ...events, record, wake, stored, index: running.index };
  }

  test('holds nothing personal of a course that was purged', async () => {
    const { record, wake, stored, index, ...events } = await startedCourse('C-1');
    const renamed = events.patientUpdated('2026-03-01', { name: 'Anna Holm', email: 'anna@new.example' });
    await record(
      '2026-03-10T12:00:00Z',
      renamed,
      events.reopened('2026-03-02'),
      events.closed('2026-03-10', 'declined'),
    );
    await wake('2026-06-08T00:00:00Z');
    expect(JSON.stringify(await stored())).not.toMatch(PERSONAL);
    const lastDays = (await stored()).map(({ expiresAt }) => expiresAt);
    expect(lastDays).toEqual(Array(6).fill(Date.parse('2027-03-09T23:00:00Z') / 1000));
    expect([await index('wakes'), await index('worklist'), await index('plans')]).toEqual([[], [], []]);
  });

  test('holds nothing of a course that was erased but its tombstone', async () => {
    const { record, wake, stored, event, enrolled, index } = await startedCourse('C-2');
    await record(
      '2026-02-27T12:00:00Z',
      event('course.erased', '2026-02-27', { reason: 'asked by the patient' }),
    );
    const [tombstone, ...others] = await stored();
    expect(others).toEqual([]);
    expect(tombstone).toMatchObject({ status: 'erased', therapist: null, patient: null, tasks: [] });
    await record('2026-02-28T12:00:00Z', enrolled(START));
    await wake('2026-03-02T08:00:00Z');
    expect(await stored()).toEqual([tombstone]);
    expect(JSON.stringify(tombstone)).not.toMatch(PERSONAL);
    expect([await index('wakes'), await index('plans')]).toEqual([[], []]);
  });
});
