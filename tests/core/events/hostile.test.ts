import { describe, expect, test } from 'vitest';
import { parseEvent } from '../../../shared/core/events/parse-event.ts';
import { GUIDES } from '../../../shared/core/protocols/index.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';
import { eventOfEachType } from '../../support/event-of-each-type.ts';
import { courseEvents, PATIENT, THERAPIST } from '../../support/events.ts';
import { someOf } from '../../support/exhaustive.ts';
import { largest } from '../../support/flood.ts';
import { leavesOf, type Path, replaced } from '../../support/leaves.ts';
import fc, { anyCharacter, runs } from '../../support/property.ts';

const context = {
  now: toInstant('2026-03-10T09:00:00Z'),
  timeZone: 'Europe/Copenhagen',
  protocols: GUIDES,
  from: 'sender',
} as const;
const parse = (json: unknown) => parseEvent(json, context);
/** The places that are wrong, each once. */
function pathsOf(json: unknown): string[] {
  const result = parse(json);
  return result.ok ? [] : [...new Set(result.issues.map(({ path }) => path))];
}
const { enrolled, event, paused } = courseEvents();
const on = '2026-03-09';
const valid = paused(on);
const MEGABYTE = 1_000_000;

/** Every place in an event of every type. */
const PLACES = Object.entries(eventOfEachType(on)).flatMap(([type, json]) =>
  leavesOf(json).map((path): [string, unknown, Path] => [`${type} ${path.join('.')}`, json, path]),
);

describe('what is no event', () => {
  test.each<[string, unknown, string[]]>([
    ['nothing', null, ['']],
    ['a list', [valid], ['']],
    ['a list with fields', Object.assign([], valid), ['']],
    ['a number', 1e308, ['']],
    ['a list for the data', { ...valid, data: [] }, ['data']],
    ['a text for the data', { ...valid, data: 'until' }, ['data']],
    ['a list for a text', { ...valid, eventId: ['e1'] }, ['eventId']],
    ['an object for a text', { ...valid, courseId: { toString: 'C-1' } }, ['courseId']],
    ['a list for a person', enrolled(on, { patient: [PATIENT] }), ['data.patient']],
    ['a list for an address', event('patient.updated', on, { email: ['a@x.dk', 'b@y.dk'] }), ['data.email']],
    [
      'a word for a yes',
      event('patient.updated', on, { consent: { email: 'true' } }),
      ['data.consent.email'],
    ],
    ['a number for a day', { ...valid, data: { until: 20260401 } }, ['data.until']],
    ['an endless number', booked({ durationMinutes: Number.POSITIVE_INFINITY }), ['data.durationMinutes']],
    ['no number', booked({ durationMinutes: Number.NaN }), ['data.durationMinutes']],
    ['a huge number', booked({ durationMinutes: 1e308 }), ['data.durationMinutes']],
    ['a broken number', booked({ durationMinutes: 1.5 }), ['data.durationMinutes']],
  ])('%s', (_, json, paths) => {
    expect(pathsOf(json)).toEqual(paths);
  });
});

function booked(data: object) {
  return event('visit.booked', on, { visit: 'closing', startsAt: '2026-04-01T10:00:00+02:00', ...data });
}

describe('names that every object knows', () => {
  test.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])('%s', (name) => {
    expect(pathsOf({ ...valid, type: name })).toEqual(['type']);
    expect(pathsOf(booked({ visit: name }))).toEqual(['data.visit']);
    expect(pathsOf(event('task.completed', on, { task: name }))).toEqual(['data.task']);
    expect(pathsOf(enrolled(on, { protocol: name }))).toEqual(['data.protocol']);
    const result = parse({ ...valid, eventId: name, courseId: name });
    expect(result).toMatchObject({ ok: true, event: { eventId: name, courseId: name } });
  });

  const fields = JSON.stringify(valid).slice(1, -1);
  test.each<[string, string, string[]]>([
    ['a whole event', `{"__proto__":{${fields}}}`, ['eventId', 'type', 'courseId', 'occurredAt']],
    ['the data', `{${fields.replace('"data"', '"__proto__"')}}`, ['data']],
    ['an expected field', event_('{"__proto__":{"visit":"closing","date":"2026-03-09"}}'), ['data.date']],
    [
      'a constructor',
      event_('{"visit":"closing","date":"2026-03-09","constructor":{"prototype":{"x":1}}}'),
      [],
    ],
  ])('%s in the place of a prototype is not read', (_, text, paths) => {
    expect(pathsOf(JSON.parse(text))).toEqual(paths);
    expect(Object.prototype).not.toHaveProperty('x');
    expect(Object.prototype).not.toHaveProperty('visit');
  });

  function event_(data: string) {
    return JSON.stringify(event('visit.missed', on, 0)).replace('"data":0', `"data":${data}`);
  }
});

