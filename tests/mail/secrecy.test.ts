import { expect, test } from 'vitest';
import { PROTOCOLS } from '../../shared/core/protocols/index.ts';
import { QUESTIONNAIRES, VISIT_NAMES } from '../../shared/core/protocols/protocol.ts';
import { type Notice, renderPatientEmail } from '../../shared/mail/index.ts';
import { PHRASEBOOK } from '../../shared/mail/phrasebook.ts';
import fc from '../support/property.ts';
import { appointment, booking, clinic, everythingIn, letter, nudge, questionnaires } from './letters.ts';

const protocols = Object.values(PROTOCOLS);
const COMPLAINTS = 'ryg lænd rygsmerte smerte stenose spinal stenosis lumbar pain low back-pain diagnos';
const MATTERS = 'score nprs odi zcq psfs konsultation consultation undersøgelse examination opfølgning';
const MORE = 'follow-up status forløb protokol protocol træning training epikrise discharge sit-to-stand';

const FORBIDDEN: readonly string[] = [
  ...`${COMPLAINTS} ${MATTERS} ${MORE}`.split(' '),
  ...protocols.map(({ protocol }) => protocol),
  ...VISIT_NAMES,
  ...QUESTIONNAIRES,
  ...Object.values(PHRASEBOOK).flatMap(({ digest }) => Object.values(digest.visits)),
  ...protocols.flatMap(({ visits }) => visits.flatMap((visit) => Object.values(visit.serviceCodes))),
  ...protocols.flatMap(({ sessions }) => sessions.flatMap(({ serviceCode }) => serviceCode ?? [])),
];
const ANY = new RegExp(`(?<![\\p{L}\\d])(?:${FORBIDDEN.join('|')})|\\d{6}-?\\d{4}`, 'iu');
const INVISIBLE = /[\p{Cf}\p{Cs}\u2028\u2029]|(?![\r\n])\p{Cc}/u;

/** A first name is greeted with; whatever follows it, and what is not a name, is not told. */
const hostileName = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
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
  fc.record({ visitNumber, changed: fc.boolean() }).map(appointment),
  fc.record({ visitNumber }).map(nudge),
  fc.record({ visitNumber }).map(questionnaires),
  fc.record({ visitNumber }).map((some) => questionnaires({ ...some, startsAt: null })),
  fc.record({ visitNumber, kind: fc.constantFrom('booking', 'rebooking') }).map(booking),
);
const anyLetter = fc
  .record({
    language: fc.constantFrom('da', 'en'),
    patientName: hostileName,
    notices: fc.array(notice, { minLength: 1, maxLength: 6 }),
  })
  .map(({ notices, ...changes }) => letter(notices, changes));

test('the list of forbidden words finds what it should', () => {
  for (const words of [
    'rygsmerter',
    'Your ODI',
    'kode 0261',
    'før forundersøgelse',
    '0102034567',
    'closing',
  ]) {
    expect(words).toMatch(ANY);
  }
  expect('Vi vil gerne se dig torsdag den 5. marts 2026').not.toMatch(ANY);
});

test('no patient e-mail tells the complaint, the visit, a questionnaire, a code or a CPR number', () => {
  fc.assert(
    fc.property(anyLetter, (any) => {
      expect(everythingIn(renderPatientEmail(clinic(), any))).not.toMatch(ANY);
    }),
    { numRuns: 500 },
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
    { numRuns: 500 },
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
    letter([appointment(), appointment({ visitNumber: 3 }), nudge()]),
  );
  expect(subject).toMatch(/^Dine tider hos (?:👩🏽){20} – og et spør.*…$/u);
  expect(subject.length).toBe(120);
  expect(subject.isWellFormed()).toBe(true);
});
