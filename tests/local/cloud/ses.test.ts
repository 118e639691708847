import {
  DeleteSuppressedDestinationCommand,
  GetAccountCommand,
  GetEmailIdentityCommand,
  GetSuppressedDestinationCommand,
  ListEmailIdentitiesCommand,
  ListSuppressedDestinationsCommand,
  PutSuppressedDestinationCommand,
  SESv2Client,
  SendEmailCommand,
  type SendEmailCommandInput,
} from '@aws-sdk/client-sesv2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../local/cloud/base/clock.ts';
import { type Behaviour, SesEmulator, type SesOptions } from '../../../local/cloud/ses/ses.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';
import { serveService } from '../serve-service.ts';

const region = 'eu-north-1';
const account = '111122223333';
const ALL_EVENTS = ['SEND', 'delivery', 'BOUNCE', 'complaint', 'DELIVERY_DELAY', 'reject'];

let clock: VirtualClock;
let emulator: SesEmulator;
let client: SESv2Client;
let close = () => {};

async function start(options: Partial<SesOptions> = {}) {
  close();
  clock = new VirtualClock(toInstant('2027-03-01T09:30:20Z'));
  const configurationSets = { clinic: ALL_EVENTS, quiet: ['BOUNCE'] };
  emulator = new SesEmulator({ clock, region, account, configurationSets, ...options });
  const server = await serveService(emulator);
  client = new SESv2Client(server.clientOptions);
  close = server.close;
}

beforeEach(() => start());
afterEach(() => close());

const Simple = { Subject: { Data: 'Hej' }, Body: { Text: { Data: 'Hej' } } };
const send = (fields: Partial<SendEmailCommandInput> = {}) =>
  client.send(
    new SendEmailCommand({
      FromEmailAddress: 'Klinik <post@klinik.example>',
      Destination: { ToAddresses: ['patient@mail.example'] },
      Content: { Simple },
      ConfigurationSetName: 'clinic',
      ...fields,
    }),
  );
const simple = (fields: object) => ({ Content: { Simple: { ...Simple, ...fields } } });
const to = (...ToAddresses: string[]) => ({ Destination: { ToAddresses } });

/** All events to come, as `<minutes>:<seconds> <detail-type>`. */
function eventTimes(): string[] {
  const start = clock.millis();
  const times: string[] = [];
  for (let at = emulator.nextEventAt(); at !== null; at = emulator.nextEventAt()) {
    clock.moveTo(at);
    const seconds = (clock.millis() - start) / 1000;
    times.push(...emulator.takeEvents().map((event) => `+${seconds}s ${event['detail-type']}`));
  }
  return times;
}

function allEvents() {
  clock.moveTo(toInstant('2028-01-01T00:00:00Z'));
  return emulator.takeEvents();
}

