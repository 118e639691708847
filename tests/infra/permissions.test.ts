import { describe, expect, it } from 'vitest';
import type { Template } from '../../infra/synthesize.ts';
import { clinic, resourceOf, resourcesOf, statementsFor, templateOf } from './templates.ts';

const { template } = templateOf(clinic('sample'));
const actionsOf = (start: string, from: Template = template) =>
  statementsFor(from, `Functions${start}`).map(({ Sid, Action }) => `${Sid} ${[Action].flat().join(' ')}`);

const ADVANCE = [
  'LoadCourse dynamodb:Query',
  'PutItems dynamodb:PutItem',
  'ForgetItems dynamodb:DeleteItem',
  'ArmWake scheduler:CreateSchedule',
  'PassWakeRole iam:PassRole',
];
const SERVICE = [
  'PollQueue sqs:DeleteMessage sqs:GetQueueAttributes sqs:ReceiveMessage',
  'WriteLog logs:CreateLogStream logs:PutLogEvents',
];

describe('permissions', () => {
  it('are exactly these', () => {
    const readHead = 'ReReadHead dynamodb:GetItem';
    const update = 'UpdateItems dynamodb:UpdateItem';
    const send = 'SendEmail ses:SendEmail';
    const leave = 'LeaveRefused sqs:SendMessage';
    expect(actionsOf('RecordEvent')).toEqual([...ADVANCE, leave, ...SERVICE]);
    const sendAttachment = 'SendAttachment ses:SendRawEmail';
    expect(actionsOf('WakeCourse')).toEqual([...ADVANCE, update, readHead, send, sendAttachment, ...SERVICE]);
    expect(actionsOf('TrackEmail')).toEqual([...ADVANCE, update, send, leave, ...SERVICE]);
    expect(actionsOf('SendDigest')).toEqual([
      'ReadWorklist dynamodb:Query',
      'ReadDigestLog dynamodb:Query',
      'PutItems dynamodb:PutItem',
      send,
      ...SERVICE,
    ]);
    expect(actionsOf('Sweep')).toEqual([
      ...ADVANCE,
      'FindWakes dynamodb:Query',
      'FindOutdatedPlans dynamodb:Query',
      ...SERVICE,
    ]);
    expect(actionsOf('PatientPages')).toEqual([...ADVANCE, ...SERVICE.slice(1)]);
    expect(actionsOf('StaffPages')).toEqual([
      ...ADVANCE,
      'ReadWorklist dynamodb:Query',
      'ReReadHeads dynamodb:BatchGetItem',
      ...SERVICE.slice(1),
    ]);
  });

  it('hold one wildcard: the names of wakes in the clinic’s own group', () => {
    const wildcards = resourcesOf(template, 'AWS::IAM::Policy').flatMap(([id]) =>
      statementsFor(template, id).flatMap(({ Sid, Resource, Action }) =>
        JSON.stringify([Resource, Action]).includes('*') ? [[Sid, Resource]] : [],
      ),
    );
    const anyWake = 'arn:aws:scheduler:eu-north-1:111122223333:schedule/course-reminders-sample/*';
    expect(wildcards).toEqual(Array.from({ length: 7 }, () => ['ArmWake', anyWake]));
  });

  it('pass the wake role to the scheduler only, and send from the clinic’s address only', () => {
    const wakeCourse = statementsFor(template, 'FunctionsWakeCourse');
    const conditionOf = (sid: string) => wakeCourse.find(({ Sid }) => Sid === sid)?.Condition;
    expect(conditionOf('PassWakeRole')).toEqual({
      StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' },
    });
    for (const sid of ['SendEmail', 'SendAttachment']) {
      expect(conditionOf(sid)).toEqual({
        StringEquals: { 'ses:FromAddress': 'paamindelser@sundby-fysioterapi.example' },
      });
    }
  });

  it('reach the index itself, not the table, where only the index is read', () => {
    const [table] = resourceOf(template, 'AWS::DynamoDB::GlobalTable');
    const digest = statementsFor(template, 'FunctionsSendDigest').find(({ Sid }) => Sid === 'ReadWorklist');
    expect(digest?.Resource).toEqual({
      'Fn::Join': ['', [{ 'Fn::GetAtt': [table, 'Arn'] }, '/index/worklist']],
    });
  });

  it('come with the clinic’s own key through DynamoDB and SQS only', () => {
    const own = templateOf(clinic('maximal')).template;
    expect(actionsOf('Sweep', own).at(-1)).toMatch(/^UseClinicKey kms:Decrypt /);
    expect(statementsFor(own, 'FunctionsSweep').at(-1)?.Condition).toEqual({
      StringEquals: {
        'kms:ViaService': ['dynamodb.eu-central-1.amazonaws.com', 'sqs.eu-central-1.amazonaws.com'],
      },
    });
  });
});
