import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { freshToken, tokenIn } from '../../shared/api/tokens.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { inMemoryTokens } from '../support/in-memory-tokens.ts';
import { clinicApi } from './calls.ts';

const AT = toInstant('2026-03-01T08:00:00Z');

describe('a token', () => {
  test('is an id and 256 bits, of which only a hash is kept', () => {
    const { text, token } = freshToken('the journal', ['events:write'], AT);
    const [, id, secret = ''] = /^cr_([0-9a-f]{16})_([\w-]{43})$/.exec(text) ?? [];
    expect(token).toEqual({
      id,
      secretHash: createHash('sha256').update(secret).digest('hex'),
      name: 'the journal',
      scopes: ['events:write'],
      createdAt: AT,
    });
    expect(JSON.stringify(token)).not.toContain(secret);
    expect(freshToken('the journal', [], AT).text).not.toBe(text);
  });

  test('opens by its whole text, with whatever case of the scheme, and by nothing else', async () => {
    const tokens = inMemoryTokens();
    const [one, other] = [freshToken('one', [], AT), freshToken('other', [], AT)];
    for (const { token } of [one, other]) await tokens.add(token);
    for (const header of [`Bearer ${one.text}`, `bearer  ${one.text}`])
      expect(await tokenIn(header, tokens)).toEqual(one.token);
    const [, id = '', secret = ''] = one.text.split(/^cr_([^_]+)_/);
    const wrong = [
      undefined,
      '',
      one.text,
      `Basic ${one.text}`,
      `Bearer ${one.text}x`,
      `Bearer ${one.text.slice(0, -1)}`,
      `Bearer ${one.text.toUpperCase()}`,
      `Bearer ${one.text} ${other.text}`,
      `Bearer cr_${other.token.id}_${secret}`,
      `Bearer cr_${id}_${'A'.repeat(43)}`,
      `Bearer cr_${'0'.repeat(16)}_${secret}`,
      `Bearer cr_${id}_${one.token.secretHash.slice(0, 43)}`,
    ];
    for (const header of wrong) expect(await tokenIn(header, tokens), header).toBeNull();
  });
});

describe('a request', () => {
  const post = async (api: Awaited<ReturnType<typeof clinicApi>>, headers: Record<string, string>) => {
    const answer = await api.request('/v1/events', { method: 'POST', body: 'no JSON', headers });
    const { detail } = (await answer.json()) as { readonly detail: string };
    return { status: answer.status, challenge: answer.headers.get('www-authenticate'), detail };
  };

  test('without a token, with none of this clinic’s, or one that was revoked, is not read', async () => {
    const api = await clinicApi();
    const another = await clinicApi();
    const revoked = await api.bearer('events:write');
    for (const { id } of await api.tokens.list()) await api.tokens.remove(id);
    const headers = [{}, await another.bearer('events:write'), revoked, { authorization: 'Bearer x' }];
    const answers = [];
    for (const each of headers) answers.push(await post(api, each));
    for (const each of answers)
      expect(each).toMatchObject({ status: 401, detail: expect.stringContaining('expected a token') });
    expect(answers.map(({ challenge }) => challenge)).toEqual([
      'Bearer realm="course-reminders"',
      ...[1, 2, 3].map(() => 'Bearer realm="course-reminders", error="invalid_token"'),
    ]);
    expect(api.counted).toEqual(headers.map(() => 'TokensRefused'));
    expect(api.tokens.reads).toBe(2);
  });

  test('with a token that may do something else is told which scope is missing', async () => {
    const api = await clinicApi();
    expect(await post(api, await api.bearer('courses:read'))).toMatchObject({
      status: 403,
      detail: 'expected a token with the scope events:write',
      challenge: 'Bearer realm="course-reminders", error="insufficient_scope", scope="events:write"',
    });
    expect(api.failures).toEqual([]);
  });
});
