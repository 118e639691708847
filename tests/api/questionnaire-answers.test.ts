import { beforeEach, describe, expect, test } from 'vitest';
import { ADDRESS, signed } from '../../local/clinic/form-provider.ts';
import { freshSecret } from '../../shared/api/signature.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import type { Link } from '../../shared/links/link.ts';
import { courseEvents } from '../support/events.ts';
import { clinicWith } from '../support/plan.ts';
import fc, { anyCharacter, runs } from '../support/property.ts';
import { STENOSIS } from '../support/stories.ts';
import { ANSWERED_AT, clinicApi } from './calls.ts';

type Api = Awaited<ReturnType<typeof clinicApi>>;

/** A clinic with a patient of stenosis, and the token of the invitation before the first visit. */
async function invited(clinic = clinicWith()) {
  const made = await clinicApi(clinic);
  const course = courseEvents();
  await made.shell.record([course.enrolled('2026-03-01T09:00:00Z', STENOSIS)]);
  const seal = (link: Link) => made.links.seal(link);
  const token = await seal({ purpose: 'answer', courseId: 'C-1', visitNumber: 1 });
  const answers = async () => (await made.events()).filter(({ type }) => type === 'questionnaire.answered');
  return { ...made, course, seal, token, answers };
}

let api: Awaited<ReturnType<typeof invited>>;
beforeEach(async () => {
  api = await invited();
});
const PRE = { courseId: 'C-1', visit: 'pre-examination', questionnaire: 'ODI' };

describe('a provider’s call', () => {
  test('by the token of an invitation: all that the visit asks for is answered', async () => {
    expect(await api.call({ token: api.token })).toMatchObject({ status: 204, text: '' });
    expect((await api.answers()).map(({ data }) => data)).toEqual(
      ['NPRS', 'ODI', 'ZCQ'].map((questionnaire) => ({
        visit: 'pre-examination',
        questionnaire,
        answeredOn: '2026-03-02',
      })),
    );
    expect(api.counted).toEqual(['AnswersTold']);
  });

  test('that names a questionnaire and when: only that, then', async () => {
    const answeredAt = '2026-03-01T23:30:00+01:00';
    expect(await api.call({ token: api.token, questionnaire: 'ZCQ', answeredAt })).toMatchObject({
      status: 204,
    });
    expect(await api.answers()).toMatchObject([
      { occurredAt: '2026-03-01T22:30:00.000Z', data: { questionnaire: 'ZCQ', answeredOn: '2026-03-01' } },
    ]);
  });

  test('by course and visit, in the words of the clinic’s system', async () => {
    expect(await api.call({ ...PRE, token: null })).toMatchObject({ status: 204 });
    expect(await api.answers()).toMatchObject([{ data: { visit: 'pre-examination', questionnaire: 'ODI' } }]);
  });

  test('with nothing where it need not say anything', async () => {
    expect(await api.call({ token: api.token, questionnaire: null, answeredAt: null })).toMatchObject({
      status: 204,
    });
    expect(await api.answers()).toHaveLength(3);
  });

  test('about a visit that asks for no questionnaire says nothing', async () => {
    const token = await api.seal({ purpose: 'answer', courseId: 'C-1', visitNumber: 2 });
    expect(await api.call({ token })).toMatchObject({ status: 204 });
    expect(await api.answers()).toEqual([]);
  });
});

