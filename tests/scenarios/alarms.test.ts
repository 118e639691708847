import {
  DeleteScheduleCommand,
  DeleteScheduleGroupCommand,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { afterEach, describe, expect, test } from 'vitest';
import { type ClinicCloud, clinicCloudOf } from '../../local/clinic/clinic-cloud.ts';
import { stackOf } from '../../local/clinic/template-cache.ts';
import { type Interceptor, readTemplate, type StackTemplate, startCloud } from '../../local/cloud/index.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { alarmsIn, alarmsOf } from '../support/alarms.ts';
import { courseEvents, THERAPIST } from '../support/events.ts';
import { clinicWith } from '../support/plan.ts';
import { changeResource, resourceId, statementsIn, withoutStatement } from '../support/policies.ts';
import { useClinic } from '../support/scenario.ts';
import { STENOSIS, stenosisFrom } from '../support/stories.ts';
import { deafProvider, lostWakes, refusal } from '../support/troubles.ts';

const { clinic, cloud, tell } = useClinic({ managerEmail: undefined }, { sweeps: true });
const ends: (() => void)[] = [];
const mend = () => {
  for (const end of ends.splice(0)) end();
};
afterEach(mend);
const trouble = (interceptor: Interceptor) => ends.push(cloud().cloud.intercept(interceptor));
const advanceTo = (at: string) => cloud().cloud.advanceTo(toInstant(at));

/** What sounded in some story; the last test looks at all of it. */
const heard = new Set<string>();
const note = (lines: readonly string[]) => {
  for (const line of lines) heard.add(line.split(' ')[1] ?? '');
  return lines;
};
const alarms = () => note(alarmsOf(cloud()));

const deaf = (name: string, wanted: string): Interceptor => ({
  before: ({ caller, operation }) =>
    caller.endsWith(`-${name}`) && operation === wanted ? refusal(400, 'AccessDeniedException') : undefined,
});

async function asOperatorOf(run: (client: SchedulerClient, group: string) => Promise<unknown>) {
  const credentials = { accessKeyId: 'operator', secretAccessKey: 'operator' };
  const client = new SchedulerClient({
    endpoint: cloud().cloud.endpoint,
    region: clinic.region,
    credentials,
  });
  await run(client, cloud().stackName);
  client.destroy();
}

test('in health no alarm sounds: a course begins, is reminded and is digested', async () => {
  const events = stenosisFrom(courseEvents(), '2026-03-05').slice(0, 3);
  const told = await tell(events, '2026-03-06T12:00:00Z');
  expect(told.digests).toHaveLength(1);
  expect(alarms()).toEqual([]);
});

test('SES is paused over a night: heard of after an hour, called after four; the e-mail goes when it is over', async () => {
  const paused = ['2026-03-19T13:30:00Z', '2026-03-20T07:30:00Z'] as const;
  trouble(deafProvider(cloud(), paused, refusal(400, 'SendingPausedException')));
  await tell([courseEvents().enrolled('2026-03-19T13:40:00Z', STENOSIS)], '2026-03-19T17:30:00Z');
  const call = 'call-patient:pre-examination';
  const openTasks = async () => (await cloud().courses.load('C-1')).head?.tasks.map(({ task }) => task);
  expect(await openTasks()).not.toContain(call);
  await advanceTo('2026-03-19T18:30:00Z');
  expect(await openTasks()).toContain(call);
  await advanceTo('2026-03-20T12:00:00Z');
  // By night nothing is tried, and so nothing is late.
  expect(alarms().filter((line) => line.includes('emails-put-off'))).toEqual([
    '2026-03-19T15:00 emails-put-off ALARM',
    '2026-03-19T20:00 emails-put-off OK',
    '2026-03-20T08:00 emails-put-off ALARM',
    '2026-03-20T09:00 emails-put-off OK',
  ]);
  const { messages } = await cloud().courses.load('C-1');
  expect(messages.map(({ status }) => status)).toEqual(['sent']);
  expect(await openTasks()).not.toContain(call);
});

test('SES throttles for two hours: heard of after an hour, and the e-mail goes when it is over', async () => {
  const busy = ['2026-03-05T09:00:00Z', '2026-03-05T11:05:00Z'] as const;
  trouble(deafProvider(cloud(), busy, refusal(429, 'TooManyRequestsException')));
  await tell([courseEvents().enrolled('2026-03-05T09:00:00Z', STENOSIS)], '2026-03-05T13:00:00Z');
  expect(alarms()).toEqual(['2026-03-05T11:00 emails-put-off ALARM', '2026-03-05T13:00 emails-put-off OK']);
  expect(cloud().cloud.inbox()).toHaveLength(1);
});

test('the sender falls silent: heard of when five open days have passed, until the next digest after an event', async () => {
  await tell(stenosisFrom(courseEvents(), '2026-03-05'), '2026-03-13T12:00:00Z');
  // Friday, Monday to Thursday have passed in silence.
  expect(alarms()).toEqual(['2026-03-13T07:00 events-silent ALARM']);
  const again = courseEvents('C-2').enrolled('2026-03-16T10:00:00+01:00', STENOSIS);
  await tell([again], '2026-03-17T08:00:00Z');
  expect(alarms().slice(1)).toEqual(['2026-03-17T07:00 events-silent OK']);
});

test('a function that always fails: heard of within a quarter of an hour; nothing is lost', async () => {
  trouble(deaf('record-event', 'TransactWriteItems'));
  await tell([courseEvents().enrolled('2026-03-05T09:00:00Z', STENOSIS)], '2026-03-05T11:00:00Z');
  expect(alarms()).toEqual([
    // While AWS still counts the message: the third time it is received is the last.
    '2026-03-05T09:10 events-oldest-message ALARM',
    '2026-03-05T09:15 record-event-errors ALARM',
    '2026-03-05T09:20 events-oldest-message OK',
  ]);
  mend();
  await advanceTo('2026-03-05T12:00:00Z');
  // It failed at eleven for the last time.
  expect(alarms().slice(3)).toEqual(['2026-03-05T11:30 record-event-errors OK']);
  expect(await cloud().courseIds()).toEqual(['C-1']);
});

test('a dead address of a therapist is told to replyTo; when that bounces as well, an alarm sounds', async () => {
  const { enrolled, held } = courseEvents();
  const therapist = { ...THERAPIST, email: 'bo@bounce.example' };
  await tell([enrolled('2026-03-05T09:00:00Z', { ...STENOSIS, therapist })], '2026-03-05T10:00:00Z');
  cloud().cloud.emails.setBehaviour(clinic.replyTo, 'bounce');
  await tell([held('pre-examination', '2026-03-05T11:00:00Z', '0251')], '2026-03-07T12:00:00Z');
  expect(alarms()).toContain('2026-03-06T07:00 manager-unreachable ALARM');
});

test('patients’ addresses that bounce, one that complains: the rates of SES', async () => {
  const patient = (email: string) => ({
    patient: { patientId: 'P-1', name: 'Anna Jensen', email, language: 'da', consent: { email: true } },
  });
  const from = (id: string, email: string) =>
    courseEvents(id).enrolled('2026-03-05T10:00:00+01:00', { entry: 'direct', ...patient(email) });
  await tell(
    [from('C-1', 'anna@bounce.example'), from('C-2', 'anna@complaint.example')],
    '2026-03-05T12:00:00Z',
  );
  expect(alarms()).toEqual(
    expect.arrayContaining(['2026-03-05T10:00 bounce-rate ALARM', '2026-03-05T11:00 complaint-rate ALARM']),
  );
});

test('e-mails that SES refuses for good', async () => {
  const period = ['2026-03-05T09:00:00Z', '2026-03-05T12:00:00Z'] as const;
  trouble(deafProvider(cloud(), period, refusal(400, 'AccountSuspendedException')));
  const enrolled = courseEvents().enrolled('2026-03-05T10:00:00+01:00', STENOSIS);
  await tell([enrolled], '2026-03-05T12:00:00Z');
  expect(alarms()).toEqual(['2026-03-05T10:00 emails-refused ALARM', '2026-03-05T11:00 emails-refused OK']);
});

test('what no retry can mend is heard of within five minutes, and until it is redriven or discarded', async () => {
  const course = courseEvents();
  await tell([course.enrolled('2026-03-05T10:00:00+01:00', STENOSIS)], '2026-03-05T10:00:00Z');
  cloud().putEvent({ type: 'visit.hled' });
  await advanceTo('2026-03-05T12:00:00Z');
  expect(alarms()).toEqual(['2026-03-05T10:05 events-dead-letters ALARM']);
});

test('a course without an enrolment, of which there is no manager to tell', async () => {
  const held = courseEvents().held('pre-examination', '2026-03-05T09:05:00Z', '0251');
  await tell([held], '2026-03-09T12:00:00Z');
  expect(alarms()).toContain('2026-03-09T07:00 unknown-courses ALARM');
});

test('a wake that got lost is brought back by the sweep, which says so', async () => {
  trouble(lostWakes(1));
  await tell([courseEvents().enrolled('2026-03-05T10:00:00+01:00', STENOSIS)], '2026-03-05T13:00:00Z');
  expect(alarms()).toEqual([
    expect.stringMatching(/^2026-03-05T1\d:00 overdue-wakes ALARM$/),
    expect.stringMatching(/^2026-03-05T1\d:00 overdue-wakes OK$/),
  ]);
});

test('a schedule that somebody deleted is armed again by the sweep, which says so', async () => {
  const [first, second] = [courseEvents('C-1'), courseEvents('C-2')];
  await tell(
    [first.enrolled('2026-03-05T09:00:00Z', STENOSIS), second.enrolled('2026-03-05T09:50:00Z', STENOSIS)],
    '2026-03-05T09:51:00Z',
  );
  await asOperatorOf(async (client, GroupName) => {
    const wakes = cloud()
      .cloud.schedules()
      .filter(({ name }) => !['digest', 'sweep'].includes(name));
    for (const { name: Name } of wakes) await client.send(new DeleteScheduleCommand({ GroupName, Name }));
  });
  await advanceTo('2026-03-05T13:00:00Z');
  expect(alarms()).toEqual([
    '2026-03-05T11:00 missing-schedules ALARM',
    '2026-03-05T12:00 missing-schedules OK',
  ]);
  expect(cloud().cloud.inbox()).toHaveLength(2);
});

test('the group of schedules is deleted: the sweep is silent after three hours, events fail at once', async () => {
  await tell([courseEvents().enrolled('2026-03-05T09:00:00Z', STENOSIS)], '2026-03-05T12:30:00Z');
  await asOperatorOf((client, Name) => client.send(new DeleteScheduleGroupCommand({ Name })));
  await advanceTo('2026-03-05T16:20:00Z');
  expect(alarms()).toEqual(['2026-03-05T16:00 sweep-silent ALARM']);
  cloud().putEvent(courseEvents('C-2').enrolled('2026-03-05T16:20:00Z', STENOSIS));
  await advanceTo('2026-03-05T17:00:00Z');
  expect(alarms()).toContain('2026-03-05T16:30 record-event-errors ALARM');
});

describe('on a stack in which something may not be done any more', () => {
  /** Runs the stack with one course that begins, without some statements of its policies. */
  async function alarmsWithout(
    places: readonly (readonly [start: string, sid: string])[],
    settings = {},
    ask?: (aws: ClinicCloud) => Promise<unknown>,
  ) {
    const own = clinicWith({ managerEmail: undefined, ...settings });
    const whole = await stackOf(own);
    const stack = places.reduce<StackTemplate>((changed, [start, sid]) => {
      const place = statementsIn(changed).find((each) => each.resource.startsWith(start) && each.sid === sid);
      if (!place) throw new Error(`no statement ${start} ${sid}`);
      return withoutStatement(changed, place);
    }, whole);
    const aws = await startCloud({
      stacks: [stack],
      startAt: toInstant('2026-03-05T08:59:00Z'),
      sandboxes: 'here',
    });
    try {
      const event = courseEvents().enrolled('2026-03-05T09:00:00Z', STENOSIS);
      const entry = { Source: 'clinic.courses', DetailType: event.type, Detail: JSON.stringify(event) };
      await aws.advanceTo(toInstant(event.occurredAt));
      aws.putEvents(stack.name, [entry]);
      await ask?.(clinicCloudOf(aws, own, stack.name));
      await aws.advanceTo(toInstant('2026-03-05T10:30:00Z'));
      return note(alarmsIn(aws, stack.name));
    } finally {
      await aws.stop();
    }
  }

  test('the key of the clinic’s own denies the bus: its dead letters', async () => {
    const key = { encryptionKey: 'customer-managed' };
    expect(
      await alarmsWithout(
        [
          ['Key', '#3'],
          ['Key', 'RulesUseKey'],
          ['Key', 'ArchiveUsesKey'],
        ],
        key,
      ),
    ).toEqual(['2026-03-05T09:05 bus-dead-letters ALARM']);
  });

  test('rule and schedules reach neither queues nor dead letters', async () => {
    const lost = await alarmsWithout([
      ['QueuesEventsQueuePolicy', 'EventBridgeSends'],
      ['QueuesEventsDeadLettersPolicy', 'EventBridgeSends'],
      ['SchedulesRoleDefaultPolicy', 'SendWakes'],
    ]);
    expect(lost).toContain('2026-03-05T09:05 events-lost ALARM');
    expect(lost.some((line) => line.endsWith('wakes-lost ALARM'))).toBe(true);
  });

  test('nobody may run the function behind the pages: whoever opens a link gets an error', async () => {
    const ask = ({ open }: ClinicCloud) => open('/p/link');
    expect(await alarmsWithout([['FrontPatientPagesPermission', '#1']], {}, ask)).toEqual([
      '2026-03-05T09:15 pages-failed ALARM',
      '2026-03-05T09:30 pages-failed OK',
    ]);
  });

  test('the rule of the reports does not', async () => {
    const lost = await alarmsWithout([
      ['QueuesEmailsQueuePolicy', 'EventBridgeSends'],
      ['QueuesEmailsDeadLettersPolicy', 'EventBridgeSends'],
    ]);
    expect(lost).toContain('2026-03-05T09:20 reports-lost ALARM');
  });
});

describe('on a stack that somebody changed', () => {
  /** A course whose e-mail goes at 09:15 UTC, and which is looked at again at eleven. */
  async function alarmsWith(change: (stack: StackTemplate) => StackTemplate, emails = 1) {
    const stack = change(await stackOf(clinicWith({ managerEmail: undefined })));
    const aws = await startCloud({
      stacks: [stack],
      startAt: toInstant('2026-03-05T06:00:00Z'),
      sandboxes: 'here',
    });
    try {
      const course = courseEvents();
      for (const event of [
        course.enrolled('2026-03-05T09:00:00Z', STENOSIS),
        course.booked('pre-examination', '2026-03-05T11:00:00Z', '2026-03-26T10:00:00Z'),
      ]) {
        await aws.advanceTo(toInstant(event.occurredAt));
        aws.putEvents(stack.name, [
          { Source: 'clinic.courses', DetailType: event.type, Detail: JSON.stringify(event) },
        ]);
      }
      await aws.advanceTo(toInstant('2026-03-05T12:00:00Z'));
      expect(aws.inbox()).toHaveLength(emails);
      return note(alarmsIn(aws, stack.name));
    } finally {
      await aws.stop();
    }
  }

  test('in nothing that matters: the reports of SES come, and no alarm sounds', async () => {
    expect(await alarmsWith((stack) => stack)).toEqual([]);
  });

  test.each<[string, (stack: StackTemplate) => StackTemplate]>([
    [
      'the event destination of SES is disabled',
      (stack) => {
        const id = resourceId(stack, 'AWS::SES::ConfigurationSetEventDestination', 'Email');
        return changeResource(stack, id, ({ EventDestination, ...others }) => ({
          ...others,
          EventDestination: { ...Object(EventDestination), Enabled: false },
        }));
      },
    ],
    [
      'the rule of its reports is disabled',
      (stack) =>
        changeResource(stack, resourceId(stack, 'AWS::Events::Rule', 'Email'), (properties) => ({
          ...properties,
          State: 'DISABLED',
        })),
    ],
  ])('%s: heard of in six hours', async (_, change) => {
    expect(await alarmsWith(change)).toEqual(['2026-03-05T12:00 reports-silent ALARM']);
  });

  test('a function that may not run: throttled within five minutes, its queue waits, and nothing is lost', async () => {
    const alarms = await alarmsWith((stack) => {
      const [id] = Object.entries(stack.template.Resources).find(
        ([name, { Type }]) => Type === 'AWS::Lambda::Function' && /WakeCourse/i.test(name),
      ) ?? [''];
      return changeResource(stack, id, (properties) => ({ ...properties, ReservedConcurrentExecutions: 0 }));
    }, 0);
    expect(alarms.slice(0, 2)).toEqual([
      '2026-03-05T09:20 functions-throttled ALARM',
      '2026-03-05T09:25 wakes-oldest-message ALARM',
    ]);
  });
});

test('every kind of alarm is sounded by some story above', async () => {
  const stacks = [
    await stackOf(clinicWith({ managerEmail: undefined })),
    await stackOf(clinicWith({ encryptionKey: 'customer-managed' })),
  ];
  const kindOf = (name: string) => name.replace(/^.*-(dead-letters|oldest-message|errors)$/, '$1');
  const all = stacks.flatMap((stack) =>
    readTemplate(stack).alarms.map(({ name }) => kindOf(name.slice(stack.name.length + 1))),
  );
  const sounded = new Set([...heard].map(kindOf));
  const silent = new Set(all.filter((kind) => !sounded.has(kind)));
  expect([...silent]).toEqual([]);
});
