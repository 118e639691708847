import { SESv2Client } from '@aws-sdk/client-sesv2';
import { expect, test } from 'vitest';
import { createMailer } from '../../shared/aws/ses-mailer.ts';
import { clinicSchema } from '../../shared/clinic.ts';
import { clinicWith } from '../support/plan.ts';

const clinic = clinicWith();
const pathsOf = (changes: object) => {
  const { error } = clinicSchema.safeParse({ ...clinic, ...changes });
  return (error?.issues ?? []).map(({ path }) => path.join('.'));
};

test.each([
  'Klinik\r\nBcc: all@x.example',
  'Klinik\u0000',
  '\u202eklinik',
  'Kli\u2028nik',
  'Kli\u200bnik',
  '\ud800',
  ' \t ',
])('a clinic may not be called %j, anywhere', (words) => {
  const sender = { ...clinic.sender, name: words };
  expect(pathsOf({ name: words, phone: words, address: words, sender })).toEqual(
    expect.arrayContaining(['name', 'phone', 'address', 'sender.name']),
  );
});

test.each(['a@x.dk, b@y.dk', 'a@x.dk\r\nBcc: b@y.dk', '<a@x.dk>', 'Anna <a@x.dk>', '\u0430@x.dk'])(
  '%j is no address of a clinic',
  (address) => {
    const sender = { ...clinic.sender, address };
    expect(pathsOf({ replyTo: address, managerEmail: address, operatorEmail: address, sender })).toEqual([
      'sender.address',
      'replyTo',
      'managerEmail',
      'operatorEmail',
    ]);
  },
);

test.each(['javascript:alert(1)', 'http://x.example', 'data:text/html,x', '//x.example', 'https://'])(
  '%j is no link of a clinic',
  (url) => {
    expect(pathsOf({ bookingUrl: url, questionnaireUrl: url })).toEqual(['bookingUrl', 'questionnaireUrl']);
  },
);

test.each([
  ['Klinik "Havn" \\ <a@x.dk>', '"Klinik Havn  <a@x.dk>" <'],
  ['Ærø <a@x.dk>\r\nBcc: b@y.dk', '=?UTF-8?B?'],
  ['x\r\nBcc: b@y.dk', '=?UTF-8?B?'],
])('the sender called %j is one name of one address, without a line break', async (name, begins) => {
  const client = new SESv2Client({ region: 'eu-north-1' });
  const sent: string[] = [];
  client.middlewareStack.add(() => async ({ input }) => {
    sent.push(Object(input).FromEmailAddress);
    return { output: { $metadata: {}, MessageId: 'm' }, response: {} };
  });
  const mailer = createMailer(client, { ...clinic, sender: { ...clinic.sender, name } }, 'set');
  await mailer.send('a@x.dk', { subject: 's', text: 't', html: 'h', headers: {}, attachments: [] }, {});
  expect(sent[0]?.startsWith(begins)).toBe(true);
  expect(sent[0]).toMatch(/^[\x20-\x7e]+$/);
  expect(sent[0]?.endsWith(` <${clinic.sender.address}>`)).toBe(true);
  expect(sent[0]?.replace(/"[^"]*"/, '').match(/</g)).toHaveLength(1);
});