describe('the inbox', () => {
  it('shows what was sent', async () => {
    const { MessageId } = await send({
      Destination: { ToAddresses: ['a@mail.example'], CcAddresses: ['b@mail.example'] },
      ReplyToAddresses: ['svar@klinik.example'],
      EmailTags: [{ Name: 'message', Value: 'm_1-A' }],
      Content: {
        Simple: {
          Subject: { Data: 'Tid til træning', Charset: 'UTF-8' },
          Body: { Text: { Data: 'Kære Åse', Charset: 'UTF-8' }, Html: { Data: '<p>Hi</p>' } },
          Headers: [{ Name: 'List-Unsubscribe', Value: '<https://klinik.example/u>' }],
          Attachments: [
            {
              FileName: 'tid.ics',
              ContentType: 'text/calendar; method=PUBLISH',
              RawContent: Buffer.from('SUMMARY:Træning'),
              ContentTransferEncoding: 'BASE64',
            },
          ],
        },
      },
    });
    expect(MessageId).toMatch(/^0107[0-9a-f]{12}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-000000$/);
    expect(emulator.inbox()).toEqual([
      {
        messageId: MessageId,
        sentAt: '2027-03-01T09:30:20.000Z',
        from: 'Klinik <post@klinik.example>',
        to: ['a@mail.example'],
        cc: ['b@mail.example'],
        bcc: [],
        replyTo: ['svar@klinik.example'],
        subject: 'Tid til træning',
        text: 'Kære Åse',
        html: '<p>Hi</p>',
        headers: { 'List-Unsubscribe': '<https://klinik.example/u>' },
        attachments: [
          { name: 'tid.ics', contentType: 'text/calendar; method=PUBLISH', content: 'SUMMARY:Træning' },
        ],
        tags: { message: 'm_1-A' },
        configurationSet: 'clinic',
      },
    ]);
  });

  it('shows 7-bit text when no character set was given', async () => {
    await send(simple({ Subject: { Data: 'Tid til træning' } }));
    expect(emulator.inbox()[0]?.subject).toBe('Tid til tr?ning');
  });

  it.each([
    ['BASE64', 'SUMMARY:Træning'],
    ['QUOTED_PRINTABLE', 'SUMMARY:Træning'],
    ['SEVEN_BIT', 'SUMMARY:Tr??ning'],
    [undefined, 'SUMMARY:Tr??ning'],
  ] as const)('shows an attachment as it arrives that is sent as %s', async (encoding, content) => {
    const RawContent = Buffer.from('SUMMARY:Træning');
    const attachment = { FileName: 'tid.ics', RawContent, ContentTransferEncoding: encoding };
    await send(simple({ Attachments: [attachment] }));
    expect(emulator.inbox()[0]?.attachments).toMatchObject([{ content }]);
  });

  it('gives every e-mail an id of its own', async () => {
    const [first, second] = [await send(), await send()];
    expect(first.MessageId).not.toBe(second.MessageId);
  });
});

describe('validation', () => {
  const header = (Name: string, Value = 'x') => simple({ Headers: [{ Name, Value }] });
  const tag = (Name: string, Value: string) => ({ EmailTags: [{ Name, Value }] });

  it.each([
    ['no sender', { FromEmailAddress: undefined }, 'FromEmailAddress'],
    ['no content', { Content: undefined }, "Value null at 'content'"],
    ['no simple content', { Content: {} }, 'Content.Simple'],
    ['no subject', { Content: { Simple: { Body: {} } } }, "at 'content.simple.subject'"],
    ['no body', simple({ Body: {} }), 'neither Text nor Html'],
    ['no destination', { Destination: {} }, 'no recipients'],
    ['51 recipients', to(...Array.from({ length: 51 }, (_, n) => `p${n}@mail.example`)), 'exceeds 50'],
    ['an address without a domain', to('patient'), "Missing final '@domain'"],
    ['a space in an address', to('pa tient@mail.example'), 'whitespace'],
    ['an underscore in a domain', to('patient@mail_x.example'), 'Domain contains illegal character'],
    ['a sender with a comma', { FromEmailAddress: 'Klinik, Ry <a@klinik.example>' }, '@domain'],
    ['a sender that is not ASCII', { FromEmailAddress: 'Ærø <a@klinik.example>' }, 'ASCII'],
    ['a reserved header', header('Reply-To'), "Header 'Reply-To' is not allowed"],
    ['a header with a colon', header('X:Y'), 'regular expression pattern'],
    ['a header that is not ASCII', header('X-Name', 'Ærø'), 'regular expression pattern'],
    ['a long header', header('X-Long', 'x'.repeat(991)), 'too long'],
    [
      'a header twice',
      simple({ Headers: ['1', '2'].map((Value) => ({ Name: 'List-Id', Value })) }),
      "Duplicate header 'List-Id'.",
    ],
    [
      '16 headers',
      simple({ Headers: Array.from({ length: 16 }, (_, n) => ({ Name: `X-${n}`, Value: 'x' })) }),
      'length less than or equal to 15',
    ],
    ['a tag with a dot', tag('message', 'a.b'), "at 'emailTags.1.value'"],
    ['a tag with a colon', tag('ses:from', 'x'), "at 'emailTags.1.name'"],
    ['a tag of 257 characters', tag('message', 'm'.repeat(257)), 'length less than or equal to 256'],
    [
      'an attachment without a name',
      simple({ Attachments: [{ RawContent: Buffer.from('x') }] }),
      "at 'content.simple.attachments.1.fileName'",
    ],
  ])('refuses %s', async (_, fields, text) => {
    await expect(send(fields as Partial<SendEmailCommandInput>)).rejects.toMatchObject({
      name: 'BadRequestException',
      message: expect.stringContaining(text),
      $metadata: { httpStatusCode: 400 },
    });
    expect(emulator.inbox()).toEqual([]);
    expect(emulator.nextEventAt()).toBeNull();
  });

  it.each([
    [
      '15 headers',
      simple({ Headers: Array.from({ length: 15 }, (_, n) => ({ Name: `X-${n}`, Value: 'x' })) }),
    ],
    ['a quoted name', { FromEmailAddress: '"Klinik, Ry" <a@klinik.example>' }],
    ['an encoded name', { FromEmailAddress: '=?UTF-8?B?w4Zyw7g=?= <a@klinik.example>' }],
    ['blind copies only', { Destination: { BccAddresses: ['a@mail.example'] } }],
  ])('accepts %s', async (_, fields) => {
    await expect(send(fields)).resolves.toMatchObject({ MessageId: expect.any(String) });
  });

  it('knows the configuration sets', async () => {
    await expect(send({ ConfigurationSetName: 'other' })).rejects.toMatchObject({
      name: 'NotFoundException',
      message: 'Configuration set <other> does not exist.',
      $metadata: { httpStatusCode: 404 },
    });
  });
});

