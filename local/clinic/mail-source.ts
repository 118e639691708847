import { createHash } from 'node:crypto';
import { encodedWords } from '../../shared/aws/encoded-words.ts';
import type { SentEmail } from './emails.ts';

const LINE = 76;

/**
 * An e-mail as the provider puts it on its way (RFC 5322): its headers, its text and page as alternatives, its files.
 * Lines end with CRLF.
 * @param region where the provider is, which the id of the message names
 */
export function mailSource(mail: SentEmail, region: string): string {
  const { messageId, sentAt, from, to, cc, replyTo, subject, headers } = mail;
  const fields: [string, string][] = [
    ['Date', new Date(sentAt).toUTCString().replace('GMT', '+0000')],
    ['From', from],
    ['To', to.join(', ')],
    ['Cc', cc.join(', ')],
    ['Reply-To', replyTo.join(', ')],
    ['Subject', encodedWords(subject).replaceAll('?= =?', '?=\r\n =?')],
    ['Message-ID', `<${messageId}@${region}.amazonses.com>`],
    ...Object.entries(headers),
    ['MIME-Version', '1.0'],
  ];
  return [
    ...fields.filter(([, value]) => value !== '').map(([name, value]) => `${name}: ${value}`),
    ...bodyOf(mail),
    '',
  ].join('\r\n');
}

function bodyOf({ messageId, text, html, attachments }: SentEmail): string[] {
  const letter = multipart('alternative', `${messageId} letter`, [
    ...(text === null ? [] : [part('text/plain; charset=UTF-8', text)]),
    ...(html === null ? [] : [part('text/html; charset=UTF-8', html)]),
  ]);
  if (attachments.length === 0) return letter;
  const files = attachments.map(({ name, contentType, content }) =>
    part(contentType, content, [`Content-Disposition: attachment; filename="${name}"`]),
  );
  return multipart('mixed', `${messageId} all`, [letter, ...files]);
}

function multipart(kind: string, name: string, parts: readonly string[][]): string[] {
  const boundary = createHash('sha256').update(name).digest('hex').slice(0, 32);
  return [
    `Content-Type: multipart/${kind}; boundary="${boundary}"`,
    '',
    ...parts.flatMap((lines) => [`--${boundary}`, ...lines]),
    `--${boundary}--`,
  ];
}

const part = (contentType: string, content: string, more: readonly string[] = []): string[] => [
  `Content-Type: ${contentType}`,
  ...more,
  'Content-Transfer-Encoding: base64',
  '',
  ...(Buffer.from(content)
    .toString('base64')
    .match(new RegExp(`.{1,${LINE}}`, 'g')) ?? []),
];

/** A header with encoded words, as people read it. */
export const decodedWords = (text: string): string =>
  text
    .replaceAll('?= =?', '?==?')
    .replaceAll(/=\?UTF-8\?B\?([A-Za-z0-9+/=]*)\?=/g, (_, word: string) =>
      Buffer.from(word, 'base64').toString(),
    );
