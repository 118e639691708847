import { beforeEach, describe, expect, test } from 'vitest';
import { course as courseAnswer, worklist as worklistAnswer } from '../../shared/api/answers.ts';
import { headToItem } from '../../shared/aws/head-item.ts';
import { courseToJson } from '../../shared/core/course-json.ts';
import { planLoaded } from '../../shared/course/plan-loaded.ts';
import { courseEvents, PATIENT, THERAPIST } from '../support/events.ts';
import { clinicWith } from '../support/plan.ts';
import { STENOSIS } from '../support/stories.ts';
import { clinicApi } from './calls.ts';

let api: Awaited<ReturnType<typeof clinicApi>>;
let headers: Record<string, string>;
beforeEach(async () => {
  api = await clinicApi();
  headers = await api.bearer('courses:read');
});

async function get(path: string) {
  const answer = await api.request(path, { headers });
  const text = await answer.text();
  return { status: answer.status, text, body: JSON.parse(text) };
}
/** A patient of stenosis, enrolled on 1 March at 10, and e-mailed a quarter of an hour later. */
async function mailed() {
  api.shell.moveTo('2026-03-01T09:00:00Z');
  await api.shell.record([courseEvents().enrolled('2026-03-01T09:00:00Z', STENOSIS)]);
  await api.shell.runUntil('2026-03-02T10:00:00Z');
}