describe('identities', () => {
  const identities = [
    { name: 'klinik.example' },
    { name: 'one@other.example' },
    { name: 'pending.example', verified: false },
    { name: 'mail-from.example', mailFromFailed: true },
  ];
  beforeEach(() => start({ identities }));

  it.each(['a@klinik.example', 'Ry <a@ry.klinik.example>', 'one@other.example'])(
    'lets %s send',
    async (from) => {
      await expect(send({ FromEmailAddress: from })).resolves.toBeDefined();
    },
  );

  it.each(['a@notklinik.example', 'two@other.example', 'a@pending.example'])('refuses %s', async (from) => {
    await expect(send({ FromEmailAddress: from })).rejects.toMatchObject({
      name: 'MessageRejected',
      message: `Email address is not verified. The following identities failed the check in region EU-NORTH-1: ${from}`,
    });
  });

  it('refuses a domain whose MAIL FROM domain is not verified', async () => {
    await expect(send({ FromEmailAddress: 'a@mail-from.example' })).rejects.toMatchObject({
      name: 'MailFromDomainNotVerifiedException',
    });
  });

  it('are listed and shown', async () => {
    const { EmailIdentities } = await client.send(new ListEmailIdentitiesCommand({}));
    expect(EmailIdentities).toHaveLength(4);
    expect(EmailIdentities?.[1]).toMatchObject({
      IdentityName: 'one@other.example',
      IdentityType: 'EMAIL_ADDRESS',
    });
    const get = (EmailIdentity: string) => client.send(new GetEmailIdentityCommand({ EmailIdentity }));
    expect(await get('klinik.example')).toMatchObject({
      IdentityType: 'DOMAIN',
      VerifiedForSendingStatus: true,
    });
    expect(await get('one@other.example')).toMatchObject({ VerificationStatus: 'SUCCESS' });
    await expect(get('none.example')).rejects.toMatchObject({ name: 'NotFoundException' });
  });

  it('belong to an account that counts', async () => {
    await send();
    const { SendQuota } = await client.send(new GetAccountCommand({}));
    expect(SendQuota?.SentLast24Hours).toBe(1);
    clock.moveTo(toInstant('2027-03-02T09:30:20Z'));
    expect((await client.send(new GetAccountCommand({}))).SendQuota?.SentLast24Hours).toBe(0);
  });
});

