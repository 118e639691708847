import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { signed } from '../../local/clinic/form-provider.ts';
import { freshSecret, isSignedWith, readSignature } from '../../shared/api/signature.ts';
import { addMinutes, epochSeconds, type Instant, toInstant } from '../../shared/core/time/instant.ts';

type Headers = Readonly<Record<string, string>>;

/** What the reference library of Standard Webhooks signed, and what it said to calls, with its clock at `at`. */
const recorded: {
  readonly by: string;
  readonly at: string;
  readonly signed: readonly {
    readonly secret: string;
    readonly id: string;
    readonly timestamp: number;
    readonly body: string;
    readonly signature: string;
  }[];
  readonly secret: string;
  readonly body: string;
  readonly verified: readonly {
    readonly what: string;
    readonly headers: Headers;
    readonly body?: string;
    readonly taken: boolean;
  }[];
} = JSON.parse(readFileSync(join(import.meta.dirname, 'standard-webhooks.json'), 'utf8'));

function isTaken(secrets: readonly string[], headers: Headers, body: string, now: Instant): boolean {
  const signature = readSignature((name) => headers[name], now);
  const known = secrets.map((secret) => ({ secret }));
  return signature !== null && isSignedWith(known, signature, Buffer.from(body));
}

test('the signature that the specification’s libraries all publish is taken', () => {
  const headers = {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  };
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const now = toInstant(1614265330 * 1000);
  expect(isTaken([secret], headers, '{"test": 2432232314}', now)).toBe(true);
  expect(isTaken([secret], headers, '{"test": 2432232315}', now)).toBe(false);
});

describe(`the reference library (${recorded.by})`, () => {
  const now = toInstant(recorded.at);

  test('signs calls that are taken, by their secret only', () => {
    expect(recorded.signed.length).toBeGreaterThan(15);
    for (const { secret, id, timestamp, body, signature } of recorded.signed) {
      const headers = {
        'webhook-id': id,
        'webhook-timestamp': `${timestamp}`,
        'webhook-signature': signature,
      };
      expect(isTaken([secret], headers, body, now)).toBe(true);
      expect(isTaken([freshSecret().secret], headers, body, now)).toBe(false);
    }
  });

  test.each(recorded.verified)('says the same as we do to $what', ({ headers, body, taken }) => {
    expect(isTaken([recorded.secret], headers, body ?? recorded.body, now)).toBe(taken);
  });
});

describe('a call', () => {
  const { secret } = freshSecret();
  const now = toInstant('2026-03-02T10:00:00Z');

  test('is taken by either of two secrets, and by none when there is none', () => {
    const others = [freshSecret().secret, freshSecret().secret];
    const headers = signed('{}', { secret, at: now });
    expect(isTaken([secret, ...others], headers, '{}', now)).toBe(true);
    expect(isTaken([...others, secret], headers, '{}', now)).toBe(true);
    expect(isTaken(others, headers, '{}', now)).toBe(false);
    expect(isTaken([], headers, '{}', now)).toBe(false);
  });

  test('whose id has a full stop is refused: id, time and body could be parted in two ways', () => {
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    const seconds = epochSeconds(now);
    const v1 = createHmac('sha256', key).update(`a.${seconds}.${seconds}.{}`).digest('base64');
    const rest = { 'webhook-timestamp': `${seconds}`, 'webhook-signature': `v1,${v1}` };
    expect(isTaken([secret], { ...rest, 'webhook-id': `a.${seconds}` }, '{}', now)).toBe(false);
    expect(isTaken([secret], { ...rest, 'webhook-id': 'a' }, `${seconds}.{}`, now)).toBe(true);
  });

  test.each(['0x10', '-1', '1e3', '1614265330.5', ' 1614265330', '9'.repeat(40)])(
    'whose time is %j is refused',
    (time) => {
      const headers = { ...signed('{}', { secret, at: now }), 'webhook-timestamp': time };
      expect(isTaken([secret], headers, '{}', now)).toBe(false);
    },
  );

  test('is old after five minutes', () => {
    const headers = signed('{}', { secret, at: now });
    expect(isTaken([secret], headers, '{}', addMinutes(now, 5))).toBe(true);
    expect(isTaken([secret], headers, '{}', addMinutes(now, 6))).toBe(false);
  });
});
