import { expect, test } from 'vitest';
import { renderPatientEmail } from '../../shared/mail/index.ts';
import { appointment, booking, cancelled, clinic, letter, middleOf, moved, nudge } from './letters.ts';

test('the clinic may open and close in its own words', () => {
  const own = clinic({
    texts: {
      da: {
        intro: 'Kære patient\nTak, fordi du kommer.',
        signature: 'Hilsen\n{therapist}\nos',
        footer: 'Ring på {phone}.',
      },
    },
  });
  const email = renderPatientEmail(own, letter([booking()]));
  expect(email.text).toContain('Hej Anna\n\nKære patient\n\nTak, fordi du kommer.\n\nDet er ved');
  expect(email.text).toMatch(/\n\nHilsen\nMette Holm\nos\n\n-+\n\nRing på \+45 55 55 01 23\.\n$/);
  expect(email.html).toContain('Hilsen<br>Mette Holm<br>os');
  expect(renderPatientEmail(own, letter([booking()], { language: 'en' })).text).toContain('Kind regards');
});

test('its own rule for those who cannot come, and its own words for links', () => {
  const own = clinic({
    texts: {
      da: {
        cancelRule: 'Sig til senest kl. 12 dagen før på {phone}.',
        newTime: 'Ring for en ny tid.',
        howToBook: 'Bestil på nettet.',
        bookButton: 'Find en tid',
        answerButton: 'Svar nu',
      },
    },
  });
  const middle = (...notices: Parameters<typeof letter>[0]) =>
    middleOf(renderPatientEmail(own, letter(notices)));
  expect(middle(appointment())).toMatch(/\n\nSig til senest kl\. 12 dagen før på \+45 55 55 01 23\.$/);
  expect(middle(cancelled())).toMatch(/\n\nRing for en ny tid\.$/);
  expect(middle(booking())).toContain('Bestil på nettet.\n\nFind en tid:\nhttps://');
  expect(middle(nudge())).toContain('\n\nSvar nu:\nhttps://');
});

test('its own subject and text for one letter; the others keep ours', () => {
  const own = clinic({
    texts: {
      da: {
        letters: {
          appointment: {
            text: '{therapist} ser dig {day} {time}.\nDet tager {minutes}.\nVi ses hos {clinic}, {address}.',
          },
          appointmentChanged: { subject: 'Flyttet til {moment}' },
        },
      },
    },
  });
  const [reminded, changed] = [appointment(), moved()].map((one) => renderPatientEmail(own, letter([one])));
  expect(reminded?.subject).toBe('Din tid torsdag den 5. marts kl. 9.30');
  expect(reminded?.text).toContain(`Mette Holm ser dig torsdag den 5. marts 2026 kl. 9.30.

Det tager ca. 45 minutter.

Vi ses hos Havnens Fysioterapi, Eksempelvej 12, 8000 Aarhus C.

Tid:`);
  expect(changed?.subject).toBe('Flyttet til torsdag den 5. marts kl. 9.30');
  expect(changed?.text).toContain('Din nye tid er:');
});

test('what is not known is left out with its line', () => {
  const text = 'Hej.\n{therapist} ser dig.\nDet tager {minutes}.';
  const own = clinic({ texts: { da: { letters: { appointment: { text } } } } });
  const unknown = letter([appointment({ durationMinutes: null })], { therapistName: null });
  expect(middleOf(renderPatientEmail(own, unknown))).toMatch(/^Hej\.\n\nTid: /);
});
