import { decodeProtectedHeader } from 'jose';
import { describe, expect, test } from 'vitest';
import { addMinutes, type Instant, toInstant } from '../../shared/core/time/instant.ts';
import { DAYS_GOOD, type Link } from '../../shared/links/link.ts';
import { firstKeys, formerNeededUntil, replaced, rotated } from '../../shared/links/link-keys.ts';
import { createLinks } from '../../shared/links/links.ts';
import { inMemoryLinkKeys } from '../support/in-memory-keys.ts';
import fc, { runs } from '../support/property.ts';

const START = toInstant('2026-03-01T08:00:00Z');
const DAY = 24 * 60;

const LINKS: readonly Link[] = [
  { purpose: 'patient', courseId: 'C-1' },
  { purpose: 'answer', courseId: 'C-1', visitNumber: 2 },
  { purpose: 'booking', courseId: 'C-1', visitNumber: 2 },
  { purpose: 'staff', recipient: 'THERAPIST#T-1' },
  { purpose: 'task', courseId: 'C-1', task: 'book:closing', recipient: 'THERAPIST#T-1' },
];
const patient: Link = { purpose: 'patient', courseId: 'C-1' };

/** A clinic's links as one function knows them, on a clock that is set. */
function clinic(clinicId = 'havnen', store = inMemoryLinkKeys()) {
  let at: Instant = START;
  const now = () => at;
  return {
    store,
    now,
    links: createLinks({ store, clinicId, now }),
    /** The same clinic as another function knows it. */
    elsewhere: () => createLinks({ store, clinicId, now }),
    goTo: (later: Instant) => {
      at = later;
    },
    rotate: async (how: typeof rotated = rotated) => {
      const keys = await store.load();
      if (!keys || !(await store.write(how(keys, at)))) throw new Error('there are no keys');
    },
  };
}

