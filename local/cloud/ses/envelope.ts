import { bareAddress, domainOf } from './address.ts';
import { DETAIL_TYPES, type Outcome } from './events.ts';
import { uuidOf } from './mail.ts';
import type { SesEvent, SesMail } from './state.ts';

/** Where an e-mail was sent from. */
export type Origin = {
  readonly account: string;
  readonly region: string;
  readonly accessKeyId: string;
};

/** The n-th event of an account, as it reaches the default bus. */
export const eventOf = (mail: SesMail, outcome: Outcome, origin: Origin, n: number): SesEvent => ({
  version: '0',
  id: uuidOf(`${origin.account} event ${n}`),
  'detail-type': DETAIL_TYPES[outcome.eventType],
  source: 'aws.ses',
  account: origin.account,
  time: `${outcome.at.slice(0, 19)}Z`,
  region: origin.region,
  resources: [`arn:aws:ses:${origin.region}:${origin.account}:configuration-set/${mail.configurationSet}`],
  detail: { eventType: outcome.eventType, ...outcome.detail, mail: mailDetail(mail, origin) },
});

function mailDetail(mail: SesMail, { account, region, accessKeyId }: Origin): SesEvent['detail']['mail'] {
  const domain = domainOf(bareAddress(mail.from));
  const common = {
    from: [mail.from],
    ...(mail.replyTo.length > 0 && { replyTo: mail.replyTo }),
    to: mail.to,
    ...(mail.cc.length > 0 && { cc: mail.cc }),
    messageId: mail.messageId,
    subject: mail.subject,
  };
  return {
    timestamp: mail.sentAt,
    source: mail.from,
    sourceArn: `arn:aws:ses:${region}:${account}:identity/${domain}`,
    sendingAccountId: account,
    messageId: mail.messageId,
    destination: [...mail.to, ...mail.cc, ...mail.bcc],
    headersTruncated: false,
    headers: [
      { name: 'From', value: mail.from },
      { name: 'To', value: mail.to.join(', ') },
      { name: 'Subject', value: mail.subject },
      ...Object.entries(mail.headers).map(([name, value]) => ({ name, value })),
    ],
    commonHeaders: common,
    tags: {
      'ses:operation': ['SendEmail'],
      'ses:configuration-set': mail.configurationSet === null ? [] : [mail.configurationSet],
      'ses:source-ip': ['127.0.0.1'],
      'ses:from-domain': [domain],
      'ses:caller-identity': [accessKeyId],
      ...Object.fromEntries(Object.entries(mail.tags).map(([name, value]) => [name, [value]])),
    },
  };
}