describe('days and times', () => {
  test.each([
    '2026-02-29T10:00:00Z',
    '2026-02-30T10:00:00+01:00',
    '2026-13-01T10:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T23:59:60Z',
    '2026-01-01T10:00:00+24:00',
    '2026-01-01T10:00:00+0100',
    '2026-01-01T10:00Z',
    '2026-01-01t10:00:00z',
    '2026-01-01T10:00:00Z\n',
    ' 2026-01-01T10:00:00Z',
    '9999-12-31T23:59:59Z',
    '0000-01-01T00:00:00Z',
    '+002026-01-01T10:00:00Z',
    '-000001-01-01T10:00:00Z',
    '２０２６-01-01T10:00:00Z',
  ])('no instant: %j', (occurredAt) => {
    expect(pathsOf({ ...valid, occurredAt })).toEqual(['occurredAt']);
  });

  test.each([
    '2026-02-29',
    '2026-02-30',
    '2026-00-10',
    '9999-12-31',
    '0001-01-01',
    '2026-1-1',
    '2026-04-01\n',
    '２０２６-04-01',
  ])('no day: %j', (until) => {
    expect(pathsOf({ ...valid, data: { until } })).toEqual(['data.until']);
  });
});

describe('an address is one plain address, or none', () => {
  test.each([
    'a@x.dk, b@y.dk',
    'a@x.dk;b@y.dk',
    'a@x.dk b@y.dk',
    'a@x.dk\r\nBcc: b@y.dk',
    'a@x.dk\u0000',
    '<a@x.dk>',
    'Anna <a@x.dk>',
    '"a@x.dk" <b@y.dk>',
    '"a b"@x.dk',
    'a@x.dk(b@y.dk)',
    'a@x.dk?bcc=b@y.dk',
    'a%0d%0aBcc:b@y.dk',
    '=?utf-8?q?a=40x.dk?=',
    'a@[127.0.0.1]',
    'a@x..dk',
    'a@localhost',
    '\u0430@x.dk',
    'a\u200b@x.dk',
    '\u202ea@x.dk',
    `${'a'.repeat(250)}@x.dk`,
    '\ud800@x.dk',
  ])('none, and nothing of it is kept: %j', (email) => {
    expect(emailOf(event('patient.updated', on, { email }))).toBe('malformed');
    const result = parse(enrolled(on, { therapist: { ...THERAPIST, email } }));
    expect(result).toMatchObject({ ok: true, event: { data: { therapist: { email: 'malformed' } } } });
  });

  test.each<[string, string | null]>([
    ["o'brien+tag@x-y.example.dk", "o'brien+tag@x-y.example.dk"],
    ['a_b@xn--sknnyt-2xa.dk', 'a_b@xn--sknnyt-2xa.dk'],
    [' anna@x.dk\r\n', 'anna@x.dk'],
    ['Anna@X.dk', 'Anna@X.dk'],
    ['anna@blåbær.dk', 'anna@xn--blbr-roah.dk'],
    ['anna@\uff58\u3002dk', 'anna@x.dk'],
    ['', null],
    [' \t', null],
  ])('read: %j', (email, read) => {
    expect(emailOf(event('patient.updated', on, { email }))).toBe(read);
  });

  function emailOf(json: unknown): unknown {
    const result = parse(json);
    return result.ok && result.event.type === 'patient.updated' ? result.event.data.email : result;
  }
});

describe('texts', () => {
  test.each(['\ud800', 'Anna \udc00', '\udc00\ud800 Anna'])(
    'that no table can keep are refused: %j',
    (half) => {
      expect(pathsOf(enrolled(on, { patient: { ...PATIENT, name: half } }))).toEqual(['data.patient.name']);
      expect(pathsOf(event('course.reopened', on, { reason: half }))).toEqual(['data.reason']);
    },
  );

  test('of nothing but space are refused, and space around them is not kept', () => {
    expect(pathsOf(event('course.reopened', on, { reason: ' \r\n\t\u00a0\u2028' }))).toEqual(['data.reason']);
    const padded = parse(event('patient.updated', on, { name: `${' '.repeat(MEGABYTE)}Anna\r\n` }));
    expect(padded).toMatchObject({ event: { data: { name: 'Anna' } } });
  });

  test('that are cleaned where they are shown are taken as they are', () => {
    for (const name of ['Anna\r\nBcc: x', '\u202eannA', 'A\u0000B', '<b>Anna</b>', '😀'.repeat(60)]) {
      expect(parse(event('patient.updated', on, { name }))).toMatchObject({ event: { data: { name } } });
    }
  });
});