describe('a link', () => {
  test.each(LINKS)('opens what it was made for: $purpose', async (link) => {
    const { links, elsewhere } = clinic();
    const token = await links.seal(link);
    expect(await links.open(token)).toMatchObject(link);
    expect(await elsewhere().open(token)).toMatchObject(link);
  });

  test.each(LINKS)('can stand in a URL, and nothing in it can be read: $purpose', async (link) => {
    const { links } = clinic();
    const token = await links.seal(link);
    expect(token).toMatch(/^[A-Za-z0-9._-]{1,400}$/);
    const [header, , iv, ...rest] = token.split('.').map((part) => Buffer.from(part, 'base64url').toString());
    expect(Object.keys(JSON.parse(String(header)))).toEqual(['alg', 'enc', 'kid']);
    expect([iv, ...rest].join()).not.toMatch(/C-1|T-1|patient|staff|havnen|course/);
    expect(await links.seal(link)).not.toBe(token);
  });

  test('on a page is good no longer than the link to the page, and never longer than its kind', async () => {
    const { links, goTo } = clinic();
    const list = await links.open(await links.seal({ purpose: 'staff', recipient: 'MANAGER' }));
    if (!list) throw new Error('the link is good');
    expect(list.goodUntil).toBe(addMinutes(START, 14 * DAY));
    goTo(addMinutes(START, 10 * DAY));
    const onPage = await links.seal({ purpose: 'staff', recipient: 'MANAGER' }, list.goodUntil);
    expect((await links.open(onPage))?.goodUntil).toBe(list.goodUntil);
    const far = await links.seal({ purpose: 'staff', recipient: 'MANAGER' }, addMinutes(START, 400 * DAY));
    expect((await links.open(far))?.goodUntil).toBe(addMinutes(START, 24 * DAY));
  });

  test.each(LINKS)('is good until its last day: $purpose', async (link) => {
    const { links, goTo } = clinic();
    const token = await links.seal(link);
    const end = addMinutes(START, DAYS_GOOD[link.purpose] * DAY);
    goTo(addMinutes(end, -1));
    expect(await links.open(token)).toMatchObject(link);
    goTo(end);
    expect(await links.open(token)).toBeNull();
  });

  test('of one clinic opens nothing at another, even where keys are the same', async () => {
    const here = clinic('havnen');
    const token = await here.links.seal(patient);
    expect(await clinic('skoven').links.open(token)).toBeNull();
    expect(await clinic('skoven', here.store).links.open(token)).toBeNull();
  });

  test('that was changed in any way opens nothing', async () => {
    const { links } = clinic();
    const tokens = await Promise.all(LINKS.map((link) => links.seal(link)));
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.';
    const mutation = fc.record({
      token: fc.constantFrom(...tokens),
      at: fc.nat(10_000),
      length: fc.nat(3),
      put: fc.string({ unit: fc.constantFrom(...letters), maxLength: 3 }),
      cut: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(mutation, async ({ token, at, length, put, cut }) => {
        const from = at % token.length;
        const changed = cut ? token.slice(0, from) : token.slice(0, from) + put + token.slice(from + length);
        if (tokens.includes(changed) || isSameBytes(changed, token)) return;
        expect(await links.open(changed)).toBeNull();
      }),
      runs(10_000),
    );
  });

  test.each(['', '.', '....', 'eyJhbGciOiJub25lIn0...', 'x'.repeat(5_000), '\u0000', 'æøå', '{}'])(
    'that is none opens nothing: %j',
    async (text) => {
      expect(await clinic().links.open(text)).toBeNull();
    },
  );

  test('whose header asks for no encryption, or another kind, opens nothing', async () => {
    const { links } = clinic();
    const token = await links.seal(patient);
    const { kid } = decodeProtectedHeader(token);
    for (const header of [
      { alg: 'none', kid },
      { alg: 'dir', enc: 'A128CBC-HS256', kid },
      { alg: 'A256KW', enc: 'A256GCM', kid },
    ]) {
      const other = Buffer.from(JSON.stringify(header)).toString('base64url');
      expect(await links.open([other, ...token.split('.').slice(1)].join('.'))).toBeNull();
    }
  });
});

describe('keys', () => {
  test('are made by the first link, once, whoever makes it', async () => {
    const { store, links, elsewhere } = clinic();
    const others = elsewhere();
    const tokens = await Promise.all([links.seal(patient), others.seal(patient)]);
    expect((await store.load())?.version).toBe(1);
    for (const token of tokens) expect(await elsewhere().open(token)).toMatchObject(patient);
  });

  test('are made by no one who only opens links', async () => {
    const { store, links } = clinic();
    expect(await links.open('nothing')).toBeNull();
    expect(await store.load()).toBeNull();
  });

  test('are read once for many links', async () => {
    const { store, links } = clinic();
    for (let count = 0; count < 20; count += 1) await links.open(await links.seal(patient));
    expect(store.loads).toBe(1);
  });

  test('rotate, and links that were made before go on, as do those that are made now', async () => {
    const { links, elsewhere, rotate, goTo } = clinic();
    const before = await links.seal(patient);
    goTo(addMinutes(START, 2));
    await rotate();
    const after = await elsewhere().seal(patient);
    for (const token of [before, after]) expect(await elsewhere().open(token)).toMatchObject(patient);
    expect(decodeProtectedHeader(after)['kid']).not.toBe(decodeProtectedHeader(before)['kid']);
  });

  test('rotate twice: the first are gone, and it is known from when that harms nobody', async () => {
    const { store, links, elsewhere, rotate, goTo } = clinic();
    const before = await links.seal(patient);
    await rotate();
    const keys = await store.load();
    expect(keys && formerNeededUntil(keys)).toBe(addMinutes(START, 400 * DAY));
    goTo(addMinutes(START, 10));
    await rotate();
    expect(await elsewhere().open(before)).toBeNull();
  });

  test('that somebody got hold of are replaced: nothing that they made opens any more', async () => {
    const { links, elsewhere, rotate } = clinic();
    const before = await links.seal(patient);
    await rotate(replaced);
    expect(await elsewhere().open(before)).toBeNull();
    expect(await elsewhere().open(await elsewhere().seal(patient))).toMatchObject(patient);
  });

  test('are of chance', () => {
    const secrets = Array.from({ length: 100 }, () => firstKeys().current.secret);
    expect(new Set(secrets).size).toBe(100);
    for (const secret of secrets) expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
  });
});

/** The last letter of a part has bits that stand for nothing. */
function isSameBytes(a: string, b: string): boolean {
  const bytes = (token: string) =>
    token.split('.').map((part) => Buffer.from(part, 'base64url').toString('hex'));
  return /^[A-Za-z0-9._-]*$/.test(a) && String(bytes(a)) === String(bytes(b));
}
