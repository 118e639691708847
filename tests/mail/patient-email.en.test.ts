import { expect, test } from 'vitest';
import type { Notice } from '../../shared/mail/index.ts';
import { appointment, booking, day, dayOr, middleOf, nudge, questionnaires, render } from './letters.ts';

const english = (...notices: Notice[]) => render(notices, { language: 'en' });

test('a whole letter', () => {
  const email = english(appointment());
  expect(email.subject).toBe('Your appointment on Thursday 5 March at 09:30');
  expect(email.text).toBe(`Hello Anna

This is a message from Havnens Fysioterapi.

We look forward to seeing you.

Time: Thursday 5 March 2026 at 09:30 (about 45 minutes)
Place: Havnens Fysioterapi, Eksempelvej 12, 8000 Aarhus C

The attached file opens in your calendar, where you can save the
appointment. If you cannot come, call us on +45 55 55 01 23 or reply to
this e-mail.

Kind regards
Havnens Fysioterapi

------------------------------------------------------------------------

If you have any questions, call us on +45 55 55 01 23 or reply to this
e-mail.

You are receiving this e-mail because you are a patient at Havnens
Fysioterapi and agreed to receive reminders. If you do not want any
more, reply to this e-mail and tell us.
`);
});

test('a changed time of unknown length', () => {
  const email = english(appointment({ changed: true, durationMinutes: null }));
  expect(email.subject).toBe('New time on Thursday 5 March at 09:30');
  expect(middleOf(email)).toContain(`Your appointment has changed. The new time is:

Time: Thursday 5 March 2026 at 09:30
Place:`);
});

test('a nudge', () => {
  const email = english(nudge());
  expect(email.subject).toBe('Please remember the questionnaire before Thursday 5 March');
  expect(middleOf(email)).toBe(`We have not yet received your answers to the questionnaire before your
appointment on Thursday 5 March 2026 at 09:30. Your answers help us
prepare and leave more time for you. If you have just answered, you can
ignore this.

Fill in the questionnaire:
https://havnen.example/s/kq7/2`);
});

test('a questionnaire before a booked time', () => {
  const email = english(questionnaires());
  expect(email.subject).toBe('A questionnaire before your appointment on Thursday 5 March');
  expect(middleOf(email)).toBe(`Please fill in a questionnaire before your appointment on
Thursday 5 March 2026 at 09:30. Your answers help us prepare and leave
more time for you.

Fill in the questionnaire:
https://havnen.example/s/kq7/2`);
});

test('a questionnaire before a visit that is not booked yet', () => {
  const email = english(questionnaires({ startsAt: null, targetOn: day('2026-03-05') }));
  expect(email.subject).toBe('A questionnaire before your visit to Havnens Fysioterapi');
  expect(middleOf(email)).toContain(`Please fill in a questionnaire before your next visit to us, around
Thursday 5 March 2026. Your answers help us prepare and leave more time
for you.`);
  expect(middleOf(english(questionnaires({ startsAt: null })))).toContain('next visit to us. Your\nanswers');
});

test('a booking', () => {
  const email = english(booking());
  expect(email.subject).toBe('Please book an appointment at Havnens Fysioterapi');
  expect(middleOf(email)).toBe(`It is nearly time for your next visit to us. Please book an appointment
between 26 March and 13 April 2026.

You can book online or call us on +45 55 55 01 23.

Book an appointment:
https://havnen.example/tid/3`);
});

test('a new booking, without blame', () => {
  const email = english(booking({ kind: 'rebooking' }));
  expect(email.subject).toBe('Please book a new appointment at Havnens Fysioterapi');
  expect(middleOf(email)).toBe(`Your earlier appointment is no longer in our calendar, and we would like
to find you a new one. Please book an appointment
between 26 March and 13 April 2026.

You can book online or call us on +45 55 55 01 23.

Book an appointment:
https://havnen.example/tid/3`);
});

test.each([
  ['2026-03-05', '2026-03-13', ' between 5 and 13 March 2026.'],
  ['2026-12-22', '2027-01-05', ' between 22 December 2026 and 5 January 2027.'],
  ['2026-03-05', '2026-03-05', ' on 5 March 2026.'],
  [null, '2026-03-05', ' no later than 5 March 2026.'],
  ['2026-03-05', null, ' no earlier than 5 March 2026.'],
  [null, null, ' Please book an appointment.'],
])('a booking from %s to %s', (from, to, words) => {
  const text = middleOf(english(booking({ from: dayOr(from), to: dayOr(to) })));
  expect(text.replaceAll('\n', ' ')).toContain(words);
});
