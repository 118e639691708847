import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { callApi, giveToken } from '../../local/clinic/api-token.ts';
import type { ClinicCloud } from '../../local/clinic/clinic-cloud.ts';
import { callClinic, giveSecret } from '../../local/clinic/form-provider.ts';
import { findForm } from '../../local/clinic/page-form.ts';
import type { AwsCall, Delivery } from '../../local/cloud/index.ts';
import { parseCivilDate } from '../../shared/core/time/civil-date.ts';
import { courseEvents, PATIENT, THERAPIST } from '../support/events.ts';
import { STENOSIS } from '../support/stories.ts';
import { changeItem } from '../support/whole-table.ts';
import {
  erasure,
  tombstoneAtAnswer,
  tombstoneAtList,
  tombstoneAtPage,
  tombstoneAtReport,
  tombstoneAtSweep,
  tombstoneAtWake,
} from './stories-erasure.ts';
import {
  AFTER_EMAIL,
  ANSWER,
  ENROLLED,
  enrol,
  listIn,
  openCallBack,
  type Story,
  stopAddressIn,
  stopByMail,
  tell,
  until,
} from './story-steps.ts';

const emailsOf = ({ cloud }: ClinicCloud) =>
  cloud.inbox().map(({ sentAt, to }, index) => `e-mail ${index + 1} to ${to} at ${sentAt.slice(0, 16)}`);

const tidy = ({ cloud }: ClinicCloud) =>
  cloud.deadLetters().length === 0 ? ['nothing failed for good'] : [];

/** The e-mail of the enrolment, and one whose wake was armed when that was sent. */
const reminders: Story = async (clinic) => {
  const course = await enrol(clinic);
  await tell(clinic, course.booked('pre-examination', '2026-02-26T09:05:00Z', '2026-03-05T10:00:00+01:00'));
  await until(clinic, '2026-03-03T08:30:00Z');
  return emailsOf(clinic);
};

/** A hard bounce is taken down, and what follows from it is planned. */
const bounce: Story = async (clinic) => {
  await enrol(clinic, 'nobody@bounce.example');
  await until(clinic, '2026-02-27T07:30:00Z');
  const { head, events } = await clinic.courses.load('C-1');
  const bounced = events.filter(({ event }) => event.type === 'email.bounced').map(() => 'bounce recorded');
  const calls = (head?.tasks ?? []).map(({ task }) => task).filter((task) => task.startsWith('call-patient'));
  return [...bounced, ...calls, ...tidy(clinic)];
};

/** SES takes an e-mail, but its answer gets lost: only its report tells that it was sent. */
const lostAnswer: Story = async (clinic) => {
  const once = onceOf(({ operation }: AwsCall) => (operation === 'SendEmail' ? 'drop' : undefined));
  const remove = clinic.cloud.intercept({ after: (call, response) => once(call) ?? response });
  await enrol(clinic);
  await until(clinic, '2026-02-26T12:00:00Z');
  remove();
  const { messages } = await clinic.courses.load('C-1');
  const sent = messages.map(
    (message) => `${message.status}, attempt ${'attempt' in message && message.attempt}`,
  );
  return [...(clinic.cloud.inbox().length === 1 ? ['one e-mail'] : []), ...sent];
};

const letters = ({ cloud }: ClinicCloud) =>
  cloud.deadLetters().map(({ sentAt }) => `left among the dead letters at ${sentAt}`);

/** An event that no retry can mend is the operator's at once. */
const refusedEvent: Story = async (clinic) => {
  const refused = { ...courseEvents().enrolled(ENROLLED, STENOSIS), courseId: 'no id' };
  await tell(clinic, { ...refused, occurredAt: '2026-02-26T09:05:00Z' });
  return letters(clinic);
};

/** A report that is none, too. */
const refusedReport: Story = async (clinic) => {
  const { cloud, stackName } = clinic;
  await until(clinic, AFTER_EMAIL);
  const credentials = { accessKeyId: 'stranger', secretAccessKey: 'stranger' };
  const client = new SQSClient({ endpoint: cloud.endpoint, region: clinic.clinic.region, credentials });
  const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: `${stackName}-emails` }));
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'no report' }));
  client.destroy();
  await cloud.settle();
  return letters(clinic);
};

/** A task is overdue: the therapist hears of it, once. */
const digest: Story = async (clinic) => {
  const { enrolled, held } = courseEvents();
  await tell(clinic, enrolled(ENROLLED, STENOSIS));
  await tell(clinic, held('pre-examination', '2026-02-26T09:05:00Z', '0251'));
  await until(clinic, '2026-03-02T12:00:00Z');
  const { entries } = await clinic.digests.log('THERAPIST#T-1', parseCivilDate('2026-02-26'));
  const digests = clinic.cloud.inbox().filter(({ to }) => to.includes('bo@clinic.example'));
  return [
    ...digests.map(({ sentAt }) => `digest at ${sentAt}`),
    ...entries.map(({ day, status }) => `${day} ${status}`),
  ];
};

/** A therapist's address does not work: the manager hears of it at once. */
const deadMailbox: Story = async (clinic) => {
  const { enrolled, held } = courseEvents();
  const therapist = { ...THERAPIST, email: 'bo@bounce.example' };
  await tell(clinic, enrolled(ENROLLED, { ...STENOSIS, therapist }));
  await tell(clinic, held('pre-examination', '2026-02-26T09:05:00Z', '0251'));
  await until(clinic, '2026-02-27T06:01:00Z');
  const { managerEmail = '' } = clinic.clinic;
  const told = clinic.cloud.inbox().filter(({ to }) => to.includes(managerEmail));
  return told.map(({ sentAt }) => `${managerEmail} told at ${sentAt}`);
};