describe('a call that comes again', () => {
  test('changes nothing, soon and late, with another time of its own', async () => {
    await api.call({ token: api.token });
    const before = await api.events();
    expect(await api.call({ token: api.token })).toMatchObject({ status: 204 });
    api.shell.moveTo('2026-03-02T10:04:00Z');
    expect(await api.call({ token: api.token })).toMatchObject({ status: 204 });
    api.shell.moveTo('2026-05-20T10:04:00Z');
    expect(await api.call({ token: api.token })).toMatchObject({ status: 204 });
    expect(await api.events()).toEqual(before);
  });

  test('at the same moment counts once', async () => {
    const both = await Promise.all([api.call({ token: api.token }), api.call({ token: api.token })]);
    expect(both.map(({ status }) => status)).toEqual([204, 204]);
    expect(await api.answers()).toHaveLength(3);
  });

  test('after the clinic has retracted what it said stays retracted', async () => {
    await api.call(PRE);
    const [answer] = await api.answers();
    api.shell.moveTo('2026-03-02T10:01:00Z');
    const retracted = api.course.event('event.retracted', '2026-03-02T10:01:00Z', {
      eventId: answer?.eventId,
      reason: 'another patient',
    });
    await api.shell.record([retracted]);
    await api.call(PRE);
    expect(await api.answers()).toHaveLength(1);
  });

  test('under too many ids is refused, but not what was heard before', async () => {
    await api.call(PRE);
    const others = Array.from({ length: 199 }, (_, count) => ({
      ...api.course.answered('pre-examination', '2026-03-01T10:00:00Z', 'ODI'),
      eventId: `answer-${count}`,
    }));
    await api.shell.record(others);
    expect(await api.call(PRE, { id: 'one-more' })).toMatchObject({
      status: 409,
      problem: { detail: 'this course takes no more answers' },
    });
    expect(await api.call(PRE)).toMatchObject({ status: 204 });
    expect(await api.answers()).toHaveLength(200);
    expect(api.failures.map(String)).toEqual(['TooManyAnswersError: course C-1 takes no more answers']);
  });
});

describe('a call without a good signature', () => {
  const BODY = JSON.stringify(PRE);
  const good = (more = {}) => signed(BODY, { secret: api.secret, at: ANSWERED_AT, ...more });
  const calls: Readonly<Record<string, () => ReturnType<Api['post']>>> = {
    'is tampered with': () => api.post(BODY.replace('ODI', 'ZCQ'), good()),
    'is signed by another secret': () => api.call(PRE, { secret: freshSecret().secret }),
    'is old': () => api.call(PRE, { at: toInstant('2026-03-02T09:54:59Z') }),
    'comes from the future': () => api.call(PRE, { at: toInstant('2026-03-02T10:05:01Z') }),
    'has no headers': () => api.post(BODY, {}),
    'has no id': () => api.post(BODY, { ...good(), 'webhook-id': '' }),
    'is no JSON, and not signed': () => api.post('{', {}),
  };

  test.each(Object.keys(calls))('%s: nothing is read, nothing kept, and it is counted', async (how) => {
    const before = await api.events();
    const refused = await calls[how]?.();
    expect(refused).toEqual({
      status: 401,
      type: 'application/problem+json',
      text: expect.any(String),
      problem: {
        type: 'about:blank',
        title: 'Unauthorized',
        status: 401,
        detail: 'expected a signature by this clinic’s secret that is less than five minutes old',
      },
    });
    expect(await api.events()).toEqual(before);
    expect(api.counted).toEqual(['UnsignedCalls']);
  });

  test('all get one answer, byte for byte', async () => {
    const answers = new Set<string | undefined>();
    for (const call of Object.values(calls)) answers.add((await call()).text);
    expect(answers.size).toBe(1);
  });

  test('is not asked for its secrets when it cannot be good', async () => {
    await calls['has no headers']?.();
    await calls['is old']?.();
    expect(api.secrets.loads).toBe(0);
  });

  test('to a clinic that has made no secret is refused', async () => {
    const other = await clinicApi();
    const app = await invited();
    expect((await other.call(PRE, { secret: app.secret })).status).toBe(401);
  });
});

test('the former secret is good until the next rotation', async () => {
  const first = api.secret;
  const second = await api.rotate();
  expect((await api.call(PRE, { secret: first, id: '1' })).status).toBe(204);
  expect((await api.call(PRE, { secret: second, id: '2' })).status).toBe(204);
  const third = await api.rotate();
  expect((await api.call(PRE, { secret: first, id: '3' })).status).toBe(401);
  expect((await api.call(PRE, { secret: second, id: '4' })).status).toBe(204);
  expect((await api.call(PRE, { secret: third, id: '5' })).status).toBe(204);
});

