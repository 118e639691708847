import { expect, test } from 'vitest';
import { newToken, revoked } from '../../../../local/commands/token/token.ts';
import { UnableError } from '../../../../local/terminal/unable-error.ts';
import { UsageError } from '../../../../local/terminal/usage-error.ts';
import { tokenIn } from '../../../../shared/api/tokens.ts';
import { toInstant } from '../../../../shared/core/time/instant.ts';
import { inMemoryTokens } from '../../../support/in-memory-tokens.ts';
import { ask } from '../command-line.ts';

const NOW = toInstant('2026-03-01T08:00:00Z');

test('a token that was made opens until it is revoked; nobody can read it again', async () => {
  const store = inMemoryTokens();
  const text = await newToken(store, 'the journal', ['events:write'], NOW);
  const [kept] = await store.list();
  expect(await tokenIn(`Bearer ${text}`, store)).toEqual(kept);
  expect(JSON.stringify(kept)).not.toContain(text.split('_').at(-1));
  await revoked(store, kept?.id ?? '');
  expect(await tokenIn(`Bearer ${text}`, store)).toBeNull();
  await expect(revoked(store, kept?.id ?? '')).rejects.toThrow(UnableError);
  await expect(newToken(store, 'x'.repeat(61), [], NOW)).rejects.toThrow(UsageError);
});

const SAMPLE = ['--clinic', 'clinics/sample.json'];
test.each([
  [['token', ...SAMPLE], 'say what to do: token create, token list or token revoke.'],
  [['token', 'constructor', ...SAMPLE], 'say what to do: token create, token list or token revoke.'],
  [['token', 'create', ...SAMPLE], '--name is missing: give a few words that tell whose it is.'],
  [
    ['token', 'create', ...SAMPLE, '--name', 'x'],
    '--scope: expected events:write or courses:read, or each of them.',
  ],
  [
    ['token', 'create', ...SAMPLE, '--name', 'x', '--scope', 'events:write', '--scope', 'all'],
    '--scope: expected events:write or courses:read, or each of them.',
  ],
  [['token', 'revoke', ...SAMPLE], '--id is missing: give the id of a token, as the list has it.'],
  [
    ['token', 'revoke', ...SAMPLE, '--id', 'cr_x'],
    '--id: expected 16 hexadecimal digits, as the list has them.',
  ],
])('what is asked wrongly does nothing: %j', async (args, sentence) => {
  expect(await ask(...args)).toEqual({ code: 2, out: '', err: `course-reminders: ${sentence}\n` });
});
