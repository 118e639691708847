import { stackOf } from '../../local/clinic/template-cache.ts';
import { type StatementFound, statementsIn } from '../support/policies.ts';
import { CLINIC } from './run.ts';
import type { StoryName } from './stories.ts';

export const STACK = await stackOf(CLINIC);

const ADVANCE = ['LoadCourse', 'PutItems', 'ArmWake', 'PassWakeRole', 'PollQueue'] as const;
const allBy = <Sid extends string>(sids: readonly Sid[], story: StoryName) =>
  Object.fromEntries(sids.map((sid) => [sid, story]));

/** By the start of a policy's logical id: each statement with the story that cannot do without it. */
const USES: Readonly<Record<string, Readonly<Record<string, StoryName>>>> = {
  FunctionsRecordEventRoleDefaultPolicy: {
    ...allBy(ADVANCE, 'reminders'),
    ForgetItems: 'erasure',
    LeaveRefused: 'refusedEvent',
  },
  FunctionsWakeCourseRoleDefaultPolicy: {
    ...allBy([...ADVANCE, 'ReReadHead', 'SendAttachment'], 'reminders'),
    // The shortest: what may not be sent is tried again every quarter of an hour.
    SendEmail: 'lostAnswer',
    UpdateItems: 'retention',
    ForgetItems: 'tombstoneAtWake',
  },
  FunctionsTrackEmailRoleDefaultPolicy: {
    ...allBy(ADVANCE, 'bounce'),
    UpdateItems: 'lostAnswer',
    ForgetItems: 'tombstoneAtReport',
    LeaveRefused: 'refusedReport',
    SendEmail: 'deadMailbox',
  },
  FunctionsSendDigestRoleDefaultPolicy: allBy(
    ['ReadWorklist', 'ReadDigestLog', 'PutItems', 'SendEmail', 'PollQueue'],
    'digest',
  ),
  FunctionsSweepRoleDefaultPolicy: {
    ...allBy([...ADVANCE, 'FindWakes'], 'lostWake'),
    FindOutdatedPlans: 'outdatedPlan',
    PutItems: 'tombstoneAtSweep',
    ForgetItems: 'tombstoneAtSweep',
  },
  FunctionsPatientPagesRoleDefaultPolicy: {
    ...allBy(['LoadCourse', 'PutItems', 'ArmWake', 'PassWakeRole'], 'pages'),
    ForgetItems: 'tombstoneAtPage',
  },
  FunctionsApiRoleDefaultPolicy: {
    ...allBy(['LoadCourse', 'PutItems', 'ArmWake', 'PassWakeRole'], 'answered'),
    ReadWorklist: 'program',
    ForgetItems: 'tombstoneAtAnswer',
  },
  FunctionsStaffPagesRoleDefaultPolicy: {
    ...allBy(['LoadCourse', 'PutItems', 'ArmWake', 'PassWakeRole', 'ReadWorklist', 'ReReadHeads'], 'list'),
    ForgetItems: 'tombstoneAtList',
  },
  SchedulesRoleDefaultPolicy: { SendWakes: 'reminders' },
  // Whom the role trusts.
  SchedulesRole: { '#1': 'reminders' },
  // What the rules may send; the first statement denies what is not encrypted.
  QueuesEventsQueuePolicy: { EventBridgeSends: 'reminders' },
  QueuesEmailsQueuePolicy: { EventBridgeSends: 'bounce' },
  FrontPatientPagesPermission: { '#1': 'pages' },
  FrontApiPermission: { '#1': 'answered' },
  FrontStaffPagesPermission: { '#1': 'list' },
};

/** Statements that no story uses, and why. */
export const UNUSED: Readonly<Record<string, (statement: StatementFound) => boolean>> = {
  'Lambda writes the log in the function’s name': ({ sid }) => sid === 'WriteLog',
  'Lambda takes the function’s role': ({ policy, statement }) =>
    policy.endsWith('(trust)') && JSON.stringify(statement['Principal']).includes('lambda.amazonaws.com'),
  'it denies what is not encrypted': ({ statement }) => statement['Effect'] === 'Deny',
  'EventBridge leaves here what it cannot send to the queue': ({ resource, sid }) =>
    /^Queues\w+DeadLettersPolicy/.test(resource) && sid === 'EventBridgeSends',
};

export type Use = StatementFound & { readonly name: string; readonly story: StoryName | undefined };

/** Every statement of the template that allows something to somebody other than AWS itself. */
export const USED: readonly Use[] = statementsIn(STACK)
  .filter((statement) => !Object.values(UNUSED).some((isUnused) => isUnused(statement)))
  .map((statement) => {
    const start = statement.resource.replace(/[0-9A-F]{8}$/, '');
    return { ...statement, name: `${start} ${statement.sid}`, story: USES[start]?.[statement.sid] };
  });

/** The names of all statements that {@link USES} knows. */
export const NAMED = Object.entries(USES).flatMap(([start, uses]) =>
  Object.keys(uses).map((sid) => `${start} ${sid}`),
);

/** What comes of each story when all is as it should be. */
export const OUTCOMES: Readonly<Record<StoryName, readonly string[]>> = {
  reminders: [
    'e-mail 1 to anna@patients.example at 2026-02-26T09:20',
    'e-mail 2 to anna@patients.example at 2026-03-03T08:00',
  ],
  bounce: ['bounce recorded', 'call-patient:pre-examination', 'nothing failed for good'],
  lostAnswer: ['one e-mail', 'sent, attempt 1'],
  digest: [
    'digest at 2026-02-27T06:00:00.000Z',
    'digest at 2026-03-02T06:00:00.000Z',
    '2026-03-02 sent',
    '2026-02-27 sent',
  ],
  deadMailbox: ['leder@sundby-fysioterapi.example told at 2026-02-27T06:00:05.000Z'],
  refusedEvent: ['left among the dead letters at 2026-02-26T09:05:00.000Z'],
  refusedReport: ['left among the dead letters at 2026-02-26T09:15:01.000Z'],
  lostWake: ['e-mail 1 to anna@patients.example at 2026-02-26T10:01'],
  outdatedPlan: ['planned as deployed'],
  erasure: ['refuses later events', 'nothing is left', 'settled'],
  retention: ['purged', 'no name is left', '1 message kept'],
  tombstoneAtWake: ['refuses later events', 'nothing is left', 'settled'],
  tombstoneAtReport: ['refuses later events', 'nothing is left', 'settled'],
  tombstoneAtSweep: ['refuses later events', 'nothing is left', 'settled'],
  tombstoneAtPage: ['refuses later events', 'nothing is left', 'settled'],
  tombstoneAtAnswer: ['refuses later events', 'nothing is left', 'settled'],
  answered: ['answer 204', 'questionnaire.answered', 'course.enrolled', 'goes on'],
  program: ['event 200', 'course 200', 'worklist 200', 'a task'],
  tombstoneAtList: ['refuses later events', 'nothing is left', 'settled'],
  list: ['list 200', 'pressed 303', 'list 200', 'task.snoozed', 'goes on'],
  pages: ['page 200', 'stop 200', 'course.enrolled', 'patient.updated', 'goes on'],
};