describe('a call about nothing that is here', () => {
  const NOTHING = {
    status: 404,
    type: 'application/problem+json',
    problem: { detail: 'expected the token, or the course and visit, of an invitation' },
  };
  const links: readonly Link[] = [
    { purpose: 'patient', courseId: 'C-1' },
    { purpose: 'booking', courseId: 'C-1', visitNumber: 1 },
    { purpose: 'staff', recipient: 'THERAPIST#T-1' },
    { purpose: 'answer', courseId: 'C-2', visitNumber: 1 },
    { purpose: 'answer', courseId: 'C-1', visitNumber: 9 },
  ];

  test.each(links)('is refused: a token for $purpose, $courseId, $visitNumber', async (link) => {
    expect(await api.call({ token: await api.seal(link) })).toMatchObject(NOTHING);
  });

  test('is refused: tokens of another clinic, cut off, or none', async () => {
    const foreign = await api.linksOf('skoven').seal({ purpose: 'answer', courseId: 'C-1', visitNumber: 1 });
    for (const token of [foreign, api.token.slice(0, -3), `${api.token}A`, '', 'x'.repeat(9_000)])
      expect(await api.call({ token })).toMatchObject(NOTHING);
    expect(await api.answers()).toEqual([]);
  });

  test('is refused: a token after its last day', async () => {
    api.shell.moveTo('2027-04-05T10:00:00Z');
    expect((await api.call({ token: api.token })).status).toBe(204);
    api.shell.moveTo('2027-04-06T10:00:00Z');
    expect(await api.call({ token: api.token })).toMatchObject(NOTHING);
  });

  test('is refused: a course that is not here, and starts none', async () => {
    expect(await api.call({ ...PRE, courseId: 'C-9' })).toMatchObject(NOTHING);
    expect((await api.shell.store.load('C-9')).head).toBeNull();
  });

  test('is refused alike when the course was erased, before or at that moment', async () => {
    const unknown = await api.call({ ...PRE, courseId: 'C-9' });
    const erased = api.course.event('course.erased', '2026-03-02T09:00:00Z', { reason: 'asked for' });
    api.shell.before('commit', () => api.shell.record([erased]));
    expect((await api.call({ token: api.token })).text).toBe(unknown.text);
    expect((await api.call({ token: api.token })).text).toBe(unknown.text);
    expect((await api.call(PRE)).text).toBe(unknown.text);
    expect(await api.events()).toEqual([]);
  });
});

