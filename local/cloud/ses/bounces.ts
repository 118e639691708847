/** The mail server that reports deliveries. */
export const MTA = 'a6-11.smtp-out.eu-north-1.amazonses.com';

/** What a bounce event says besides who and when. */
export type Bounce = {
  bounceType: 'Permanent' | 'Transient';
  bounceSubType: string;
  feedbackId?: string;
  reportingMTA?: string;
  /** Of each recipient. */
  status?: string;
  diagnosticCode?: string;
};

/** The kinds of bounces, as the service reports them. */
export const BOUNCES: Readonly<Record<'bounce' | 'soft-bounce' | 'suppressed' | 'listed', Bounce>> = {
  bounce: {
    bounceType: 'Permanent',
    bounceSubType: 'General',
    reportingMTA: `dsn; ${MTA}`,
    status: '5.1.1',
    diagnosticCode: 'smtp; 550 5.1.1 user unknown',
  },
  'soft-bounce': {
    bounceType: 'Transient',
    bounceSubType: 'MailboxFull',
    reportingMTA: `dsn; ${MTA}`,
    status: '4.2.2',
    diagnosticCode: 'smtp; 452 4.2.2 mailbox full',
  },
  suppressed: {
    bounceType: 'Permanent',
    bounceSubType: 'Suppressed',
    reportingMTA: 'dns; amazonses.com',
    status: '5.1.1',
    diagnosticCode: 'Amazon SES has suppressed sending to this address.',
  },
  listed: {
    bounceType: 'Permanent',
    bounceSubType: 'OnAccountSuppressionList',
    reportingMTA: 'dns; amazonses.com',
    status: '5.1.1',
    diagnosticCode:
      'Amazon SES did not send the message to this address because it is on the suppression list for your account.',
  },
};
