import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { clinicCloudOf } from '../../local/clinic/clinic-cloud.ts';
import { stackOf } from '../../local/clinic/template-cache.ts';
import { type AccessRequest, readTemplate, startCloud } from '../../local/cloud/index.ts';
import { clinicWith } from '../support/plan.ts';
import { STORIES, type StoryName } from './stories.ts';
import { START } from './story-steps.ts';

/**
 * What another simulator of IAM says to everything that was asked in these stories, in the name of each role and service.
 * `npx vitest run --project cloud tests/permissions/verdicts.test.ts` with `IAM_SIMULATE=<folder of @cloud-copilot/iam-simulate>`
 * asks it anew; see docs/conformance.md.
 */
const RECORDED = join(import.meta.dirname, 'verdicts.json');
const TOLD: readonly StoryName[] = [
  'reminders',
  'bounce',
  'digest',
  'erasure',
  'refusedEvent',
  'deadMailbox',
  'pages',
  'answered',
  'program',
];

/** The verdicts of one principal on all requests in their order: `+` allowed, `-` denied. */
type Verdicts = Readonly<Record<string, string>>;
type Recorded = {
  readonly by: string;
  readonly policies: string;
  readonly requests: AccessRequest[];
  readonly verdicts: Verdicts;
};

const CLINIC = clinicWith({ encryptionKey: 'customer-managed' });
const stack = await stackOf(CLINIC);
const model = readTemplate(stack);
const principals = [
  ...model.roles.map(({ arn }) => arn),
  'apigateway.amazonaws.com',
  'events.amazonaws.com',
  'scheduler.amazonaws.com',
];

/** What the policies say, as one word. */
const fingerprint = createHash('sha256')
  .update(
    JSON.stringify([model.roles, model.queuePolicies, model.busPolicies, model.keys, model.functionPolicies]),
  )
  .digest('hex');

/** What a wake is called says when it comes: no matter here. */
const withoutMinute = (request: AccessRequest): AccessRequest => ({
  ...request,
  resource: request.resource.replace(/(:schedule\/[^/]+\/).+$/, '$1a-wake'),
});

async function play() {
  const cloud = await startCloud({ stacks: [stack], startAt: START, sandboxes: 'here' });
  try {
    for (const name of TOLD) {
      await cloud.reset(START);
      await STORIES[name](clinicCloudOf(cloud, CLINIC, stack.name));
    }
    const named = cloud.asked().map(withoutMinute);
    const requests = [...new Map(named.map((request) => [JSON.stringify(request), request])).entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, request]) => request);
    const verdicts = principals.map((who) => [
      who,
      requests.map((request) => (cloud.wouldAllow(who, request) ? '+' : '-')).join(''),
    ]);
    return { requests, verdicts: Object.fromEntries(verdicts) as Verdicts };
  } finally {
    await cloud.stop();
  }
}

type Simulator = {
  runSimulation(simulation: unknown, options: unknown): Promise<{ overallResult?: string; errors?: unknown }>;
};

async function record(folder: string, requests: AccessRequest[]): Promise<Recorded> {
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const simulator: Simulator = await import(pathToFileURL(join(folder, 'dist/esm/index.js')).href);
  const verdicts: Record<string, string> = {};
  for (const who of principals) {
    verdicts[who] = '';
    for (const request of requests) verdicts[who] += (await isAllowed(simulator, who, request)) ? '+' : '-';
  }
  return { by: `${name} ${version}`, policies: fingerprint, requests, verdicts };
}

/** The simulator passes over every encryption context: a key that it knows stands in for the bus's. */
const plain = <T>(value: T): T =>
  JSON.parse(
    JSON.stringify(value).replaceAll('kms:EncryptionContext:aws:events:event-bus:arn', 'kms:CallerAccount'),
  );

const documentOf = (Statement: readonly unknown[]) => plain({ Version: '2012-10-17', Statement });

async function isAllowed(
  simulator: Simulator,
  who: string,
  { action, resource, context }: AccessRequest,
): Promise<boolean> {
  const role = model.roles.find(({ arn }) => arn === who);
  const session = who.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/');
  const ofResource = resourcePolicyOf(action, resource);
  const outcome = await simulator.runSimulation(
    {
      request: {
        action,
        principal: role ? `${session}/anybody` : who,
        resource: { resource, accountId: model.account },
        contextVariables: {
          'aws:SecureTransport': 'true',
          'aws:RequestedRegion': model.region,
          ...(role && { 'aws:PrincipalArn': who, 'aws:PrincipalAccount': model.account }),
          ...plain(context),
        },
      },
      identityPolicies: role ? [{ name: 'own', policy: documentOf(role.statements) }] : [],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(ofResource.length > 0 && { resourcePolicy: documentOf(ofResource) }),
    },
    {},
  );
  if (outcome.overallResult === undefined)
    throw new Error(JSON.stringify([who, action, resource, outcome.errors]));
  return outcome.overallResult === 'Allowed';
}

function resourcePolicyOf(action: string, resource: string) {
  if (action === 'sts:AssumeRole') return model.roles.find(({ arn }) => arn === resource)?.trust ?? [];
  const queue = model.queues.find(({ arn }) => arn === resource);
  const bus = model.buses.find(({ arn }) => arn === resource);
  return [
    ...model.queuePolicies.filter(({ queueUrls }) => queue && queueUrls.includes(queue.url)),
    ...model.busPolicies.filter(({ busName }) => bus?.name === busName),
    ...model.keys.filter(({ arn }) => arn === resource),
    ...model.functionPolicies.flatMap(({ functionArn, statement }) =>
      functionArn === resource ? { statements: [statement] } : [],
    ),
  ].flatMap(({ statements }) => statements);
}

test('another simulator of IAM says the same to everything that a clinic asks, in every name', async () => {
  const ours = await play();
  const folder = process.env['IAM_SIMULATE'];
  if (folder) {
    const recorded = await record(folder, ours.requests);
    writeFileSync(RECORDED, `${JSON.stringify(recorded, null, 1)}\n`);
  }
  expect(existsSync(RECORDED)).toBe(true);
  const recorded: Recorded = JSON.parse(readFileSync(RECORDED, 'utf8'));
  // Other policies, other requests: the verdicts are to be recorded anew, as docs/conformance.md says.
  expect([fingerprint, ours.requests]).toEqual([recorded.policies, recorded.requests]);
  expect(ours.verdicts).toEqual(recorded.verdicts);
  expect(Object.values(ours.verdicts).join('')).toMatch(/\+.*-|-.*\+/);
});
