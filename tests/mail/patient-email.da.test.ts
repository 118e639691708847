import { expect, test } from 'vitest';
import { appointment, booking, day, dayOr, middleOf, nudge, questionnaires, render } from './letters.ts';

test('a whole letter', () => {
  const email = render([appointment()]);
  expect(email.subject).toBe('Din tid torsdag den 5. marts kl. 9.30');
  expect(email.text).toBe(`Hej Anna

Her er en besked fra Havnens Fysioterapi.

Vi glæder os til at se dig.

Tid: torsdag den 5. marts 2026 kl. 9.30 (ca. 45 minutter)
Sted: Havnens Fysioterapi, Eksempelvej 12, 8000 Aarhus C

Tiden er vedhæftet som en fil, du kan åbne og gemme i din kalender. Kan
du ikke komme, så ring til os på +45 55 55 01 23, eller svar på denne
mail.

Venlig hilsen
Havnens Fysioterapi

------------------------------------------------------------------------

Har du spørgsmål, så ring til os på +45 55 55 01 23, eller svar på denne
mail.

Du får denne mail, fordi du har en aftale hos Havnens Fysioterapi og har
sagt ja til påmindelser. Vil du ikke have flere, så svar på mailen og
skriv det til os.
`);
});

test('a changed time of unknown length', () => {
  const email = render([appointment({ changed: true, durationMinutes: null })]);
  expect(email.subject).toBe('Ny tid torsdag den 5. marts kl. 9.30');
  expect(middleOf(email)).toContain(`Din tid er ændret. Den nye tid er:

Tid: torsdag den 5. marts 2026 kl. 9.30
Sted:`);
});

test('a nudge', () => {
  const email = render([nudge()]);
  expect(email.subject).toBe('Husk spørgeskemaet før din tid torsdag den 5. marts');
  expect(middleOf(email)).toBe(`Vi mangler stadig dit svar på spørgeskemaet før din tid
torsdag den 5. marts 2026 kl. 9.30. Når du har svaret, er vi bedre
forberedt, og der er mere tid til dig. Har du lige svaret, kan du se
bort fra dette.

Udfyld spørgeskemaet:
https://havnen.example/s/kq7/2`);
});

test('a questionnaire before a booked time', () => {
  const email = render([questionnaires()]);
  expect(email.subject).toBe('Spørgeskema før din tid torsdag den 5. marts');
  expect(middleOf(email)).toBe(`Vil du udfylde et spørgeskema før din tid
torsdag den 5. marts 2026 kl. 9.30? Så er vi bedre forberedt, og der er
mere tid til dig.

Udfyld spørgeskemaet:
https://havnen.example/s/kq7/2`);
});

test('a questionnaire before a visit that is not booked yet', () => {
  const email = render([questionnaires({ startsAt: null, targetOn: day('2026-03-05') })]);
  expect(email.subject).toBe('Spørgeskema før dit besøg hos Havnens Fysioterapi');
  expect(middleOf(email)).toContain(`Vil du udfylde et spørgeskema før dit næste besøg hos os omkring
torsdag den 5. marts 2026? Så er vi bedre forberedt, og der er mere tid
til dig.`);
  expect(middleOf(render([questionnaires({ startsAt: null })]))).toContain('næste besøg hos os? Så er vi');
});

test('a booking', () => {
  const email = render([booking()]);
  expect(email.subject).toBe('Bestil tid hos Havnens Fysioterapi');
  expect(middleOf(email)).toBe(`Det er ved at være tid til dit næste besøg hos os. Vil du bestille en
tid mellem den 26. marts og den 13. april 2026?

Du kan bestille på nettet eller ringe til os på +45 55 55 01 23.

Bestil tid:
https://havnen.example/tid/3`);
});

test('a new booking, without blame', () => {
  const email = render([booking({ kind: 'rebooking' })]);
  expect(email.subject).toBe('Bestil en ny tid hos Havnens Fysioterapi');
  expect(middleOf(email)).toBe(`Din tidligere tid er ikke længere i vores kalender, og vi vil gerne
finde en ny til dig. Vil du bestille en tid
mellem den 26. marts og den 13. april 2026?

Du kan bestille på nettet eller ringe til os på +45 55 55 01 23.

Bestil tid:
https://havnen.example/tid/3`);
});

test.each([
  ['2026-03-05', '2026-03-13', ' mellem den 5. og den 13. marts 2026?'],
  ['2026-12-22', '2027-01-05', ' mellem den 22. december 2026 og den 5. januar 2027?'],
  ['2026-03-05', '2027-03-05', ' mellem den 5. marts 2026 og den 5. marts 2027?'],
  ['2026-03-05', '2026-03-05', ' den 5. marts 2026?'],
  [null, '2026-03-05', ' senest den 5. marts 2026?'],
  ['2026-03-05', null, ' tidligst den 5. marts 2026?'],
  [null, null, ' Vil du bestille en tid?'],
])('a booking from %s to %s', (from, to, words) => {
  const text = middleOf(render([booking({ from: dayOr(from), to: dayOr(to) })]));
  expect(text.replaceAll('\n', ' ')).toContain(words);
});