/** A wake gets lost on its way; the sweep arms another. */
const lostWake: Story = async (clinic) => {
  const lose = onceOf(({ from, queueArn }: Delivery) =>
    from === 'schedule' && queueArn.endsWith('-wakes') ? NOTHING : undefined,
  );
  const remove = clinic.cloud.intercept({ deliver: (delivery) => lose(delivery) ?? [0] });
  await enrol(clinic);
  await until(clinic, '2026-02-26T12:00:00Z');
  remove();
  return emailsOf(clinic);
};

/** A function of an earlier deployment planned a course; the sweep, which looks once a day, plans it anew. */
const outdatedPlan: Story = async (clinic) => {
  await enrol(clinic);
  await until(clinic, AFTER_EMAIL);
  const fingerprint = async () => (await clinic.courses.load('C-1')).head?.fingerprint;
  const deployed = await fingerprint();
  await changeItem(clinic, 'C-1', '#HEAD', { fingerprint: 'of another deployment' });
  await until(clinic, '2026-02-27T10:30:00Z');
  return (await fingerprint()) === deployed ? ['planned as deployed'] : [];
};

/** Contact details go when the course has been over for long enough. */
const retention: Story = async (clinic) => {
  const course = await enrol(clinic);
  await until(clinic, AFTER_EMAIL);
  await tell(clinic, course.closed('2026-02-26T09:20:00Z', 'completed'));
  await until(clinic, '2026-06-15T00:00:00Z');
  const { head, events, messages } = await clinic.courses.load('C-1');
  const names = JSON.stringify(events).includes(PATIENT.name) ? [] : ['no name is left'];
  return [...(head?.purged ? ['purged'] : []), ...names, `${messages.length} message kept`];
};

/** A patient opens the page behind the first e-mail, and stops all others with one press in the mailbox. */
const pages: Story = async (clinic) => {
  await enrol(clinic);
  await until(clinic, AFTER_EMAIL);
  const page = await clinic.open(stopAddressIn(clinic).replace(/\/stop$/, ''));
  const stop = await stopByMail(clinic);
  const { head, events } = await clinic.courses.load('C-1');
  return [
    `page ${page.status}`,
    `stop ${stop.status}`,
    ...events.map(({ event }) => event.type),
    ...(head?.nextWakeAt ? ['goes on'] : []),
  ];
};

/** A form provider tells that the patient has answered what the first e-mail asked for. */
const answered: Story = async (clinic) => {
  await enrol(clinic);
  await until(clinic, AFTER_EMAIL);
  const secret = await giveSecret(clinic);
  const { status } = await callClinic(clinic, ANSWER, { secret });
  const { head, events } = await clinic.courses.load('C-1');
  return [
    `answer ${status}`,
    ...events.map(({ event }) => event.type),
    ...(head?.nextWakeAt ? ['goes on'] : []),
  ];
};

/** A program tells that somebody was enrolled, and asks what is due. */
const program: Story = async (clinic) => {
  await until(clinic, ENROLLED);
  const token = await giveToken(clinic);
  const told = await callApi(clinic, '/v1/events', token, courseEvents().enrolled(ENROLLED, STENOSIS));
  const course = await callApi(clinic, '/v1/courses/C-1', token);
  const worklist = await callApi(clinic, '/v1/worklist', token);
  const text = await worklist.text();
  return [
    `event ${told.status}`,
    `course ${course.status}`,
    `worklist ${worklist.status}`,
    ...(text.includes('book:pre-examination') ? ['a task'] : []),
  ];
};

/** A patient asks for a call; the therapist opens the list of the morning, and puts the call off. */
const list: Story = async (clinic) => {
  await openCallBack(clinic);
  const before = await clinic.open(listIn(clinic));
  const form = findForm(await before.text(), 'Fik ikke fat i patienten');
  if (!form) return [`list ${before.status}`];
  const press = { method: 'POST', body: new URLSearchParams(form.fields), redirect: 'manual' } as const;
  const pressed = await clinic.open(form.action, press);
  const after = await clinic.open(pressed.headers.get('location') ?? listIn(clinic));
  const { head, events } = await clinic.courses.load('C-1');
  return [
    `list ${before.status}`,
    `pressed ${pressed.status}`,
    `list ${after.status}`,
    ...events.flatMap(({ event }) => (event.type === 'task.snoozed' ? [event.type] : [])),
    ...(head?.nextWakeAt ? ['goes on'] : []),
  ];
};

export const STORIES = {
  reminders,
  bounce,
  refusedEvent,
  refusedReport,
  lostAnswer,
  digest,
  deadMailbox,
  lostWake,
  outdatedPlan,
  erasure,
  retention,
  tombstoneAtWake,
  tombstoneAtReport,
  tombstoneAtSweep,
  tombstoneAtPage,
  tombstoneAtAnswer,
  tombstoneAtList,
  pages,
  answered,
  program,
  list,
} as const satisfies Record<string, Story>;

export type StoryName = keyof typeof STORIES;

/** Answers the first time only. */
function onceOf<Input, Output>(answer: (input: Input) => Output | undefined) {
  let isOver = false;
  return (input: Input): Output | undefined => {
    const result = isOver ? undefined : answer(input);
    if (result !== undefined) isOver = true;
    return result;
  };
}

const NOTHING: readonly number[] = [];
