import { expect, test } from 'vitest';
import { renderPatientEmail } from '../../shared/mail/index.ts';
import {
  appointment,
  booking,
  cancelled,
  clinic,
  day,
  dayOr,
  letter,
  middleOf,
  moved,
  nudge,
  questionnaires,
  rebooking,
  render,
  THURSDAY,
} from './letters.ts';

test('a whole letter', () => {
  const email = render([appointment()]);
  expect(email.subject).toBe('Din tid torsdag den 5. marts kl. 9.30');
  expect(email.text).toBe(`Hej Anna

Her er en besked fra Havnens Fysioterapi.

Vi glæder os til at se dig.

Tid: torsdag den 5. marts 2026 kl. 9.30 (ca. 45 minutter)
Sted: Havnens Fysioterapi, Eksempelvej 12, 8000 Aarhus C

Tiden er vedhæftet som en fil, du kan åbne og gemme i din kalender.

Kan du ikke komme, så sig til senest kl. 18 dagen før. Ring til os på
+45 55 55 01 23, eller svar på denne mail.

På din egen side kan du se, hvad der er næste skridt. Her kan du også
sige, at du kommer, melde afbud, bede os ringe til dig eller sætte
beskederne på pause.

Gå til din side:
https://sider.example/p/t-1

Venlig hilsen
Mette Holm
Havnens Fysioterapi

------------------------------------------------------------------------

Har du spørgsmål, så ring til os på +45 55 55 01 23, eller svar på denne
mail.

Du får denne mail, fordi du er patient hos Havnens Fysioterapi og har
sagt ja til påmindelser. Vil du ikke have flere, så svar på mailen og
skriv det til os.
`);
});

test('a therapist who is not known, or whose name is no name, does not sign', () => {
  for (const therapistName of [null, '', 'Mette 0261', 'https://evil.example']) {
    const { text } = render([appointment()], { therapistName });
    expect(text).toContain('Venlig hilsen\nHavnens Fysioterapi\n');
  }
});

test('a time that was just booked', () => {
  const email = render([appointment({ situation: 'new' })]);
  expect(email.subject).toBe('Din tid er bestilt: torsdag den 5. marts kl. 9.30');
  expect(middleOf(email)).toMatch(/^Din tid er bestilt\. Vi glæder os til at se dig\.\n\nTid: torsdag/);
});

test('a changed time names the old one', () => {
  const email = render([moved({ durationMinutes: null })]);
  expect(email.subject).toBe('Din tid er ændret til torsdag den 5. marts kl. 9.30');
  expect(middleOf(email)).toContain(`Din tid er flyttet, så tiden onsdag den 4. marts 2026 kl. 13.00 gælder
ikke længere.

Din nye tid er:

Tid: torsdag den 5. marts 2026 kl. 9.30
Sted:`);
  expect(middleOf(render([moved({ toldBefore: null })]))).toMatch(/^Din nye tid er:\n/);
});

test('a time that takes longer than it was told', () => {
  const email = render([moved({ toldBefore: THURSDAY, durationMinutes: 90 })]);
  expect(email.subject).toBe('Din tid torsdag den 5. marts kl. 9.30 har fået en ny varighed');
  expect(middleOf(email)).toContain(`Din tid begynder som før, men varer nu ca. 90 minutter.

Din tid er:

Tid: torsdag den 5. marts 2026 kl. 9.30 (ca. 90 minutter)`);
  const unknown = middleOf(render([moved({ toldBefore: THURSDAY, durationMinutes: null })]));
  expect(unknown).toMatch(/^Din tid er:\n\nTid: torsdag den 5\. marts 2026 kl\. 9\.30\n/);
});

test('a cancelled time', () => {
  const email = render([cancelled()]);
  expect(email.subject).toBe('Din tid torsdag den 5. marts kl. 9.30 er aflyst');
  expect(middleOf(email)).toBe(`Din tid torsdag den 5. marts 2026 kl. 9.30 er aflyst.

Har du gemt tiden i din kalender, så åbn den vedhæftede fil. Den fjerner
tiden igen.

Vil du have en ny tid, så ring til os på +45 55 55 01 23, eller svar på
denne mail.`);
});

test('a time that was told by mistake', () => {
  const email = render([cancelled({ because: 'mistake' })]);
  expect(email.subject).toBe('Du har ikke en tid torsdag den 5. marts kl. 9.30');
  expect(middleOf(email)).toContain(`Vi har ved en fejl skrevet til dig om en tid torsdag den 5. marts 2026
kl. 9.30. Den tid har du ikke. Det beklager vi.`);
});

test('a nudge', () => {
  const email = render([nudge()]);
  expect(email.subject).toBe('Husk spørgeskemaet før din tid torsdag den 5. marts');
  expect(middleOf(email)).toBe(`Vi mangler stadig dit svar på spørgeskemaet før din tid torsdag den
5. marts 2026 kl. 9.30. Når du har svaret, er vi bedre forberedt, og der
er mere tid til dig. Har du lige svaret, kan du se bort fra dette.

Udfyld spørgeskemaet:
https://havnen.example/s/kq7/2`);
});

