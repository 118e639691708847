import { expect, test } from 'vitest';
import type { SentEmail } from '../../../local/clinic/emails.ts';
import { decodedWords, mailSource } from '../../../local/clinic/mail-source.ts';
import { encodedWords } from '../../../shared/aws/encoded-words.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';

const mail: SentEmail = {
  messageId: '0107-m-1',
  sentAt: toInstant('2026-03-05T09:00:00+01:00'),
  from: `${encodedWords('Ærø Fysioterapi og Genoptræning på Sydhavsøerne')} <no-reply@clinic.example>`,
  to: ['anna@patients.example'],
  cc: [],
  bcc: [],
  replyTo: ['kontakt@clinic.example'],
  subject: 'Din tid på torsdag: husk træningstøj og et håndklæde, og kom gerne lidt før',
  text: 'Kære Anna\n.\nVi ses på Ærø.',
  html: '<p>Kære Anna</p>',
  headers: { 'Auto-Submitted': 'auto-generated' },
  attachments: [
    {
      name: 'tid.ics',
      contentType: 'text/calendar; charset=utf-8; method=REQUEST',
      content: 'BEGIN:VCALENDAR\r\nSUMMARY:Ærø\r\n',
    },
  ],
  tags: {},
  configurationSet: null,
};

test('the source is a whole message with its headers, no line longer than mail may have', () => {
  const lines = mailSource(mail, 'eu-north-1').split('\r\n');
  expect(lines.every((line) => line.length <= 998 && /^[\t\x20-\x7e]*$/.test(line))).toBe(true);
  expect(lines.slice(0, 4)).toEqual([
    'Date: Thu, 05 Mar 2026 08:00:00 +0000',
    `From: ${mail.from}`,
    'To: anna@patients.example',
    'Reply-To: kontakt@clinic.example',
  ]);
  expect(lines).toContain('Message-ID: <0107-m-1@eu-north-1.amazonses.com>');
  expect(lines).toContain('Auto-Submitted: auto-generated');
  expect(lines.some((line) => line.startsWith('Cc:'))).toBe(false);
});

/** The parts that hold something, with their type and what they hold. */
const partsOf = (source: string) =>
  source
    .split(/--[0-9a-f]{32}(?:--)?\r\n/)
    .filter((part) => part.includes('\r\nContent-Transfer-Encoding: base64\r\n'))
    .map((part) => {
      const [head = '', body = ''] = part.split('\r\n\r\n');
      return [head.split('\r\n')[0], Buffer.from(body, 'base64').toString()];
    });

test('its parts hold what was sent: the text and the page as alternatives, then the files', () => {
  const source = mailSource(mail, 'eu-north-1');
  expect(partsOf(source)).toEqual([
    ['Content-Type: text/plain; charset=UTF-8', mail.text],
    ['Content-Type: text/html; charset=UTF-8', mail.html],
    ['Content-Type: text/calendar; charset=utf-8; method=REQUEST', mail.attachments[0]?.content],
  ]);
  const kinds = [...source.matchAll(/Content-Type: multipart\/(\w+); boundary="(\w+)"/g)];
  expect(kinds.map(([, kind]) => kind)).toEqual(['mixed', 'alternative']);
  for (const [, , boundary] of kinds) expect(source).toContain(`\r\n--${boundary}--\r\n`);
  const folded = /\r\nSubject: (.*(?:\r\n .*)*)/.exec(source)?.[1] ?? '';
  expect(folded.split('\r\n').every((line) => line.length <= 78)).toBe(true);
  expect(decodedWords(folded.replaceAll('\r\n', ''))).toBe(mail.subject);
});

test('an e-mail without files is its alternatives', () => {
  const source = mailSource({ ...mail, attachments: [], html: null }, 'eu-north-1');
  expect(source).not.toContain('multipart/mixed');
  expect(partsOf(source)).toHaveLength(1);
});

test('a header is shown as people read it', () => {
  expect(decodedWords(mail.from)).toBe(
    'Ærø Fysioterapi og Genoptræning på Sydhavsøerne <no-reply@clinic.example>',
  );
  expect(decodedWords('"Plain" <a@b.example>')).toBe('"Plain" <a@b.example>');
});
