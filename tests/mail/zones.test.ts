import { afterEach, expect, test, vi } from 'vitest';
import { toInstant } from '../../shared/core/time/instant.ts';
import { renderPatientEmail } from '../../shared/mail/index.ts';
import { appointment, booking, clinic, letter, middleOf, questionnaires, render } from './letters.ts';

afterEach(() => vi.unstubAllEnvs());

test.each([
  ['2026-03-29T00:59:00Z', 'søndag den 29. marts 2026 kl. 1.59'],
  ['2026-03-29T01:00:00Z', 'søndag den 29. marts 2026 kl. 3.00'],
  ['2026-10-25T00:30:00Z', 'søndag den 25. oktober 2026 kl. 2.30'],
  ['2026-10-25T01:30:00Z', 'søndag den 25. oktober 2026 kl. 2.30'],
  ['2026-03-05T22:59:00Z', 'torsdag den 5. marts 2026 kl. 23.59'],
  ['2026-03-05T23:00:00Z', 'fredag den 6. marts 2026 kl. 0.00'],
  ['2026-06-30T22:00:00Z', 'onsdag den 1. juli 2026 kl. 0.00'],
  ['2026-12-31T23:05:00Z', 'fredag den 1. januar 2027 kl. 0.05'],
])('%s in Copenhagen', (at, words) => {
  expect(middleOf(render([appointment({ startsAt: toInstant(at) })]))).toContain(`Tid: ${words} (`);
});

test("a clinic's own zone decides", () => {
  const nuuk = clinic({ timeZone: 'America/Nuuk' });
  const startsAt = toInstant('2026-03-06T01:30:00Z');
  const email = renderPatientEmail(nuuk, letter([appointment({ startsAt })], { language: 'en' }));
  expect(email.subject).toBe('Your appointment on Thursday 5 March at 23:30');
});

test.each(['Pacific/Auckland', 'America/Los_Angeles', 'Pacific/Kiritimati'])('a machine in %s', (zone) => {
  const notices = [appointment(), booking(), questionnaires({ startsAt: null, visitNumber: 4 })];
  vi.stubEnv('TZ', 'UTC');
  const expected = render(notices);
  const hours = new Date(0).getHours();
  vi.stubEnv('TZ', zone);
  expect(new Date(0).getHours()).not.toBe(hours);
  expect(render(notices)).toEqual(expected);
});