describe('a CPR number is refused wherever it stands, and not repeated', () => {
  const CPR = ['050685-1234', '0506851234'];
  const texts = PLACES.filter(([, json, path]) => typeof at(json, path) === 'string');

  test.each(texts)('%s', (_, json, path) => {
    for (const cpr of CPR) {
      const result = parse(replaced(json, path, `x ${cpr}`));
      expect(result).toMatchObject({ ok: false, issues: [{ path: path.join('.') }] });
      expect(JSON.stringify(result)).not.toContain(cpr);
    }
  });

  test.each(PLACES)('beside %s, in a field that nobody knows', (_, json, path) => {
    const beside = [...path.slice(0, -1), 'note'];
    expect(pathsOf(replaced(json, beside, [CPR[0]]))).toEqual([[...beside, '0'].join('.')]);
  });

  test('the name of a field that may be a person is not repeated either', () => {
    const names = ['Anna Jensen', 'anna@patients.example', 'Østergård', 'anna\u001b[2J', 'x'.repeat(41), ''];
    for (const name of names) {
      const result = parse({ ...valid, answers: { [name]: CPR[0] } });
      expect(result).toMatchObject({ ok: false, issues: [{ path: 'answers.(a field name)' }] });
    }
  });

  test('a flood of them is named twenty times', () => {
    const flood = Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`n${index}`, CPR[0]]));
    expect(pathsOf({ ...valid, ...flood })).toHaveLength(20);
  });
});

const at = (json: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, name) => (Object(value) as Record<string, unknown>)[name], json);

describe('size', () => {
  const LONG = 100_000;
  const TEXTS = [
    'x'.repeat(LONG),
    'a.'.repeat(LONG),
    `a@${'a-'.repeat(LONG)}`,
    `2026-03-09T09:00:00.${'1'.repeat(LONG)}Z`,
    '漢'.repeat(120),
    '漢'.repeat(500),
    `${'x'.repeat(64)}@${'a.'.repeat(90)}dk`,
  ];

  test.each(PLACES)('%s: refused, or no event of more than 4 KB', (_, json, path) => {
    for (const long of TEXTS) {
      const result = parse(replaced(json, path, long));
      expect(Buffer.byteLength(JSON.stringify(result))).toBeLessThan(4096);
    }
  });

  test('the largest event is well below that, and taken', () => {
    const result = parse(largest(courseEvents()));
    expect(result.ok).toBe(true);
    expect(Buffer.byteLength(JSON.stringify(result))).toBeGreaterThan(1700);
  });

  test.each<[string, unknown]>([
    ['one text', 'x'.repeat(MEGABYTE)],
    ['digits', '9'.repeat(MEGABYTE)],
    ['an address that never ends', `a@${'a.'.repeat(MEGABYTE / 2)}`],
    ['an instant that never ends', `2026-03-09T09:00:00.${'1'.repeat(MEGABYTE)}`],
    ['a long list', Array.from({ length: MEGABYTE / 8 }, () => ({ x: 1 }))],
    ['as many CPR numbers as there is room for', Array.from({ length: MEGABYTE / 13 }, () => '0506851234')],
    // Without a limit in time, which a busy machine breaks: a rule that looks at all of it for each letter takes hours.
  ])('a megabyte of %s is refused', (_, much) => {
    for (const field of someOf(['eventId', 'occurredAt', 'type'], 1))
      expect(parse({ ...valid, [field]: much }).ok).toBe(false);
    expect(parse(event('patient.updated', on, { name: much, email: much, language: much })).ok).toBe(false);
  });

  test.each<[string, string]>([
    ['lists', `${'['.repeat(400_000)}${']'.repeat(400_000)}`],
    ['objects', `${'{"a":'.repeat(150_000)}1${'}'.repeat(150_000)}`],
  ])('%s within one another', (_, text) => {
    expect(pathsOf({ ...valid, extra: JSON.parse(text) })).toEqual(['']);
  });
});

describe('anything at all', () => {
  const SECRET = 'Anna-Hemmelig';
  const anything = fc.oneof(
    fc.jsonValue({ maxDepth: 8, stringUnit: anyCharacter }),
    fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withSparseArray: true,
    }),
  );
  const spiked = fc.oneof(
    fc.constantFrom<unknown>(
      SECRET,
      [SECRET],
      { [SECRET]: SECRET },
      { name: SECRET },
      `${SECRET} 050685-1234`,
    ),
    anything,
  );

  test('is answered: an event, or issues', () => {
    fc.assert(
      fc.property(anything, (json) => {
        const result = parse(json);
        expect(result.ok || result.issues.length > 0).toBe(true);
      }),
      runs(500),
    );
  });

  test('in the place of anything in an event: nothing of it is in the issues', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PLACES), spiked, fc.boolean(), ([, json, path], value, isCutShort) => {
        const place = isCutShort ? path.slice(0, -1) : path;
        const result = parse(replaced(json, place, value));
        if (!result.ok) expect(JSON.stringify(result.issues)).not.toContain('Hemmelig');
      }),
      runs(1000),
    );
  });
});
