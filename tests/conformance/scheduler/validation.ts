import { expect, it } from 'vitest';
import { assumed, type Contract, type Fields } from './under-test.ts';

/** Refused by AWS, in these words (recorded); the one with milliseconds and the seven fields by their form. */
const INVALID_EXPRESSIONS = [
  'at(2021-12-31)',
  'at(2021-12-31T23:59:59Z)',
  'at(2026-09-08T03:54:26.439)',
  'cron(0 1 * * * *)',
  'cron(7 20 * * NOT *)',
  'cron(INVALID)',
  'cron(0 dummy ? * MON-FRI *)',
  'cron(71 8 1 * ? *)',
  'cron()',
  'cron(*/30 * * * * ? *)',
  'rate(10 seconds)',
  'rate(10 years)',
  'rate()',
  'rate(10)',
  'rate(10 minutess)',
  'rate(foo minutes)',
  'rate(-10 minutes)',
  'rate( 10 minutes )',
  ' rate(10 minutes)',
];

const VALID_EXPRESSIONS = [
  'at(2035-12-31T23:59:59)',
  'at(2021-12-31T23:59:59)',
  'rate(1 minute)',
  'rate(10 minutes)',
  'rate(2 hours)',
  'rate(7 days)',
  'cron(0 8 1 * ? *)',
  'cron(0/15 8-17 ? * MON-FRI *)',
  'cron(0-15/1 8-8 ? * 2,3,4,5,6,7 *)',
  'cron(1-31/30 1-1 ? * 1,7 *)',
];

type Case = [what: string, fields: (t: Contract) => Fields, words: RegExp];

/** Members whose limits the API reference gives. */
const OVER_LIMITS: Case[] = [
  ['a slash in a group', () => ({ GroupName: 'a/b' }), /'groupName'.*regular expression pattern/],
  ['a long description', () => ({ Description: 'd'.repeat(513) }), /'description'.*equal to 512/],
  ['more retries than 185', (t) => withRetries(t, 186), /less than or equal to 185/],
  ['a role that is none', () => ({ Target: { Arn: 'arn:x', RoleArn: 'someone' } }), /'target\.roleArn'/],
  ['a name of 65 characters', () => ({ Name: 'n'.repeat(65) }), /'name'.*length less than or equal to 64/],
  [
    'a recurring schedule that starts long ago',
    () => ({ ScheduleExpression: 'rate(1 hour)', StartDate: new Date('2020-01-01') }),
    /^The StartDate you specify cannot be earlier than 5 minutes ago\.$/,
  ],
];

/** What must be refused somehow; how is written nowhere. */
const SENSELESS: Case[] = [
  ['a slash in a name', () => ({ Name: 'a/b' }), /'name'.*regular expression pattern/],
  ['an unknown time zone', () => ({ ScheduleExpressionTimezone: 'Europe/Atlantis' }), /Atlantis/],
  ['an end before the start', () => endBeforeStart, /EndDate/],
  [
    'a window of unknown length',
    () => ({ FlexibleTimeWindow: { Mode: 'FLEXIBLE' } }),
    /MaximumWindowInMinutes/,
  ],
];

const endBeforeStart: Fields = {
  ScheduleExpression: 'rate(1 hour)',
  StartDate: new Date('2035-01-02'),
  EndDate: new Date('2035-01-01'),
};

const withRetries = ({ it: { targetArn, roleArn } }: Contract, MaximumRetryAttempts: number): Fields => ({
  Target: { Arn: targetArn, RoleArn: roleArn, RetryPolicy: { MaximumRetryAttempts } },
});

/** What the service refuses, and how. */
export function validationContract(t: Contract): void {
  const refused = { name: 'ValidationException', $metadata: { httpStatusCode: 400 } };

  it.each(INVALID_EXPRESSIONS)('refuses %s', async (expression) => {
    const message = `Invalid Schedule Expression ${expression}.`;
    await expect(t.create({ ScheduleExpression: expression })).rejects.toMatchObject({ ...refused, message });
  });

  it.each(VALID_EXPRESSIONS)('accepts %s', async (expression) => {
    await expect(t.create({ ScheduleExpression: expression, State: 'DISABLED' })).resolves.toBeDefined();
  });

  it.each(OVER_LIMITS)('refuses %s', async (_, fields) => {
    await expect(t.create(fields(t))).rejects.toMatchObject(refused);
  });

  it.each(SENSELESS)(assumed('refuses %s'), async (_, fields) => {
    await expect(t.create(fields(t))).rejects.toMatchObject(refused);
  });

  it.each([...OVER_LIMITS, ...SENSELESS])(assumed('the words for %s'), async (_, fields, words) => {
    await expect(t.create(fields(t))).rejects.toMatchObject({ message: expect.stringMatching(words) });
  });

  it('refuses a role that it cannot assume, in these words', async () => {
    const { targetArn, roleArn } = t.it;
    await expect(
      t.create({ Target: { Arn: targetArn, RoleArn: `${roleArn}-nobody` } }),
    ).rejects.toMatchObject({
      ...refused,
      message: 'The execution role you provide must allow AWS EventBridge Scheduler to assume the role.',
    });
  });

  it('ignores the start date of a one-time schedule', async () => {
    await expect(t.create({ StartDate: new Date('2020-01-01') })).resolves.toBeDefined();
  });
}