describe('a course', () => {
  test('is its plan as everywhere else, with what was sent, and nobody’s name', async () => {
    await mailed();
    const { status, body, text } = await get('/v1/courses/C-1');
    const plan = planLoaded('C-1', await api.shell.store.load('C-1'), [], api.shell.clinic, api.shell.now);
    expect(status).toBe(200);
    expect(body).toMatchObject(JSON.parse(JSON.stringify(courseToJson(plan))));
    expect(body).toMatchObject({ patientId: 'P-17', therapistId: 'T-1', asOf: '2026-03-02T10:00:00.000Z' });
    expect(body.messages).toEqual([
      {
        messageId: '0001',
        audience: 'patient',
        status: 'sent',
        at: '2026-03-01T09:15:00.000Z',
        reminders: ['pre-examination/questionnaires'],
        delivery: null,
        reason: null,
      },
    ]);
    expect(courseAnswer.strict().parse(body)).toEqual(body);
    for (const personal of [PATIENT.name, PATIENT.email, THERAPIST.name, THERAPIST.email])
      expect(text).not.toContain(personal);
  });

  test('that the provider reports on, and whose patient asks for a call', async () => {
    await mailed();
    await api.shell.report(1, 'delivered');
    await api.shell.record(
      [courseEvents().event('call.requested', '2026-03-02T10:00:00Z', { reason: 'book' })].map((each) => ({
        ...each,
        eventId: 'call',
      })),
    );
    await api.shell.runUntil('2026-03-02T11:00:00Z');
    const { body } = await get('/v1/courses/C-1');
    expect(body.messages).toMatchObject([
      { audience: 'patient', delivery: 'delivered' },
      { audience: 'clinic', status: 'sent', reminders: [] },
    ]);
    expect(courseAnswer.strict().parse(body)).toEqual(body);
  });

  test('whose letter was rehearsed: it went to the clinic', async () => {
    api = await clinicApi(clinicWith({ delivery: 'rehearsal', managerEmail: 'leder@clinic.example' }));
    headers = await api.bearer('courses:read');
    await mailed();
    const { body } = await get('/v1/courses/C-1');
    expect(body.messages).toMatchObject([{ audience: 'clinic', status: 'sent' }]);
  });

  test('without an enrolment is unknown; of none, and of an erased one, there is nothing', async () => {
    const { booked, event } = courseEvents();
    await api.shell.record([booked('pre-examination', '2026-03-01T09:05:00Z', '2026-03-05T09:00:00Z')]);
    expect((await get('/v1/courses/C-1')).body).toMatchObject({
      status: 'unknown',
      patientId: null,
      visits: [],
    });
    await api.shell.record([event('course.erased', '2026-03-01T10:00:00Z', { reason: 'asked for' })]);
    const answers = [
      await get('/v1/courses/C-1'),
      await get('/v1/courses/C-2'),
      await get('/v1/courses/%20'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });
});

describe('the worklist', () => {
  /** Courses whose first task is due on some days. */
  async function enrolledOn(days: Readonly<Record<string, string>>) {
    for (const [courseId, day] of Object.entries(days))
      await api.shell.record([courseEvents(courseId).enrolled(`${day}T09:00:00Z`, STENOSIS)]);
  }
  const idsOf = (body: { courses: { courseId: string }[] }) => body.courses.map(({ courseId }) => courseId);

  test('has the open tasks of the clinic, the earliest first, and nobody’s name', async () => {
    await enrolledOn({ 'C-3': '2026-03-01', 'C-1': '2026-01-05', 'C-2': '2026-02-02' });
    api.shell.moveTo('2026-02-10T10:00:00Z');
    const { status, body, text } = await get('/v1/worklist');
    expect(status).toBe(200);
    expect(idsOf(body)).toEqual(['C-1', 'C-2', 'C-3']);
    expect(body.courses[0]).toMatchObject({
      patientId: 'P-17',
      therapistId: 'T-1',
      status: 'open',
      tasks: [
        {
          task: 'book:pre-examination',
          visit: 'pre-examination',
          due: '2026-01-19',
          status: 'overdue',
        },
      ],
    });
    expect(body.courses[1].tasks[0].status).toBe('open');
    expect(body).toMatchObject({ asOf: '2026-02-10T10:00:00.000Z', unreadable: [], next: null });
    expect(worklistAnswer.strict().parse(body)).toEqual(body);
    for (const personal of [PATIENT.name, THERAPIST.name, THERAPIST.email])
      expect(text).not.toContain(personal);
  });

  test('comes page by page, and each course once', async () => {
    const ids = Array.from({ length: 7 }, (_, index) => `C-${index}`);
    await enrolledOn(Object.fromEntries(ids.map((id) => [id, '2026-02-02'])));
    const seen: string[] = [];
    let next: string | null = '';
    for (let pages = 0; next !== null && pages < 9; pages += 1) {
      const { body } = await get(`/v1/worklist?limit=3${next && `&after=${next}`}`);
      seen.push(...idsOf(body));
      next = body.next;
    }
    expect(seen.sort()).toEqual(ids);
  });

  test('goes on without a course that cannot be read', async () => {
    await enrolledOn({ 'C-1': '2026-01-05', 'C-2': '2026-02-02' });
    const head = await api.shell.head('C-1');
    if (head) api.shell.store.put({ ...headToItem('C-1', head), status: 'asleep' });
    const { body } = await get('/v1/worklist');
    expect([idsOf(body), body.unreadable]).toEqual([['C-2'], ['C-1']]);
  });

  test.each([
    ['limit=0', 'limit', 'expected a whole number from 1 to 200'],
    ['limit=201', 'limit', 'expected a whole number from 1 to 200'],
    ['limit=1e2', 'limit', 'expected a whole number from 1 to 200'],
    ['limit=', 'limit', 'expected a whole number from 1 to 200'],
    ['after=Hemmelig', 'after', 'expected the next of the page before'],
    [`after=${btoa('["2026-02-30","C-1"]')}`, 'after', 'expected the next of the page before'],
    [`after=${btoa('["2026-02-03","Hemmelig Krogh"]')}`, 'after', 'expected the next of the page before'],
  ])('is asked for as it may be: %s is refused', async (query, path, message) => {
    const { status, body, text } = await get(`/v1/worklist?${query}`);
    expect({ status, issues: body.issues }).toEqual({ status: 400, issues: [{ path, message }] });
    expect(text).not.toContain('Hemmelig');
  });
});

test('reading takes a token that may read', async () => {
  const writing = await api.bearer('events:write');
  for (const path of ['/v1/courses/C-1', '/v1/worklist']) {
    expect((await api.request(path)).status).toBe(401);
    const answer = await api.request(path, { headers: writing });
    expect(await answer.json()).toMatchObject({
      status: 403,
      detail: 'expected a token with the scope courses:read',
    });
    expect((await api.request(path, { method: 'POST', headers })).status).toBe(405);
  }
});
