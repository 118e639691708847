import { readFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import type { Scope } from '../../shared/ports/api-tokens.ts';
import { CLIENT, generatedClient } from '../support/generate-api-client.ts';
import { ANSWERED_AT, clinicApi } from './calls.ts';
import * as client from './generated-client.ts';

let api: Awaited<ReturnType<typeof clinicApi>>;
let reading: { readonly headers: Record<string, string>; readonly fetch: typeof fetch };
let both: typeof reading;
beforeEach(async () => {
  api = await clinicApi();
  const asks = async (...scopes: readonly Scope[]) => {
    const { authorization } = await api.bearer(...scopes);
    return {
      headers: { authorization },
      fetch: async (input: Parameters<typeof fetch>[0], init?: RequestInit) =>
        api.request(String(input), init),
    };
  };
  reading = await asks('courses:read');
  both = await asks('events:write', 'courses:read');
});

const ENROLMENT: client.CourseEnrolled = {
  eventId: 'e-1',
  type: 'course.enrolled',
  courseId: 'C-1',
  occurredAt: '2026-03-01T10:00:00+01:00',
  data: {
    protocol: 'lumbar-spinal-stenosis',
    entry: 'direct',
    patient: { patientId: 'P-17', name: 'Anna Jensen', language: 'da', consent: { email: false } },
    therapist: { therapistId: 'T-1', name: 'Bo Holm' },
  },
};
const BOOKING: client.VisitBooked = {
  eventId: 'e-2',
  type: 'visit.booked',
  courseId: 'C-1',
  occurredAt: '2026-03-01T10:05:00+01:00',
  data: { serviceCode: '0251', startsAt: '2026-03-05T10:00:00+01:00' },
};

test('the client is what the generator makes of the document', async () => {
  expect(readFileSync(CLIENT, 'utf8')).toBe(await generatedClient());
});

test('events that are told come back as a course and as what is due', async () => {
  expect(await client.sendEvents(ENROLMENT, both)).toMatchObject({
    status: 200,
    data: { results: [{ eventId: 'e-1', status: 'taken' }] },
  });
  const due = await client.showWorklist({ limit: 1 }, both);
  expect(due).toMatchObject({
    status: 200,
    data: { courses: [{ courseId: 'C-1', tasks: [{ task: 'book:pre-examination', status: 'open' }] }] },
  });
  if (due.status !== 200 || due.data.next === null) throw new Error('the page has no next');
  expect(await client.showWorklist({ after: due.data.next }, both)).toMatchObject({ data: { courses: [] } });
  expect(await client.sendEvents([ENROLMENT, BOOKING], both)).toMatchObject({ status: 200 });
  const course = await client.showCourse('C-1', both);
  if (course.status !== 200) throw new Error('the course is not there');
  const [first] = course.data.visits;
  expect([first?.visit, first?.status]).toEqual(['pre-examination', 'booked']);
  expect(first?.why).toMatch(/./);
});

test('what is refused says where and why', async () => {
  const wrong = { ...BOOKING, eventId: 'e-3', data: { ...BOOKING.data, startsAt: 'tomorrow' } };
  expect(await client.sendEvents(wrong, both)).toMatchObject({
    status: 422,
    data: { issues: [{ path: 'data.startsAt' }, { path: 'data.startsAt' }] },
  });
  const some = await client.sendEvents([ENROLMENT, wrong], both);
  if (some.status !== 207) throw new Error('not some of them');
  const refused = some.data.results.flatMap((each) =>
    each.status === 'refused' ? [each.problem.status] : [],
  );
  expect(refused).toEqual([422]);
  expect(await client.sendEvents({ ...BOOKING, eventId: 'e-1' }, both)).toMatchObject({ status: 409 });
  expect(await client.sendEvents(ENROLMENT, reading)).toMatchObject({ status: 403 });
  expect(await client.sendEvents(ENROLMENT, { ...both, headers: {} })).toMatchObject({ status: 401 });
  expect(await client.showCourse('C-2', reading)).toMatchObject({ status: 404 });
  expect(await client.showWorklist({ limit: 0 }, reading)).toMatchObject({ status: 400 });
});

test('without a token it is told that the API runs; an unsigned answer is refused', async () => {
  const { fetch } = reading;
  expect(await client.showHealth({ fetch })).toEqual(
    expect.objectContaining({ status: 200, data: { status: 'ok', now: ANSWERED_AT } }),
  );
  expect(await client.tellAnswer('x', '1', 'v1,x', { token: 'x' }, { fetch })).toMatchObject({ status: 401 });
  expect(await api.events()).toEqual([]);
});