describe('a body that is not as expected', () => {
  const LATE = 'expected an ISO 8601 date-time with an offset, e.g. 2026-03-05T09:00:00+01:00';
  const bodies: readonly [body: unknown, issues: readonly [path: string, message: string][]][] = [
    ['', [['', 'expected a JSON object']]],
    ['{', [['', 'expected a JSON object']]],
    ['[]', [['', 'expected a JSON object']]],
    ['null', [['', 'expected a JSON object']]],
    [{}, [['token', 'expected text; it is missing']]],
    [{ token: 7 }, [['token', 'expected text']]],
    [{ ...PRE, courseId: 'no id' }, [['courseId', 'expected 1 to 64 of A-Z a-z 0-9 . _ : -']]],
    [{ ...PRE, courseId: '010190-1234' }, [['courseId', 'expected no civil registration number (CPR)']]],
    [{ ...PRE, questionnaire: 'PSFS' }, [['questionnaire', 'expected one of NPRS, ODI, ZCQ']]],
    [
      { courseId: 'C-1' },
      [
        ['visit', expect.stringMatching(/^expected the name of a visit: /)],
        ['questionnaire', 'expected one of NPRS, ODI, ZCQ'],
      ],
    ],
    [{ ...PRE, answeredAt: '2026-03-02' }, [['answeredAt', LATE]]],
    [{ ...PRE, answeredAt: 1772445600 }, [['answeredAt', LATE]]],
    [
      { ...PRE, answeredAt: '2026-03-04T10:00:00Z' },
      [['answeredAt', 'expected an instant at most one day ahead of the clock']],
    ],
  ];

  test.each(bodies)('%j is refused with the place of each mistake', async (body, issues) => {
    expect(await api.call(body)).toMatchObject({
      status: 400,
      type: 'application/problem+json',
      problem: { title: 'Bad Request', issues: issues.map(([path, message]) => ({ path, message })) },
    });
    expect(await api.answers()).toEqual([]);
  });

  test('of more than 256 KB is refused before it is looked at', async () => {
    const huge = JSON.stringify({ ...PRE, answers: 'x'.repeat(256 * 1024) });
    expect(await api.post(huge, { 'content-length': `${huge.length}` })).toMatchObject({
      status: 413,
      problem: { title: 'Payload Too Large', detail: 'expected at most 262144 bytes' },
    });
    expect(await api.post(huge, {})).toMatchObject({ status: 413 });
    const large = { ...PRE, answers: 'x'.repeat(200 * 1024) };
    expect((await api.call(large)).status).toBe(204);
    expect(api.counted).toEqual(['AnswersTold']);
  });
});

test('answers that are sent along are not read: nothing of them is kept or said', async () => {
  const answers = { smerte: 'Hemmelig 7', cpr: '010190-1234', [`Hemmelig`]: [{ q1: 'Hemmelig' }] };
  expect((await api.call({ token: api.token, ...answers, answers })).status).toBe(204);
  const refused = await api.call({ token: api.token, ...answers, answeredAt: 'Hemmelig' });
  expect(refused.status).toBe(400);
  const kept = JSON.stringify([await api.shell.store.load('C-1'), api.counted, api.failures, refused.text]);
  expect(kept).not.toMatch(/Hemmelig|010190|smerte|q1/);
});

test('another address or method is nothing, and what fails is told without a reason', async () => {
  expect((await api.request('/v1/other', { method: 'POST' })).status).toBe(404);
  expect((await api.request(ADDRESS)).status).toBe(405);
  api.shell.before('load', () => {
    throw new Error('Hemmelig');
  });
  expect(await api.call(PRE)).toMatchObject({
    status: 500,
    problem: { detail: 'this could not be taken just now; send it again' },
  });
  expect(api.failures.map(String)).toEqual(['Error: Hemmelig']);
});

test('whatever is sent, signed or not, gets an answer of this clinic', async () => {
  const word = fc.oneof(
    fc.string(),
    fc.constantFrom('C-1', 'ODI', 'pre-examination', api.token, '2026-03-02T09:00:00Z'),
  );
  const field = fc.oneof(word, fc.jsonValue());
  const shaped = fc.dictionary(
    fc.constantFrom('token', 'courseId', 'visit', 'questionnaire', 'answeredAt', '__proto__', 'answers'),
    field,
  );
  const body = fc.oneof(
    shaped.map((json) => JSON.stringify(json)),
    fc.json(),
    fc.string({ unit: anyCharacter }),
  );
  const statuses = new Set<number>();
  await fc.assert(
    fc.asyncProperty(body, fc.string({ maxLength: 40 }), fc.boolean(), async (text, id, isSigned) => {
      const wellFormed = text.toWellFormed();
      const { status } = isSigned
        ? await api.call(wellFormed)
        : await api.post(wellFormed, {
            ...signed(wellFormed, { secret: api.secret, at: ANSWERED_AT }),
            'webhook-id': encodeURI(id.toWellFormed()),
          });
      statuses.add(status);
      expect([204, 400, 401, 404, 409]).toContain(status);
    }),
    runs(300),
  );
  expect(statuses).toContain(400);
  expect(api.failures).toEqual([]);
});
