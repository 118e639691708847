import { SESv2Client } from '@aws-sdk/client-sesv2';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SesEmulator, VirtualClock } from '../../local/cloud/index.ts';
import { createMailer } from '../../shared/aws/ses-mailer.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import type { Email } from '../../shared/mail/index.ts';
import { serveService } from '../local/serve-service.ts';
import { clinicWith } from '../support/plan.ts';

const clock = new VirtualClock(toInstant('2026-03-02T09:30:20Z'));
const email: Email = {
  subject: 'Påmindelse: din tid på mandag',
  text: 'Kære Ærø, husk æblegrød.\n',
  html: '<p>Kære Ærø, husk æblegrød.</p>',
  headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  attachments: [
    { name: 'aftale.ics', contentType: 'text/calendar; method=PUBLISH', content: 'SUMMARY:Tid på Ærø' },
  ],
};
const TAGS = { course: 'Qy0x', message: '0001', attempt: '1' };

let emulator: SesEmulator;
let client: SESv2Client;
let close = () => {};
beforeEach(async () => {
  const configurationSets = { clinic: [] };
  emulator = new SesEmulator({ clock, region: 'eu-north-1', account: '111122223333', configurationSets });
  const server = await serveService(emulator);
  client = new SESv2Client(server.clientOptions);
  close = server.close;
});
afterEach(() => close());

const sendAs = async (name: string, changes: Partial<Email> = {}) => {
  const sender = { name, address: 'post@klinik.example' };
  const mailer = createMailer(client, clinicWith({ sender }), 'clinic');
  const outcome = await mailer.send('anna@mail.example', { ...email, ...changes }, TAGS);
  return { outcome, mail: emulator.inbox().at(-1) };
};

test('an e-mail arrives as it was written', async () => {
  const { outcome, mail } = await sendAs('Sundby Fysioterapi');
  expect(outcome).toEqual({ kind: 'accepted', providerId: mail?.messageId });
  expect(mail).toMatchObject({
    from: '"Sundby Fysioterapi" <post@klinik.example>',
    to: ['anna@mail.example'],
    cc: [],
    bcc: [],
    replyTo: ['kontakt@sundby-fysioterapi.example'],
    subject: email.subject,
    text: email.text,
    html: email.html,
    headers: email.headers,
    attachments: email.attachments,
    tags: TAGS,
    configurationSet: 'clinic',
  });
});

test('one without attachments and headers of its own has none', async () => {
  const { mail } = await sendAs('Klinik', { attachments: [], headers: {} });
  expect(mail).toMatchObject({ attachments: [], headers: {} });
});

describe('the name of the sender', () => {
  /** A display name as a mail program reads it. */
  const nameIn = (from: string) =>
    from
      .replace(/ <.*>$/, '')
      .replaceAll(/\?= =\?/g, '?==?')
      .replaceAll(/=\?UTF-8\?B\?([^?]*)\?=/g, (_, text: string) => Buffer.from(text, 'base64').toString())
      .replaceAll('"', '');

  test.each([
    'Fysioterapi, Sundby (afd. 2)',
    'Århus Fys & Træning',
    'Sønderjyllands Genoptræning og Fysioterapi på Ærø, Als & Rømø',
    '物理療法クリニック 物理療法クリニック 物理療法クリニック',
    'Klinik 🙂 Løb og Sundhed i Øresundsregionen 🙂🙂🙂',
  ])('%s is understood', async (name) => {
    const { outcome, mail } = await sendAs(name.slice(0, 60));
    expect(outcome.kind).toBe('accepted');
    expect(nameIn(mail?.from ?? '')).toBe(name.slice(0, 60));
  });

  test('is never an encoded word of more than 75 characters, nor half a letter', async () => {
    const { mail } = await sendAs('æ'.repeat(60));
    const words = (mail?.from ?? '').replace(/ <.*>$/, '').split(' ');
    expect(words.length).toBeGreaterThan(1);
    for (const word of words) {
      expect(word.length).toBeLessThanOrEqual(75);
      expect(nameIn(`${word} <x>`)).toMatch(/^æ+$/);
    }
  });

  test('cannot leave its quotes', async () => {
    const { mail } = await sendAs('Kl"inik\\" <evil@example.com>, "x');
    expect(mail?.from).toBe('"Klinik <evil@example.com>, x" <post@klinik.example>');
  });
});
