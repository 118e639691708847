import { expect, test } from 'vitest';
import document from '../../shared/api/openapi.json' with { type: 'json' };
import { fromSchema, type Schema, SECRET } from '../support/from-schema.ts';
import fc from '../support/property.ts';
import { clinicApi } from './calls.ts';

/** `API_REQUESTS=20000 npx vitest run --project unit tests/api/fuzz.test.ts` tries more. */
const REQUESTS = Number(process.env['API_REQUESTS'] ?? 500);

const schemas: Readonly<Record<string, Schema>> = JSON.parse(JSON.stringify(document.components.schemas));
/** Of so many courses that none gets many events. */
const courseId = fc.integer({ min: 0, max: 2000 }).map((number) => `C-${number}`);
/** Most events keep to the courses that there are; of some the id is as the schema has it. */
const event = fc
  .tuple(fromSchema({ $ref: '#/components/schemas/Event' }, schemas), courseId)
  .map(([json, id]) =>
    typeof json === 'object' && json && !id.endsWith('7') ? { ...json, courseId: id } : json,
  );
const text = fc.oneof(fc.string(), fc.constantFrom(SECRET, `${SECRET} 010190-1234`));

type Sent = {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  readonly type?: string;
};
const post = (path: string, json: fc.Arbitrary<unknown>): fc.Arbitrary<Sent> =>
  json.map((value) => ({ method: 'POST', path, body: JSON.stringify(value), type: 'application/json' }));
const requests: fc.Arbitrary<Sent> = fc.oneof(
  { weight: 12, arbitrary: post('/v1/events', event) },
  { weight: 5, arbitrary: post('/v1/events', fc.array(event, { maxLength: 6 })) },
  {
    weight: 1,
    arbitrary: fc.record({
      method: fc.constant('POST'),
      path: fc.constantFrom('/v1/events', '/v1/questionnaire-answers'),
      body: fc.oneof(
        text,
        text.map((each) => `{"${each}`),
      ),
      type: fc.oneof(fc.constant('application/json'), fc.constantFrom('text/plain', 'application/json; x')),
    }),
  },
  {
    weight: 1,
    arbitrary: fromSchema({ $ref: '#/components/schemas/AnsweredByCourse' }, schemas).chain((json) =>
      post('/v1/questionnaire-answers', fc.constant(json)),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .oneof(courseId, text)
      .map((id) => ({ method: 'GET', path: `/v1/courses/${encodeURIComponent(id.toWellFormed())}` })),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.oneof(fc.integer().map(String), text), text).map(([limit, after]) => ({
      method: 'GET',
      path: `/v1/worklist?${new URLSearchParams({ limit, ...(after && { after }) })}`,
    })),
  },
);
const who = fc.constantFrom('all', 'all', 'all', 'all', 'all', 'all', 'writes', 'reads', 'nobody', 'wrong');

const WHATEVER =
  'whatever is sent, by the schemas or beside them: no failure, nothing repeated, nothing kept of what is refused';
test(WHATEVER, { timeout: 600_000 }, async () => {
  const api = await clinicApi();
  const tokens: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    all: await api.bearer('events:write', 'courses:read'),
    writes: await api.bearer('events:write'),
    reads: await api.bearer('courses:read'),
    nobody: {},
    wrong: { authorization: `Bearer ${SECRET}` },
  };
  const taken = new Set<string>();
  const statuses = new Map<number, number>();
  const ask = async ({ method, path, body, type }: Sent, by: string) => {
    const { authorization } = tokens[by] ?? {};
    const headers = { ...(authorization && { authorization }), ...(type && { 'content-type': type }) };
    api.shell.takeCalls();
    const answer = await api.request(path, { method, headers, ...(body !== undefined && { body }) });
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    const told = await answer.text();
    expect(answer.status).toBeLessThan(500);
    if (method === 'POST') expect(told).not.toMatch(/Hemmelig|Krogh|010190/);
    for (const eventId of takenIn(answer.status, told)) taken.add(eventId);
    if (answer.status >= 400 || method === 'GET') expect(api.shell.takeCalls()).not.toContain('commit');
  };
  await fc.assert(fc.asyncProperty(requests, who, ask), { numRuns: REQUESTS });
  expect(api.failures).toEqual([]);
  const keys = api.shell.store.items().map(({ sk }) => String(sk));
  const kept = keys.filter((key) => key.startsWith('EVENT#')).map((key) => key.slice('EVENT#'.length));
  expect(kept.length).toBeGreaterThan(REQUESTS / 20);
  expect(kept.filter((id) => !taken.has(id))).toEqual([]);
  for (const status of [200, 207, 401, 403, 404, 422])
    expect(statuses.get(status), `${status}`).toBeGreaterThan(0);
});

/** Ids of the events of which an answer says that they were taken. */
function takenIn(status: number, told: string): string[] {
  if (status !== 200 && status !== 207) return [];
  const { results = [] } = JSON.parse(told) as { results?: readonly { status: string; eventId: string }[] };
  return results.filter((each) => each.status === 'taken').map(({ eventId }) => eventId);
}
