import { html } from 'hono/html';
import { epochSeconds } from '../../shared/core/time/instant.ts';
import { EVENT_SOURCE } from '../../shared/names.ts';
import { enrolmentExample, firstExamples } from '../words/event-examples.ts';
import { type EventFields, eventForm } from './event-form.ts';
import { type Frame, pageOf } from './frame.ts';
import type { Html } from './markup.ts';
import { PATHS } from './paths.ts';

/** Where the parts of the local clinic can be reached from outside. */
export type Endpoints = {
  /** This page's own address, without a slash at its end. */
  readonly page: string;
  /** The one address of all AWS APIs. */
  readonly aws: string;
  readonly region: string;
  /** What the clinic's file is named after. */
  readonly clinicId: string;
  readonly bus: string;
  readonly table: string;
  readonly scheduleGroup: string;
  /** Where form providers tell that a questionnaire was answered. */
  readonly answers: string;
  /** The API for programs, without a slash at its end. */
  readonly api: string;
};

export type ConnectData = Frame & {
  readonly endpoints: Endpoints;
  /** Names the event that the form will send. */
  readonly eventId: string;
  /** The type of event to fill the form with, as the query string says. */
  readonly eventType?: string | undefined;
  /** What was typed into the form before, when that was refused. */
  readonly typed?: EventFields | undefined;
};

/** How to send events from outside, and how to look into the local clinic with ordinary AWS tools. */
export function connectPage(data: ConnectData): string {
  const { endpoints, now, clinic } = data;
  const { page, aws, region } = endpoints;
  const envelope = JSON.stringify(enrolmentExample(now, clinic.timeZone), null, 2);
  const body = html`<h1>Connect</h1>
<p class="lead">This clinic runs on this machine only. Send it events, and look into its parts.</p>
<div class="two"><div><section class="card" id="send"><h2>Send an event</h2>${formOf(data)}</section>
<section class="card"><h2>Send an event over HTTP</h2>
<p>POST one envelope as JSON. The answer is 202, or 422 with the place of each mistake.</p>
${code(`curl -sS ${page}${PATHS.events} -H 'content-type: application/json' -d @- <<'EVENT'\n${envelope}\nEVENT`)}
<p>The shape of every type, with an example of each, is in <code>docs/events.schema.json</code>. Events about a course that is
here already are easier to send from the course's own page.</p>
<p>Programs use the clinic’s API, with a token: <a href="${endpoints.api}/reference">the API, a reference</a>.</p></section></div>
<section class="card"><h2>Look into it with the AWS command line</h2>
<p>Everything answers at one address. Nothing is checked but that some credentials are given. The AWS command line knows
<code>AWS_ENDPOINT_URL</code> from version 2.13 on.</p>
${code(environment(aws, region))}
${commandsOf(data).map(([title, command]) => html`<h3 class="small">${title}</h3>${code(command)}`)}
</section></div>`;
  return pageOf({ ...data, title: 'Connect', path: PATHS.connect, current: 'connect', body });
}

const formOf = ({ now, clinic, eventType, ...form }: ConnectData): Html =>
  eventForm({
    ...form,
    courseId: null,
    now,
    examples: firstExamples(now, clinic.timeZone),
    eventType: eventType ?? 'course.enrolled',
    path: PATHS.connect,
  });

const code = (text: string): Html => html`<pre class="code" tabindex="0">${text}</pre>`;

const environment = (aws: string, region: string): string =>
  [
    `export AWS_ENDPOINT_URL=${aws}`,
    `export AWS_DEFAULT_REGION=${region} AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local`,
  ].join('\n');

/** One command for each service, by what it does. */
function commandsOf({ endpoints, now }: ConnectData): [string, string][] {
  const { bus, table, scheduleGroup, clinicId, answers, api } = endpoints;
  const key = JSON.stringify({ ':pk': { S: 'COURSE#C-try' } });
  return [
    [
      'Event bus: put the envelope of event.json',
      `aws events put-events --entries "$(jq -c '[{EventBusName: "${bus}", Source: "${EVENT_SOURCE}", DetailType: .type, Detail: tostring}]' event.json)"`,
    ],
    [
      'Scheduler: the one wake ahead of each course',
      `aws scheduler list-schedules --group-name ${scheduleGroup}`,
    ],
    [
      'DynamoDB: everything that is stored of a course',
      `aws dynamodb query --table-name ${table} --key-condition-expression 'pk = :pk' --expression-attribute-values '${key}'`,
    ],
    [
      'SQS: messages that could not be handled, and why',
      `npm run -s cli -- redrive --clinic clinics/${clinicId}.json`,
    ],
    ['SES: the identities that may send', 'aws sesv2 list-email-identities'],
    [
      'As a program: a token, what send-event.sh of docs/api.md needs besides it, and what is due',
      [
        `npm run -s cli -- token create --clinic clinics/${clinicId}.json --name try --scope events:write --scope courses:read`,
        `export CLINIC_API=${api} CLINIC_TOKEN=cr_…`,
        'curl -sS "$CLINIC_API/worklist" -H "authorization: Bearer $CLINIC_TOKEN"',
      ].join('\n'),
    ],
    [
      'As a form provider: a secret, and what tell-clinic.sh of docs/form-providers.md needs besides it, by this clinic’s clock',
      [
        `npm run -s cli -- webhook-secret --clinic clinics/${clinicId}.json`,
        `export CLINIC_ADDRESS=${answers} CLINIC_TIME=${epochSeconds(now)}`,
      ].join('\n'),
    ],
  ];
}
