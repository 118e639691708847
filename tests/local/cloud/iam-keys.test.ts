import { expect, test } from 'vitest';
import { stackOf } from '../../../local/clinic/template-cache.ts';
import { Account } from '../../../local/cloud/account.ts';
import { VirtualClock } from '../../../local/cloud/base/clock.ts';
import { AccessControl } from '../../../local/cloud/iam/iam.ts';
import type { StackTemplate } from '../../../local/cloud/template/resolve.ts';
import { readTemplate } from '../../../local/cloud/template/template.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';
import { clinicWith } from '../../support/plan.ts';
import { statementsIn, withoutStatement } from '../../support/policies.ts';

const ARN = (service: string, rest: string) => `arn:aws:${service}:eu-north-1:111122223333:${rest}`;
const queueArn = (name: string) => ARN('sqs', `course-reminders-sample-${name}`);
const stack = await stackOf(clinicWith({ encryptionKey: 'customer-managed' }));

/** The stack without the statements of its key about which a text of their JSON tells. */
const withoutOnKey = (...texts: readonly string[]): StackTemplate =>
  texts.reduce((changed, text) => {
    const [found] = statementsIn(changed).filter(
      ({ resource, statement }) => resource.startsWith('Key') && JSON.stringify(statement).includes(text),
    );
    if (!found) throw new Error(`no statement of the key with ${text}`);
    return withoutStatement(changed, found);
  }, stack);

function accountOf(changed: StackTemplate) {
  const place = { account: changed.account, region: changed.region };
  const access = new AccessControl([readTemplate(changed)], place);
  const clock = new VirtualClock(toInstant('2026-03-05T10:00:00Z'));
  const account = new Account({ ...place, clock, stacks: [readTemplate(changed)], interceptors: [], access });
  const lettersIn = (name: string) => account.queues.byArn(queueArn(name))?.messages() ?? [];
  return { account, access, lettersIn };
}

const send = ({ account }: ReturnType<typeof accountOf>) =>
  account.events.putEvents([
    {
      EventBusName: 'course-reminders-sample',
      Source: 'clinic.courses',
      DetailType: 'visit.held',
      Detail: '{}',
    },
  ]);

test('with its whole policy, everything passes', () => {
  const whole = accountOf(stack);
  send(whole);
  expect(whole.lettersIn('events')).toHaveLength(1);
  const sweep = ARN('lambda', 'function:course-reminders-sample-sweep');
  expect(whole.access.mayPoll(sweep, queueArn('sweeps'))).toBe(true);
  expect(whole.access.log.denials()).toEqual([]);
});

test('a bus is not made with a key that EventBridge may not look at, under whatever condition it may use it', () => {
  expect(() => accountOf(withoutOnKey('EventBridgeLooksAtKey'))).toThrow(
    /event-bus\/course-reminders-sample cannot have its key: .* not authorized to perform: kms:DescribeKey/,
  );
});

test('that an archive cannot keep an event is noted, and does not stop the event', () => {
  const changed = accountOf(withoutOnKey('ArchiveUsesKey'));
  send(changed);
  expect(changed.lettersIn('events')).toHaveLength(1);
  expect(changed.access.log.denials()).toMatchObject([
    { caller: 'events.amazonaws.com', action: 'kms:GenerateDataKey' },
  ]);
});

test('a bus that may not use its key says nothing to the sender, and leaves the event among its dead letters', () => {
  const closed = accountOf(withoutOnKey('RulesUseKey', 'ArchiveUsesKey', 'aws:SourceArn'));
  expect(send(closed)).toMatchObject({ FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) }] });
  expect(closed.lettersIn('events')).toEqual([]);
  const [letter] = closed.lettersIn('bus-dead-letters');
  expect(JSON.parse(letter?.body ?? '')).toMatchObject({ 'detail-type': 'visit.held', detail: {} });
  expect(letter?.attributes).toHaveProperty('ERROR_CODE');
  expect(closed.access.log.denials()).toMatchObject([{ action: 'kms:GenerateDataKey' }]);
});

test('what a rule may not encrypt for its queue is lost: the dead letters have the same key', () => {
  const half = accountOf(withoutOnKey('RulesUseKey'));
  send(half);
  for (const queue of ['events', 'events-dead-letters', 'bus-dead-letters'])
    expect(half.lettersIn(queue)).toEqual([]);
  expect(half.access.log.denials()).toMatchObject([{ action: 'kms:GenerateDataKey', count: 2 }]);
});

test('a schedule and Lambda need the key in the name of their roles', () => {
  const role = statementsIn(stack).find(
    ({ resource, sid }) => resource.startsWith('SchedulesRole') && sid === 'UseClinicKey',
  );
  if (!role) throw new Error('no statement');
  const { access } = accountOf(withoutStatement(stack, role));
  const wake = {
    from: 'schedule',
    sourceArn: ARN('scheduler', 'schedule/course-reminders-sample/a-wake'),
    roleArn: 'arn:aws:iam::111122223333:role/course-reminders-sample-wakes',
    queueArn: queueArn('wakes'),
    body: '',
  } as const;
  expect(access.mayDeliver(wake)).toBe(false);
  expect(accountOf(stack).access.mayDeliver(wake)).toBe(true);
});