describe('events', () => {
  const sent = '+0s Email Sent';
  const delivered = '+5s Email Delivered';
  const bounced = '+5s Email Bounced';

  it.each([
    ['someone@mail.example', [sent, delivered]],
    ['success@simulator.amazonses.com', [sent, delivered]],
    ['Any <BOUNCE+label@simulator.amazonses.com>', [sent, bounced]],
    ['suppressionlist@simulator.amazonses.com', [sent, bounced]],
    ['complaint+x@simulator.amazonses.com', [sent, delivered, '+3600s Email Complaint Received']],
    ['ooto@simulator.amazonses.com', [sent, delivered, '+60s Email Bounced']],
    ['anyone@bounce.example', [sent, bounced]],
    ['anyone@soft-bounce.example', [sent, bounced]],
    ['anyone@reject.example', ['+5s Email Rejected']],
  ])('follow an e-mail to %s', async (address, expected) => {
    await send(to(address));
    expect(eventTimes()).toEqual(expected);
  });

  it.each([
    ['bounce', [sent, bounced]],
    ['soft-bounce', [sent, bounced]],
    ['complaint', [sent, delivered, '+3600s Email Complaint Received']],
    ['delay', [sent, '+5s Email Delivery Delayed', '+3600s Email Delivered']],
    ['reject', ['+5s Email Rejected']],
    ['deliver', [sent, delivered]],
  ] satisfies [Behaviour, string[]][])('follow what was set: %s', async (behaviour, expected) => {
    emulator.setBehaviour('Ane@bounce.example', behaviour);
    await send(to('ane@bounce.example'));
    expect(eventTimes()).toEqual(expected);
  });

  it('have the form of those on the default bus', async () => {
    const { MessageId } = await send({
      ...to('Per <per@bounce.example>'),
      EmailTags: [{ Name: 'message', Value: 'm1' }],
    });
    const [first, second] = allEvents();
    expect(first).toMatchObject({ 'detail-type': 'Email Sent', detail: { eventType: 'Send', send: {} } });
    expect(second).toEqual({
      version: '0',
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      'detail-type': 'Email Bounced',
      source: 'aws.ses',
      account,
      time: '2027-03-01T09:30:25Z',
      region,
      resources: [`arn:aws:ses:${region}:${account}:configuration-set/clinic`],
      detail: {
        eventType: 'Bounce',
        bounce: {
          bounceType: 'Permanent',
          bounceSubType: 'General',
          bouncedRecipients: [
            {
              emailAddress: 'per@bounce.example',
              action: 'failed',
              status: '5.1.1',
              diagnosticCode: 'smtp; 550 5.1.1 user unknown',
            },
          ],
          timestamp: '2027-03-01T09:30:25.000Z',
          feedbackId: expect.any(String),
          reportingMTA: expect.any(String),
        },
        mail: expect.objectContaining({
          timestamp: '2027-03-01T09:30:20.000Z',
          messageId: MessageId,
          source: 'Klinik <post@klinik.example>',
          destination: ['Per <per@bounce.example>'],
          tags: {
            message: ['m1'],
            'ses:operation': ['SendEmail'],
            'ses:configuration-set': ['clinic'],
            'ses:source-ip': ['127.0.0.1'],
            'ses:from-domain': ['klinik.example'],
            'ses:caller-identity': ['AKIDTEST'],
          },
        }),
      },
    });
    expect(first?.id).not.toBe(second?.id);
  });

  it('tell a bounce that may pass from one that stays', async () => {
    emulator.setBehaviour('full@mail.example', 'soft-bounce');
    await send(to('full@mail.example'));
    await send(to('suppressionlist@simulator.amazonses.com'));
    const bounces = allEvents().filter(({ detail }) => detail.eventType === 'Bounce');
    expect(bounces.map(({ detail }) => detail['bounce'])).toMatchObject([
      { bounceType: 'Transient', bounceSubType: 'MailboxFull' },
      { bounceType: 'Permanent', bounceSubType: 'Suppressed' },
    ]);
  });

  it('name the recipients they concern', async () => {
    await send(to('a@mail.example', 'b@bounce.example', 'c@mail.example'));
    const [, delivery, bounce] = allEvents();
    expect(delivery?.detail).toMatchObject({
      delivery: { recipients: ['a@mail.example', 'c@mail.example'] },
    });
    expect(bounce?.detail).toMatchObject({
      bounce: { bouncedRecipients: [{ emailAddress: 'b@bounce.example' }] },
    });
  });

  it('need a configuration set that publishes them', async () => {
    await send({ ConfigurationSetName: undefined });
    await send({ ...to('a@bounce.example'), ConfigurationSetName: 'quiet' });
    expect(eventTimes()).toEqual(['+5s Email Bounced']);
  });

  it('come in the order of time, each once', async () => {
    await send(to('complaint@simulator.amazonses.com'));
    clock.moveTo(toInstant('2027-03-01T09:30:22Z'));
    expect(emulator.takeEvents()).toHaveLength(1);
    expect(emulator.takeEvents()).toEqual([]);
    await send();
    const times = allEvents().map(({ time }) => time.slice(11, 19));
    expect(times).toEqual(['09:30:22', '09:30:25', '09:30:27', '10:30:20']);
  });
});

