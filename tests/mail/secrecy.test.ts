import { expect, test } from 'vitest';
import { holdsCpr } from '../../shared/core/events/cpr.ts';
import { PROTOCOLS } from '../../shared/core/protocols/index.ts';
import { PROTOCOL_NAMES, QUESTIONNAIRES, VISIT_NAMES } from '../../shared/core/protocols/protocol.ts';
import { tellingWord } from '../../shared/core/protocols/telling-words.ts';
import { type Notice, renderPatientEmail } from '../../shared/mail/index.ts';
import { PHRASEBOOK } from '../../shared/mail/phrasebook.ts';
import fc, { anyCharacter, runs } from '../support/property.ts';
import {
  appointment,
  booking,
  cancelled,
  clinic,
  day,
  everythingIn,
  letter,
  moved,
  nudge,
  questionnaires,
  rebooking,
} from './letters.ts';

/** Words that our own letters do without, besides those that no letter may hold. */
const MORE =
  /(?<![\p{L}\d])(?:konsultation|consultation|undersøgelse|examination|opfølgning|follow-up|status|closing|forløb|protokol|protocol|træning|training|discharge)/iu;
const tells = (text: string) => tellingWord(text) ?? MORE.exec(text)?.[0] ?? null;
const INVISIBLE = /[\p{Cf}\p{Cs}\u2028\u2029]|(?![\r\n])\p{Cc}/u;

/** A first name is greeted with; whatever follows it, and what is not a name, is not told. */
const hostileName = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 200 }),
  fc.constantFrom(
    'Anna low-back-pain 010203-4567',
    '0102034567',
    '010203-4567 Jensen',
    'Anna\r\nBcc: everyone@example.com',
    '<script>alert(1)</script> "Anna" & \'Jensen\'',
    '\u202eannA\u202c Jensen',
    'Anna\u2028Stenose\u0000\u200f',
    'https://evil.example/ODI ZCQ 0261',
    '𝔄nna 👩🏽‍⚕️ \ud83d',
    `A${'\u0301'.repeat(500)}`,
    '',
    ' \t ',
  ),
);
const visitNumber = fc.integer({ min: 1, max: 5 });
const notice: fc.Arbitrary<Notice> = fc.oneof(
  fc.record({ visitNumber, situation: fc.constantFrom('reminder', 'new', 'changed') }).map(appointment),
  fc.record({ visitNumber }).map(moved),
  fc.record({ visitNumber, because: fc.constantFrom('cancelled', 'mistake') }).map(cancelled),
  fc.record({ visitNumber }).map(nudge),
  fc.record({ visitNumber }).map(questionnaires),
  fc.record({ visitNumber, again: fc.boolean() }).map(questionnaires),
  fc
    .record({ visitNumber, latestOn: fc.constantFrom(null, day('2026-04-10')) })
    .map((some) => questionnaires({ ...some, startsAt: null })),
  fc.record({ visitNumber }).map(booking),
  fc.record({ visitNumber, after: fc.constantFrom('cancelled', 'missed') }).map(rebooking),
);
const anyLetter = fc
  .record({
    language: fc.constantFrom('da', 'en'),
    patientName: hostileName,
    therapistName: fc.option(hostileName),
    notices: fc.array(notice, { minLength: 1, maxLength: 6 }),
  })
  .map(({ notices, ...changes }) => letter(notices, changes));

const visits = Object.values(PROTOCOLS).flatMap((protocol) => protocol.visits);
const STAFF_WORDS = Object.values(PHRASEBOOK).flatMap(({ staff }) => Object.values(staff.visits));

test('the list of words that tell finds what it should, whatever is written around it', () => {
  const codes = visits.flatMap(({ serviceCodes }) => Object.values(serviceCodes));
  const names = [...PROTOCOL_NAMES, ...QUESTIONNAIRES, ...codes];
  for (const words of [
    ...names,
    'rygsmerter',
    'Your ODI',
    'kode 0261',
    'din lændesmerte',
    'lower back pain',
  ]) {
    expect(tellingWord(`(${words})`), words).not.toBeNull();
  }
  expect([...VISIT_NAMES, ...STAFF_WORDS].filter((name) => tells(name) === null)).toEqual([]);
  const harmless =
    'Rygning er ikke tilladt. Mette Rygaard og H.C. Lumbye maler (painting) den 5. marts, 10261.';
  expect(tellingWord(harmless)).toBeNull();
});

test('no patient e-mail tells the complaint, the visit, a questionnaire, a code or a CPR number', () => {
  fc.assert(
    fc.property(anyLetter, (any) => {
      // Of a calendar's own words one is also that of a visit.
      const everything = everythingIn(renderPatientEmail(clinic(), any)).replace(/^STATUS:/gm, '');
      expect(tells(everything)).toBeNull();
      expect(holdsCpr(everything)).toBe(false);
    }),
    runs(500),
  );
});

test('no name breaks a line, hides a character or opens a tag', () => {
  fc.assert(
    fc.property(anyLetter, (any) => {
      const email = renderPatientEmail(clinic(), any);
      expect(email.subject).not.toMatch(/[\r\n]/);
      expect(email.subject.length).toBeLessThanOrEqual(120);
      for (const header of Object.entries(email.headers).flat()) expect(header).toMatch(/^[\x20-\x7e]+$/);
      expect(everythingIn(email)).not.toMatch(INVISIBLE);
      expect(everythingIn(email)).not.toMatch(/<script|evil\.example|Bcc:/i);
    }),
    runs(500),
  );
});

test("the course's id is told only by links", () => {
  fc.assert(
    fc.property(anyLetter, (any) => {
      const email = renderPatientEmail(clinic(), { ...any, courseId: 'x7Qx' });
      expect(everythingIn(email).replace(/https:\/\/havnen\.example\/s\/x7Qx\/\d/g, '')).not.toContain(
        'x7Qx',
      );
    }),
  );
});

test("hostile texts of the clinic's own are cleaned and escaped", () => {
  const nasty = '<b>\u202eKlinik\u0007</b>\r\nBcc: x "&';
  // The clinic's file may hold no such name; the letters do not rely on that.
  const words = { name: nasty, phone: nasty, address: nasty };
  const hostile = { ...clinic({ texts: { da: { intro: nasty, signature: nasty } } }), ...words };
  for (const one of [appointment(), nudge(), questionnaires({ startsAt: null }), booking()]) {
    const email = renderPatientEmail(hostile, letter([one]));
    expect(email.subject).not.toMatch(/[\r\n\p{Cf}]/u);
    expect(email.html).not.toContain('<b>');
    expect(email.html).toContain('&lt;b&gt;Klinik&lt;/b&gt;');
    expect(everythingIn(email)).not.toMatch(INVISIBLE);
    expect(email.attachments.map(({ content }) => content).join()).not.toMatch(/^Bcc/m);
  }
});

test('a subject is cut between characters, at 120', () => {
  const long = clinic({ name: '👩🏽'.repeat(20) });
  const { subject } = renderPatientEmail(
    long,
    letter([appointment(), appointment({ visitNumber: 3 }), nudge()], { language: 'en' }),
  );
  expect(subject).toMatch(/^Your appointments at (?:👩🏽){20} and a questionna.*…$/u);
  expect(subject.length).toBeLessThanOrEqual(120);
  expect(subject.isWellFormed()).toBe(true);
});
