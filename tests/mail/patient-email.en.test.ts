import { expect, test } from 'vitest';
import type { Notice } from '../../shared/mail/index.ts';
import {
  appointment,
  booking,
  cancelled,
  day,
  dayOr,
  middleOf,
  moved,
  nudge,
  questionnaires,
  rebooking,
  render,
  THURSDAY,
} from './letters.ts';

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
appointment.

If you cannot come, please tell us by 18:00 the day before. Call us on
+45 55 55 01 23 or reply to this e-mail.

On your own page you can see what comes next, tell us that you are
coming or cannot come, ask us to call you, or pause these messages.

Go to your page:
https://sider.example/p/t-1

Kind regards
Mette Holm
Havnens Fysioterapi

------------------------------------------------------------------------

If you have any questions, call us on +45 55 55 01 23 or reply to this
e-mail.

You are receiving this e-mail because you are a patient at Havnens
Fysioterapi and agreed to receive reminders. If you do not want any
more, reply to this e-mail and tell us.
`);
});

test('a time that was just booked', () => {
  const email = english(appointment({ situation: 'new' }));
  expect(email.subject).toBe('Your appointment is booked: Thursday 5 March at 09:30');
  expect(middleOf(email)).toMatch(/^Your appointment is booked\. We look forward to seeing you\.\n\nTime:/);
});

test('a changed time names the old one', () => {
  const email = english(moved({ durationMinutes: null }));
  expect(email.subject).toBe('Your appointment has moved to Thursday 5 March at 09:30');
  expect(middleOf(email)).toContain(`Your appointment has moved, so the time on Wednesday 4 March 2026
at 13:00 no longer applies.

Your new time is:

Time: Thursday 5 March 2026 at 09:30
Place:`);
});

test('a time that takes longer than it was told', () => {
  const email = english(moved({ toldBefore: THURSDAY, durationMinutes: 90 }));
  expect(email.subject).toBe('Your appointment on Thursday 5 March at 09:30 has a new length');
  expect(middleOf(email)).toMatch(/^Your appointment begins as before and now takes about 90 minutes\.\n/);
});

test('a cancelled time', () => {
  const email = english(cancelled());
  expect(email.subject).toBe('Your appointment on Thursday 5 March at 09:30 is cancelled');
  expect(middleOf(email)).toBe(`Your appointment on Thursday 5 March 2026 at 09:30 is cancelled.

If you have saved the appointment in your calendar, open the attached
file. It removes it again.

If you would like a new appointment, call us on +45 55 55 01 23 or reply
to this e-mail.`);
});

test('a time that was told by mistake', () => {
  const email = english(cancelled({ because: 'mistake' }));
  expect(email.subject).toBe('You have no appointment on Thursday 5 March at 09:30');
  expect(middleOf(email)).toMatch(/^We wrote to you by mistake about an appointment on Thursday 5 March/);
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
  expect(middleOf(email)).toBe(`Please fill in a questionnaire before your appointment on Thursday
5 March 2026 at 09:30. Your answers help us prepare and leave more time
for you.

Fill in the questionnaire:
https://havnen.example/s/kq7/2`);
});

test('a questionnaire asked anew', () => {
  expect(middleOf(english(questionnaires({ again: true })))).toMatch(
    /^It is some time since you answered a questionnaire from us\. Please fill\nit in again before/,
  );
});

test('a questionnaire before a visit that is not booked yet: no appointment is spoken of', () => {
  const email = english(questionnaires({ startsAt: null, latestOn: day('2026-04-10') }));
  expect(email.subject).toBe('A questionnaire before your visit to Havnens Fysioterapi');
  expect(middleOf(email)).toContain(`Please fill in a questionnaire before your next visit to us. Your
answers help us prepare and leave more time for you.

Your visit has to be no later than Friday 10 April 2026.`);
  expect(email.text).not.toContain('appointment');
});

test('a booking', () => {
  const email = english(booking());
  expect(email.subject).toBe('Please book an appointment at Havnens Fysioterapi');
  expect(middleOf(email)).toBe(`It is nearly time for your next visit to us. Please book an appointment.

Your visit has to be between Thursday 26 March and Monday 13 April 2026.

You can book online or call us on +45 55 55 01 23.

Book an appointment:
https://havnen.example/tid/3`);
});

test('a new booking after a cancellation, and after a visit to which nobody came', () => {
  const [off, missed] = [english(rebooking()), english(rebooking({ after: 'missed' }))];
  expect(off.subject).toBe('Please book a new appointment at Havnens Fysioterapi');
  expect(middleOf(off)).toMatch(/^Now that your earlier appointment is cancelled, we would like to find/);
  expect(missed.subject).toBe(off.subject);
  expect(middleOf(missed)).toMatch(/^We did not see you at your last appointment, and we would like to/);
});

test.each([
  ['2026-03-05', '2026-03-13', 'between Thursday 5 March and Friday 13 March 2026.'],
  ['2026-12-22', '2027-01-05', 'between Tuesday 22 December 2026 and Tuesday 5 January 2027.'],
  ['2026-03-05', '2026-03-05', 'on Thursday 5 March 2026.'],
  [null, '2026-03-05', 'no later than Thursday 5 March 2026.'],
  ['2026-03-05', null, 'no earlier than Thursday 5 March 2026.'],
  [null, null, 'Please book an appointment. You can'],
])('a booking from %s to %s', (from, to, words) => {
  const text = middleOf(english(booking({ from: dayOr(from), to: dayOr(to) })));
  expect(text.replaceAll(/\s+/g, ' ')).toContain(words);
});