describe('a dump', () => {
  it('carries everything over', async () => {
    emulator.setBehaviour('ane@mail.example', 'bounce');
    await send();
    const copy = new SesEmulator({ clock, region, account, configurationSets: { clinic: ALL_EVENTS } });
    copy.load(JSON.parse(JSON.stringify(emulator.dump())));
    expect(copy.dump()).toEqual(emulator.dump());
    expect(copy.inbox()).toEqual(emulator.inbox());
    clock.moveTo(toInstant('2027-03-01T10:00:00Z'));
    expect(copy.takeEvents()).toEqual(emulator.takeEvents());
    expect(() => copy.load({})).toThrow();
  });
});

it('answers what it does not know with an error', () => {
  const request = {
    service: 'ses',
    method: 'POST',
    path: '/v2/email/outbound-emails',
    query: new URLSearchParams(),
    headers: {},
    body: '{',
    accessKeyId: 'AKID',
  };
  expect(emulator.operationOf(request)).toBe('SendEmail');
  expect(emulator.handle(request)).toMatchObject({ status: 400 });
  expect(emulator.operationOf({ ...request, path: '/v2/email/outbound-bulk-emails' })).toBeUndefined();
  expect(emulator.handle({ ...request, method: 'PUT' })).toMatchObject({ status: 404 });
});

describe('the account’s suppression list', () => {
  const listed = { EmailAddress: 'Ane@mail.example', Reason: 'COMPLAINT' } as const;
  const get = () => client.send(new GetSuppressedDestinationCommand({ EmailAddress: 'ane@mail.example' }));
  const bounces = () =>
    allEvents().flatMap(({ detail }) => (detail.eventType === 'Bounce' ? [detail['bounce']] : []));

  it('takes an e-mail to an address on it, and lets it bounce, until the address is taken off', async () => {
    await client.send(new PutSuppressedDestinationCommand(listed));
    expect((await get()).SuppressedDestination).toMatchObject({
      ...listed,
      EmailAddress: 'ane@mail.example',
    });
    await send(to('ANE@mail.example'));
    expect(emulator.inbox()).toHaveLength(1);
    expect(bounces()).toMatchObject([{ bounceType: 'Permanent', bounceSubType: 'OnAccountSuppressionList' }]);
    await client.send(new DeleteSuppressedDestinationCommand({ EmailAddress: 'ane@mail.example' }));
    await send(to('ane@mail.example'));
    expect(bounces()).toEqual([]);
    await expect(get()).rejects.toMatchObject({ name: 'NotFoundException' });
  });

  it('is kept, and holds only for the reasons that a configuration set goes by', async () => {
    await start({ suppressedReasons: { clinic: ['BOUNCE'] } });
    await client.send(new PutSuppressedDestinationCommand(listed));
    await send(to('ane@mail.example'));
    expect(bounces()).toEqual([]);
    emulator.load(JSON.parse(JSON.stringify(emulator.dump())));
    const { SuppressedDestinationSummaries: all } = await client.send(
      new ListSuppressedDestinationsCommand({}),
    );
    expect(all?.map(({ EmailAddress, Reason }) => [EmailAddress, Reason])).toEqual([
      ['ane@mail.example', 'COMPLAINT'],
    ]);
  });
});