test('a questionnaire before a booked time', () => {
  const email = render([questionnaires()]);
  expect(email.subject).toBe('Spørgeskema før din tid torsdag den 5. marts');
  expect(middleOf(email)).toBe(`Vil du udfylde et spørgeskema før din tid torsdag den 5. marts 2026
kl. 9.30? Så er vi bedre forberedt, og der er mere tid til dig.

Udfyld spørgeskemaet:
https://havnen.example/s/kq7/2`);
});

test('a questionnaire asked anew', () => {
  const email = render([questionnaires({ again: true })]);
  expect(email.subject).toBe('Spørgeskema før din tid torsdag den 5. marts');
  expect(middleOf(email)).toContain(`Det er et stykke tid siden, du svarede på et spørgeskema fra os. Vil du
udfylde det igen før din tid torsdag den 5. marts 2026 kl. 9.30?`);
});

test('a questionnaire before a visit that is not booked yet: no time is spoken of', () => {
  const email = render([questionnaires({ startsAt: null, latestOn: day('2026-04-10') })]);
  expect(email.subject).toBe('Spørgeskema før dit besøg hos Havnens Fysioterapi');
  expect(middleOf(email)).toBe(`Vil du udfylde et spørgeskema før dit næste besøg hos os? Så er vi bedre
forberedt, og der er mere tid til dig.

Besøget skal ligge senest fredag den 10. april 2026.

Udfyld spørgeskemaet:
https://havnen.example/s/kq7/2`);
  expect(email.text).not.toMatch(/din tid|aftale/i);
  expect(render([questionnaires({ startsAt: null })]).text).not.toContain('senest');
});

test("a personal link takes the place of the clinic's own", () => {
  const url = 'https://form.example/r/8f3a';
  expect(middleOf(render([questionnaires({ url })]))).toMatch(/\nhttps:\/\/form\.example\/r\/8f3a$/);
  expect(middleOf(render([nudge({ url })]))).toMatch(/\nhttps:\/\/form\.example\/r\/8f3a$/);
});

test('a booking', () => {
  const email = render([booking()]);
  expect(email.subject).toBe('Bestil tid hos Havnens Fysioterapi');
  expect(middleOf(email)).toBe(`Det er ved at være tid til dit næste besøg hos os. Vil du bestille en
tid?

Besøget skal ligge mellem torsdag den 26. marts og mandag den
13. april 2026.

Du kan bestille på nettet eller ringe til os på +45 55 55 01 23.

Bestil tid:
https://havnen.example/tid/3`);
});

test('a new booking after a cancellation', () => {
  const email = render([rebooking()]);
  expect(email.subject).toBe('Bestil en ny tid hos Havnens Fysioterapi');
  expect(middleOf(email)).toContain(`Nu hvor din tidligere tid er aflyst, vil vi gerne finde en ny til dig.
Vil du bestille en tid?

Besøget skal ligge mellem`);
});

test('a new booking after a visit to which nobody came, without blame', () => {
  const email = render([rebooking({ after: 'missed' })]);
  expect(email.subject).toBe('Bestil en ny tid hos Havnens Fysioterapi');
  expect(middleOf(email)).toContain(`Vi så dig ikke til din sidste tid hos os, og vi vil gerne finde en ny
til dig. Vil du bestille en tid?`);
});

test.each([
  ['2026-03-05', '2026-03-13', 'ligge mellem torsdag den 5. marts og fredag den 13. marts 2026.'],
  ['2026-12-22', '2027-01-05', 'ligge mellem tirsdag den 22. december 2026 og tirsdag den 5. januar 2027.'],
  ['2026-03-05', '2026-03-05', 'ligge torsdag den 5. marts 2026.'],
  [null, '2026-03-05', 'ligge senest torsdag den 5. marts 2026.'],
  ['2026-03-05', null, 'ligge tidligst torsdag den 5. marts 2026.'],
  [null, null, 'Vil du bestille en tid? Du kan'],
])('a booking from %s to %s', (from, to, words) => {
  const text = middleOf(render([booking({ from: dayOr(from), to: dayOr(to) })]));
  expect(text.replaceAll(/\s+/g, ' ')).toContain(words);
});

test('every letter leads to the own page, and to the end of all letters with one press in the mailbox', () => {
  for (const notice of [appointment(), cancelled(), booking(), nudge(), questionnaires(), rebooking()]) {
    const { html, headers } = render([notice]);
    expect(html).toContain('href="https://sider.example/p/t-1"');
    expect(headers).toMatchObject({
      'List-Unsubscribe': '<https://sider.example/p/t-1/stop>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    });
  }
});

test('a provider is told by a token whose answers or booking it is', () => {
  const own = clinic({
    questionnaireUrl: 'https://havnen.example/s?t={token}',
    bookingUrl: 'https://havnen.example/tid?t={token}&nr={visit}',
  });
  const tokens = { answer: new Map([[2, 'a.2']]), booking: new Map([[2, 'b.2']]) };
  const links = { page: 'https://sider.example/p/t-1', tokens };
  const { text } = renderPatientEmail(
    own,
    letter([questionnaires(), booking({ visitNumber: 2 })], { links }),
  );
  expect(text).toContain('\nhttps://havnen.example/s?t=a.2\n');
  expect(text).toContain('\nhttps://havnen.example/tid?t=b.2&nr=2\n');
});
